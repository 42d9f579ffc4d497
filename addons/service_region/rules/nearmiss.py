"""Names that were written with one wrong, one missing or one doubled character."""

import re
from collections import defaultdict
from typing import NamedTuple

from .gazetteer import COUNTRY, COUNTY, LEVEL_NAMES, TOWN, Region, meet
from .lexicon import FUNCTION_WORDS, LOOKALIKES, PLACE_AFTER, WHICH_ONE, ZONE_AFTER
from .names import short_names

# How sure one is of a slip: any character, similar shape, same sound.
ANY, SHAPE, SOUND = 1, 2, 3
_SUFFIXES = frozenset("市县区旗州盟")
_GAP = re.compile(r"[的省市州县区 ,，:：、]*")
# A context with more divisions than this says too little to correct anything; the
# largest province, 四川, has just over 200.
_POOL = 250
# Lengths of names that are recognised without any context.
_LENGTHS = (3, 4, 5)


class Slip(NamedTuple):
    """What was ``written`` at ``start`` instead of ``name``, and how surely."""

    degree: int
    region: Region
    start: int
    written: str
    name: str

    @property
    def full(self):
        """Whether the name has its suffix."""
        return _is_full(self.name)

    @property
    def end(self):
        return self.start + len(self.written)

    def cuts(self, mentions):
        """Whether it would cut one of ``mentions`` in two."""
        return any(
            mention.start < self.start < mention.end
            or mention.start < self.end < mention.end
            for mention in mentions
        )

    def covers(self, mention):
        """Whether ``mention``, of the corrected text, is the corrected name."""
        return mention.start == self.start and mention.text == self.name

    def corrected(self, text):
        """Return ``text`` with the name in place of what was written."""
        return text[: self.start] + self.name + text[self.end :]


class Mender:
    """Recognises slips against a gazetteer.

    ``sounds`` maps characters to their toneless pinyin.
    """

    def __init__(self, gazetteer, sounds):
        self._gazetteer = gazetteer
        self._sounds = sounds
        self._shapes = {
            char: {group for group in LOOKALIKES if char in group}
            for char in "".join(LOOKALIKES)
        }
        self._called = defaultdict(list)
        for region in gazetteer.regions.values():
            current = region.until is None and COUNTRY < region.level < TOWN
            if current and len(region.name) in _LENGTHS:
                self._called[region.name].append(region)
                self._called[self._sound(region.name)].append(region)

    def near(self, text, mentions, regions) -> Slip | None:
        """Return the one slip next to ``mentions`` that fits ``regions``.

        A long name and what one of ``regions`` holds directly may have any single wrong
        character, others one of the same sound or of a similar shape.
        """
        pool = _pool(regions)
        if len(pool) > _POOL:
            return None
        called = [(region, name) for region in pool for name in _names(region)]
        found = []
        for mention in mentions:
            gap = _GAP.match(text, mention.end)
            if gap.end() < len(text):
                slips = self._slips_behind(text, gap.end(), called)
                found += (s for s in slips if s.full or self._ends(text, gap, s))
            if mention.start:
                found += self._slips_before(text, mention.start, called)
        return _single(
            slip
            for slip in found
            if slip.degree > ANY or len(slip.name) > 3 or slip.region.parent in regions
        )

    def alone(self, text) -> Slip | None:
        """Return the one name with its suffix that ``text`` nearly holds.

        Without a context it takes the same sound or a similar shape.
        """
        found = []
        for end, char in enumerate(text, 1):
            for start in (end - length for length in _LENGTHS):
                written = text[max(start, 0) : end]
                if char in _SUFFIXES and start >= 0 and not FUNCTION_WORDS & {*written}:
                    found += self._resembling(written, start)
        return _single(found)

    def _resembling(self, written, start):
        """Yield the current divisions that sound or look like ``written``."""
        for key in (self._sound(written), *self._twins(written)):
            for region in self._called.get(key, ()):
                degree = self._degree(written, region.name)
                if degree:
                    yield Slip(degree, region, start, written, region.name)

    def _twins(self, written):
        """Yield ``written`` with one character replaced by one that looks like it."""
        for at, char in enumerate(written[:-1]):
            for twin in "".join(self._shapes.get(char, ())):
                if twin != char:
                    yield written[:at] + twin + written[at + 1 :]

    def _ends(self, text, gap, slip):
        """Whether a short name follows at once and is no part of a longer word."""
        if gap.group() not in {"", "的", "省", "市"}:
            return False
        return PLACE_AFTER.match(text, slip.end) or any(
            meet((slip.region,), senses)
            for _end, senses in self._gazetteer.names_at(text, slip.end)
        )

    def _slips_behind(self, text, start, called):
        for region, name in called:
            for end in range(start + len(name) - 1, start + len(name) + 2):
                degree = self._degree(text[start:end], name)
                if degree:
                    yield Slip(degree, region, start, text[start:end], name)

    def _slips_before(self, text, end, called):
        for region, name in called:
            start = end - len(name)
            degree = start >= 0 and self._degree(text[start:end], name)
            if degree:
                yield Slip(degree, region, start, text[start:end], name)

    def _degree(self, written, name):
        """How surely ``written`` is a slip of ``name``: 0 where it is none."""
        full = _is_full(name)
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
        if ZONE_AFTER.search(written):  # there are more zones than are listed
            return 0
        return ANY if full and one not in FUNCTION_WORDS | WHICH_ONE else 0

    def _is_name(self, written):
        """A real name is never read as a slip of another."""
        return any(
            region.level < TOWN or region.name == written
            for region in self._gazetteer.index.get(written, ())
        )

    def _sound(self, word):
        return " ".join(self._sounds.get(char, char) for char in word)


def _is_full(name):
    return name[-1] in _SUFFIXES and (len(name) > 2 or name[-1] == "县")


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
    """Return the surest, longest slip if all of that kind mean one region."""
    slips = list(slips)
    surest = max(((slip.degree, len(slip.name)) for slip in slips), default=None)
    best = [slip for slip in slips if (slip.degree, len(slip.name)) == surest]
    return best[0] if len({slip.region for slip in best}) == 1 else None
