"""Which names a text holds, and where."""

from collections import defaultdict
from typing import NamedTuple

from . import lexicon
from .gazetteer import COUNTY, PREFECTURE, PROVINCE, TOWN, Region, meet

_SUFFIXES = frozenset("省市县区旗州盟")
# How far apart two names of one place may stand when one of them needs the other.
_REACH = 6
# What it adds to a reading that two names confirm each other, side by side or not.
_ADJACENT, _NEARBY = 3.7, 3.4

ROAD, BRAND, SOFT = "road", "brand", "soft"
_TAILS = (
    (ROAD, lexicon.ROAD_AFTER),
    (BRAND, lexicon.BRAND_AFTER),
    (SOFT, lexicon.POI_AFTER),
)
_NO_PLACE = {ROAD, BRAND}


class Mention(NamedTuple):
    """A name in a text.

    ``senses`` are all regions it may mean, ``strong`` those it may mean by itself:
    not the towns whose suffix is missing. ``free`` says whether it counts without a
    neighbour that confirms it, ``full`` whether its suffix is there, ``soft`` whether
    a building or a body is called so. ``written`` is what stands in the text where the
    name was recognised despite a slip.
    """

    start: int
    end: int
    text: str
    senses: tuple[Region, ...]
    strong: tuple[Region, ...]
    free: bool
    full: bool
    soft: bool = False
    linked: bool = False
    written: str | None = None

    @property
    def weight(self):
        """What it adds to a reading of the text: long names and high levels more."""
        if not self.free:
            return 0
        level = min(region.level for region in self.strong)
        head = self.text[0] in lexicon.FUNCTION_HEADS
        bonus = {PROVINCE: 0.5, PREFECTURE: 0.25}.get(level, 0)
        return 4 * len(self.text) - 1 + bonus - 0.75 * head


class Spotter:
    """Finds the names of a gazetteer in a text."""

    def __init__(self, gazetteer, common_words):
        self._gazetteer = gazetteer
        self._common = common_words

    def mentions(self, text) -> list[Mention]:
        """Return the names of the best reading of ``text``, from left to right."""
        return _best_path(text, self._candidates(text))

    def weak_mentions(self, text):
        """Return the names of prefectures that are ordinary words too: 开封, 来宾."""
        return [
            mention
            for mention in self._candidates(text)
            if not mention.free
            and any(region.level == PREFECTURE for region in mention.strong)
        ]

    def _candidates(self, text):
        """Return every name, also overlapping ones, by its beginning."""
        masks = [match.span() for match in lexicon.MASKS.finditer(text)]
        found = []
        for start in range(len(text) - 1):
            for end, senses in self._gazetteer.names_at(text, start):
                if not any(_hides(mask, start, end) for mask in masks):
                    found.append(self._mention(text, start, end, senses))
        return [mention for mention in found if mention]

    def _mention(self, text, start, end, senses):
        """Judge one name by its surroundings; None where it names something else."""
        name = text[start:end]
        strong = _strong(name, senses)
        full = len(name) > 2 and (
            name[-1] in _SUFFIXES or any(region.name == name for region in strong)
        )
        goes_on = not full and self._goes_on(text, end, senses)
        tail = None if full or goes_on else _tail(text, end)
        if tail in _NO_PLACE:
            return None
        if not strong and (tail or text[end : end + 1] in _SUFFIXES):
            return None
        if _is_countryside(text, start, end, strong) or _is_spelt(text, start, end):
            return None
        free = bool(strong) and not self._is_common(text, start, end, strong)
        if not free and not goes_on and lexicon.WORD_AFTER.match(text, end):
            if not self._continues(text, start, strong):
                return None
        return Mention(start, end, name, senses, strong, free, full, tail == SOFT)

    def _goes_on(self, text, end, senses):
        """Whether a division of the place follows: 哈尔滨道里 is no road."""
        return any(
            meet(senses, _strong(text[end:after], behind))
            for after, behind in self._gazetteer.names_at(text, end)
        )

    def _continues(self, text, start, strong):
        """Whether a prefecture or province of the place precedes: 黔西南普安."""
        return any(
            meet(
                _above_counties(self._gazetteer.index.get(text[begin:start], ())),
                strong,
            )
            for begin in range(max(0, start - _REACH), start - 1)
        )

    def _is_common(self, text, start, end, strong):
        """Whether the name alone is too weak to tell that a place is meant."""
        name = text[start:end]
        if name in lexicon.GENERIC or lexicon.GENERIC_ZONE.fullmatch(name):
            return True
        if _leaves_open(strong) and _is_whereabouts(text, start, end):
            return False
        if name in lexicon.EVERYDAY:
            return True
        if name in self._common:
            return not _is_put(text, start, end)
        before = text[max(0, start - 12) : start]
        if lexicon.ABROAD_BEFORE.search(before):
            return True
        if len(name) == 2 and lexicon.NAME_BEFORE.search(before):
            return True
        if _may_be_zone(text, end, strong):
            return True
        if len(name) > 2 or min(region.level for region in strong) < PREFECTURE:
            return False
        if name[0] in lexicon.FUNCTION_HEADS:
            return not lexicon.HEAD_BEFORE.search(before)
        begins = lexicon.PLACE_BEFORE.search(before)
        ends = lexicon.PLACE_AFTER.match(text, end)
        if all(region.until for region in strong):  # hardly said alone any more
            return not (begins and ends)
        return not (begins or ends)


