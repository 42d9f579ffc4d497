"""Names that were written with one wrong, one missing or one doubled character."""

from collections import defaultdict

from .gazetteer import COUNTRY, COUNTY, PREFECTURE, TOWN
from .lexicon import FUNCTION_WORDS, LOOKALIKES
from .mentions import Mention
from .names import short_names

# How sure one is of a slip: same sound, similar shape, any other.
ANY, SHAPE, SOUND = 1, 2, 3
_LEVELS = ("country", "province", "prefecture", "county", "town")
_SKIP = frozenset("的省市州县区 ,，:：、")
_SUFFIXES = frozenset("市县区旗州盟")
# A context with more divisions than this says too little to correct anything.
_POOL = 200


class Mender:
    """Recognises slips against a gazetteer."""

    def __init__(self, gazetteer, sounds):
        self._gazetteer = gazetteer
        self._sounds = sounds
        self._shapes = defaultdict(set)
        for number, group in enumerate(LOOKALIKES):
            for char in group:
                self._shapes[char].add(number)
        self._called = defaultdict(list)
        for region in gazetteer.regions.values():
            if COUNTRY < region.level < TOWN and len(region.name) > 2:
                self._called[self._sound(region.name)].append(region)

    def near(self, text, mentions, regions) -> Mention | None:
        """Return the one slip next to ``mentions`` that fits ``regions``.

        Below a prefecture any single wrong character will do when only one of its
        counties remains; further up it takes the same sound or a similar shape.
        """
        pool = _pool(regions)
        if len(pool) > _POOL:
            return None
        found = []
        for mention in mentions:
            start = mention.end
            while start < len(text) and text[start] in _SKIP:
                start += 1
            found += self._slips(text, start, pool)
            found += self._slips_before(text, mention.start, pool)
        return _single(found)

    def alone(self, text) -> Mention | None:
        """Return the one name with its suffix that ``text`` holds by its sound."""
        found = []
        for end, char in enumerate(text, 1):
            if char not in _SUFFIXES:
                continue
            for length in (3, 4, 5):
                written = text[max(0, end - length) : end]
                regions = self._called.get(self._sound(written), ())
                if len(written) == length and not self._is_name(written):
                    found += [
                        (
                            self._degree(written, region.name),
                            region,
                            end - length,
                            written,
                            region.name,
                        )
                        for region in regions
                        if region.until is None
                    ]
        return _single([slip for slip in found if slip[0]])

    def _slips(self, text, start, pool):
        for region in pool:
            for name in _names(region):
                for length in (len(name), len(name) - 1, len(name) + 1):
                    written = text[start : start + length]
                    degree = len(written) == length and self._degree(written, name)
                    if degree:
                        yield degree, region, start, written, name

    def _slips_before(self, text, end, pool):
        for region in pool:
            for name in _names(region):
                start = end - len(name)
                degree = start >= 0 and self._degree(text[start:end], name)
                if degree:
                    yield degree, region, start, text[start:end], name

    def _degree(self, written, name):
        """How well ``written`` passes for ``name``: 0 where it does not."""
        full = len(name) > 2 and name[-1] in _SUFFIXES
        if len(written) != len(name):
            longer, shorter = sorted((written, name), key=len, reverse=True)
            close = full and written[-1] == name[-1] and written[0] == name[0]
            close = close and any(
                longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
            )
            return SHAPE if close and not self._is_name(written) else 0
        wrong = [pair for pair in zip(written, name, strict=True) if pair[0] != pair[1]]
        if len(wrong) != 1 or self._is_name(written):
            return 0
        if written[-1] != name[-1] and full:
            return 0
        one, other = wrong[0]
        if one in FUNCTION_WORDS:
            return 0
        if self._sounds.get(one, one) == self._sounds.get(other, other):
            return SOUND
        if self._shapes[one] & self._shapes[other]:
            return SHAPE
        return ANY if full else 0

    def _is_name(self, written):
        """A real name is never read as a slip of another."""
        return any(
            region.level < TOWN or region.name == written
            for region in self._gazetteer.index.get(written, ())
        )

    def _sound(self, word):
        return " ".join(self._sounds.get(char, char) for char in word)


def _names(region):
    return (region.name, *short_names(region.name, _LEVELS[region.level]))


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
            if child.level == PREFECTURE:
                yield from _below(child)


def _single(slips):
    """Return the mention of the surest, longest slips if they mean one region."""
    surest = max(((slip[0], len(slip[4])) for slip in slips), default=0)
    best = [slip for slip in slips if (slip[0], len(slip[4])) == surest]
    if len({slip[1] for slip in best}) != 1:
        return None
    _degree, region, start, written, name = best[0]
    return Mention(
        start, start + len(written), name, (region,), (region,),
        free=True, full=True, linked=True, written=written,
    )  # fmt: skip
