"""From half a sentence to the county it means."""

from collections.abc import Iterable

from . import readings
from .answers import (
    NOTHING,
    Answer,
    former_steps,
    heed_hints,
    only,
    renamings,
    resolved,
)
from .gazetteer import Gazetteer, meet
from .mentions import Spotter
from .nearmiss import Mender
from .normalise import normalise, spelling_table
from .types import Hint, RegionRow, Resolution, Vocabulary

# Province, prefecture, county, town, and one that is said twice.
_LONGEST_CHAIN = 4


class RegionResolver:
    """Reads texts against a fixed set of divisions.

    Built once from ``rows`` (parents before children); nothing is changed afterwards,
    so that any number of threads may use it. Raises ValueError for rows that do not
    make a tree.
    """

    def __init__(self, rows: Iterable[RegionRow], vocabulary: Vocabulary | None = None):
        vocabulary = vocabulary or Vocabulary()
        self._gazetteer = Gazetteer(rows)
        self._spelling = spelling_table(vocabulary.simplified)
        self._spotter = Spotter(self._gazetteer, vocabulary.common_words)
        self._mender = Mender(self._gazetteer, vocabulary.sounds)

    def full_name(self, code: str) -> str:
        """Return the names from the province down; KeyError for an unknown code."""
        return self._gazetteer.regions[code].full_name

    def resolve_many(self, texts: Iterable[str]) -> list[Resolution]:
        """Resolve each of ``texts``, in their order."""
        return [self.resolve(text) for text in texts]

    def resolve(self, text: str, hints: Iterable[Hint] | None = None) -> Resolution:
        """Return which division ``text`` means, or what it leaves open.

        ``hints`` settle what the text leaves open, or only order it (`Hint.settles`);
        they never change what it says.
        """
        if not text:
            return NOTHING
        chain = self._chain(text)
        if chain:
            names, regions = chain
            region = only(regions)
            if region:
                steps = self._history(names, regions, region)
                return resolved(region, names, text, steps)
        return self._read(normalise(text, self._spelling), hints or ())

    def _history(self, names, regions, region):
        """Return the steps that lead from what was to what is; mostly none."""
        gazetteer = self._gazetteer
        if region is regions[0] and gazetteer.former.isdisjoint(names):
            return ()
        renamed = [
            step
            for name in names
            for step in renamings(name, gazetteer.index[name], (region,))
        ]
        return (*renamed, *former_steps(regions))

    def _chain(self, text):
        """Return the names and regions of a text that is nothing but a place.

        泰州市姜堰区: each name lies in the one before it, nothing is left over. None
        for any other text, also for a single name; it is read thoroughly then.
        """
        heads = self._gazetteer.heads
        if text in heads:
            return None
        for length in self._gazetteer.lengths.get(text[:2], ()):
            name = text[:length]
            regions = heads.get(name)
            rest = regions and self._rest(text[length:], regions, _LONGEST_CHAIN)
            if rest:
                return (name, *rest[0]), rest[1]
        return None

    def _rest(self, text, held, left):
        """Return up to ``left`` names and the regions of ``text`` within ``held``."""
        index, heads = self._gazetteer.index, self._gazetteer.heads
        for names in (heads, index):  # a county before a town of the same name
            senses = names.get(text)
            regions = senses and meet(held, senses)
            if regions:
                return (text,), regions
        for length in self._gazetteer.lengths.get(text[:2], ()):
            senses = index.get(text[:length])
            regions = senses and meet(held, senses)
            rest = left and regions and self._rest(text[length:], regions, left - 1)
            if rest:
                return (text[:length], *rest[0]), rest[1]
        return None

    def _read(self, text, hints):
        mentions = self._spotter.mentions(text)
        answer = self._weigh(text, mentions)
        if not answer.region or answer.contradicted:
            answer = self._mended(text, mentions, answer)
        resolution = answer.resolution()
        if resolution.status == "ambiguous":
            regions = self._gazetteer.regions
            resolution = heed_hints(resolution, answer, hints, regions)
        return resolution

    def _weigh(self, text, mentions):
        verdict = readings.choose(readings.places(text, mentions))
        return Answer(verdict, self._gazetteer.zones)

    def _mended(self, text, mentions, answer):
        """Return what the text says with one slip corrected, if that says more."""
        best = answer
        for slip in self._slips(text, answer):
            if slip.cuts(mentions):
                continue
            mended = slip.corrected(text)
            names = [
                name._replace(written=slip.written) if slip.covers(name) else name
                for name in self._spotter.mentions(mended)
            ]
            other = self._weigh(mended, names)
            if other.region:
                return other
            if len(other.open_units) < len(best.open_units):
                best = other
        return best

    def _slips(self, text, answer):
        """Yield possible slips, next to each place that is not ruled out."""
        for place in answer.open_places():
            slip = self._mender.near(text, place.mentions, place.regions)
            if slip:
                yield slip
        if not answer.best:
            yield from self._slips_without_place(text)

    def _slips_without_place(self, text):
        """Yield slips where no name counts: behind an ordinary word, or alone."""
        for weak in self._spotter.weak_mentions(text):
            slip = self._mender.near(text, [weak], weak.strong)
            if slip:
                yield slip
        slip = self._mender.alone(text)
        if slip:
            yield slip