def _strong(name, senses):
    """Return what a name may mean by itself; a county's full name means no town."""
    strong = tuple(region for region in senses if region.level < TOWN)
    if any(region.name == name for region in strong):
        return strong
    return strong + tuple(r for r in senses if r.level == TOWN and r.name == name)


def _hides(mask, start, end):
    """Whether a longer word overlaps a name that does not hold all of it."""
    first, last = mask
    covered = start <= first and last <= end and (start, end) != mask
    return first < end and start < last and not covered


def _is_countryside(text, start, end, strong):
    """Whether a township's name is made of an ordinary word: 湖南乡 of 湖南乡村."""
    towns = all(region.level == TOWN for region in strong)
    return towns and bool(lexicon.COUNTRYSIDE.search(text, start, end + 1))


def _is_spelt(text, start, end):
    """Whether a name only tells how a character is written: 安平的安."""
    char = text[end + 1 : end + 2]
    spelt = text[end : end + 1] == "的" and char and char in text[start:end]
    return bool(spelt and lexicon.CLAUSE_END.match(text, end + 2))


def _may_be_zone(text, end, strong):
    """Whether a district's short name begins the name of a zone: 滨湖新区."""
    districts = all(region.name.endswith("区") for region in strong)
    return districts and bool(lexicon.ZONE_AFTER.match(text, end))


def _above_counties(regions):
    return [region for region in regions if region.level < COUNTY]


def _leaves_open(regions):
    """Whether the name of a place would not settle a county anyway."""
    today = [region for region in regions if region.until is None] or {
        new for region in regions for new in region.successors
    }
    return len(today) > 1 or any(region.level < COUNTY for region in today)


def _is_whereabouts(text, start, end):
    """Whether a name fills its clause, alone or behind a word such as 在."""
    before = lexicon.WHEREABOUTS.search(text[max(0, start - 3) : start])
    return bool(before and lexicon.CLAUSE_END.match(text, end))


def _is_put(text, start, end):
    """Whether something is said to be there, and nothing more: 柜子在六合."""
    before = lexicon.PUT_BEFORE.search(text[max(0, start - 4) : start])
    return bool(before and lexicon.CLAUSE_END.match(text, end))


def _tail(text, end):
    """Say what stands behind a name and makes it part of another: ROAD, BRAND, SOFT."""
    for kind, words in _TAILS:
        if words.match(text, end):
            return kind
    return None


def related(text, first, second):
    """Whether ``second`` continues ``first``, as in 昆山花桥 or 昆山的花桥."""
    gap = text[first.end : second.start]
    if gap and not lexicon.LINK.match(gap):
        return False
    if not second.free and lexicon.CLAUSE_BREAK.search(gap):
        if not lexicon.CLAUSE_END.match(text, second.end):
            return False
    return bool(
        meet(first.strong, second.strong)
        or meet([region for region in first.strong if region.near], second.senses)
    )


def _best_path(text, candidates):
    """Choose the mentions that do not overlap and explain most of the text.

    A forward pass keeps, for every position, the best choice that ends there; each
    mention looks back only _REACH characters for a neighbour that confirms it.
    """
    ending = defaultdict(list)  # end -> indexes of candidates
    scores, back, confirmed = [], [], []
    best, reached = [(0, None)] * (len(text) + 1), 0
    for number, mention in enumerate(candidates):
        while reached < mention.start:
            reached += 1
            best[reached] = best[reached - 1]
            for other in ending.get(reached, ()):
                if scores[other] > best[reached][0]:
                    best[reached] = (scores[other], other)
        score, previous = best[mention.start]
        score, link = score + mention.weight, False
        for end in range(max(0, mention.start - _REACH), mention.start + 1):
            for other in ending.get(end, ()):
                gain = _link_gain(text, candidates[other], mention, confirmed[other])
                if gain and scores[other] + mention.weight + gain > score:
                    score = scores[other] + mention.weight + gain
                    previous, link = other, True
        scores.append(score)
        back.append(previous)
        confirmed.append(link)
        ending[mention.end].append(number)
    return _trace(candidates, scores, back, confirmed)


def _link_gain(text, first, second, first_confirmed):
    if not related(text, first, second):
        return 0
    gain = _ADJACENT if first.end == second.start else _NEARBY
    if not second.free:
        gain += 4 * len(second.text) - 4
    if not first.free and not first_confirmed:
        gain += 4 * len(first.text) - 4
    return gain


def _trace(candidates, scores, back, confirmed):
    """Follow the best choice back and drop what nothing confirms."""
    at = max(range(len(scores)), key=scores.__getitem__, default=None)
    chosen, confirms = [], False
    while at is not None:
        linked = confirmed[at] or confirms
        if candidates[at].free or linked:
            chosen.append(candidates[at]._replace(linked=confirmed[at]))
        confirms = confirmed[at]
        at = back[at]
    return chosen[::-1]
