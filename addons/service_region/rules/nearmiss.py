"""Names that were written with one wrong, one missing or one doubled character."""

from collections import defaultdict
from typing import NamedTuple

from .gazetteer import COUNTRY, COUNTY, LEVEL_NAMES, TOWN, Region
from .lexicon import FUNCTION_WORDS, LOOKALIKES
from .mentions import Mention
from .names import short_names

# How sure one is of a slip: any character, similar shape, same sound.
ANY, SHAPE, SOUND = 1, 2, 3
_SUFFIXES = frozenset("市县区旗州盟")
_BETWEEN = frozenset("的省市州县区 ,，:：、")
# A context with more divisions than this says too little to correct anything.
_POOL = 200
# Lengths of names that are recognised without any context.
_LENGTHS = (3, 4, 5)


class Slip(NamedTuple):
    """What was ``written`` at ``start`` instead of ``name``, and how surely."""

    degree: int
    region: Region
    start: int
    written: str
    name: str


class Mender:
    """Recognises slips against a gazetteer.

    ``sounds`` maps characters to their toneless pinyin.
    """

    def __init__(self, gazetteer, sounds):
        self._index = gazetteer.index
        self._sounds = sounds
        self._shapes = {
            char: {group for group in LOOKALIKES if char in group}
            for char in "".join(LOOKALIKES)
        }
        self._called = defaultdict(list)
        for region in gazetteer.regions.values():
            current = region.until is None and COUNTRY < region.level < TOWN
            if current and len(region.name) in _LENGTHS:
                self._called[self._sound(region.name)].append(region)

    def near(self, text, mentions, regions) -> Mention | None:
        """Return the one slip next to ``mentions`` that fits ``regions``.

        What is held by one of them directly may have any single wrong character, what
        lies further away one of the same sound or of a similar shape.
        """
        pool = _pool(regions)
        if len(pool) > _POOL:
            return None
        found = []
        for mention in mentions:
            start = mention.end
            while text[start : start + 1] in _BETWEEN:
                start += 1
            if start < len(text):
                found += self._slips_behind(text, start, pool)
            if mention.start:
                found += self._slips_before(text, mention.start, pool)
        return _single(
            slip for slip in found if slip.degree > ANY or slip.region.parent in regions
        )

    def alone(self, text) -> Mention | None:
        """Return the one name with its suffix that ``text`` holds by its sound."""
        ends = [end for end, char in enumerate(text, 1) if char in _SUFFIXES]
        return _single(
            slip
            for end in ends
            for length in _LENGTHS
            for slip in self._homophones(text, end - length, end)
        )

    def _homophones(self, text, start, end):
        written = text[max(start, 0) : end]
        if start < 0 or FUNCTION_WORDS & set(written):
            return
        for region in self._called.get(self._sound(written), ()):
            degree = self._degree(written, region.name)
            if degree:
                yield Slip(degree, region, start, written, region.name)

    def _slips_behind(self, text, start, pool):
        for region in pool:
            for name in _names(region):
                for end in range(start + len(name) - 1, start + len(name) + 2):
                    degree = self._degree(text[start:end], name)
                    if degree:
                        yield Slip(degree, region, start, text[start:end], name)

    def _slips_before(self, text, end, pool):
        for region in pool:
            for name in _names(region):
                start = end - len(name)
                degree = start >= 0 and self._degree(text[start:end], name)
                if degree:
                    yield Slip(degree, region, start, text[start:end], name)

    def _degree(self, written, name):
        """How surely ``written`` is a slip of ``name``: 0 where it is none."""
        full = len(name) > 2 and name[-1] in _SUFFIXES
        if full and written[-1:] != name[-1]:
            return 0
        if len(written) == len(name):
            degree = self._substituted(written, name, full)
        else:
            degree = SHAPE if full and _lengthened(written, name) else 0
        return degree if degree and not self._is_name(written) else 0

    def _substituted(self, written, name, full):
        wrong = [pair for pair in zip(written, name, strict=True) if pair[0] != pair[1]]
        if len(wrong) != 1:
            return 0
        one, other = wrong[0]
        if self._sounds.get(one, one) == self._sounds.get(other, other):
            return SOUND
        alike = self._shapes.get(one, set()) & self._shapes.get(other, set())
        if alike:
            return SHAPE
        return ANY if full else 0

    def _is_name(self, written):
        """A real name is never read as a slip of another."""
        return any(
            region.level < TOWN or region.name == written
            for region in self._index.get(written, ())
        )

    def _sound(self, word):
        return " ".join(self._sounds.get(char, char) for char in word)


def _lengthened(written, name):
    """Whether one of them is the other with one character more in the middle."""
    longer, shorter = sorted((written, name), key=len, reverse=True)
    return (
        len(longer) == len(shorter) + 1
        and longer[0] == shorter[0]
        and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    )


def _names(region):
    return (region.name, *short_names(region.name, LEVEL_NAMES[region.level]))


def _pool(regions):
    """Return the divisions below and above ``regions``, down to counties."""
    pool = {}
    for region in regions:
        pool.update(dict.fromkeys(_below(region)))
        pool.update((above, None) for above in region.lineage if above.level > COUNTRY)
    return pool


def _below(region):
    for child in region.children:
        if child.level <= COUNTY and child.until is None:
            yield child
            yield from _below(child)


def _single(slips):
    """Return the mention of the surest, longest slips if they mean one region."""
    slips = list(slips)
    surest = max(((slip.degree, len(slip.name)) for slip in slips), default=None)
    best = [slip for slip in slips if (slip.degree, len(slip.name)) == surest]
    if len({slip.region for slip in best}) != 1:
        return None
    _degree, region, start, written, name = best[0]
    return Mention(
        start,
        start + len(written),
        name,
        senses=(region,),
        strong=(region,),
        free=True,
        full=True,
        linked=True,
        written=written,
    )
