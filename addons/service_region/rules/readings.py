"""From the names in a text to the places it speaks of."""

from typing import NamedTuple

from . import lexicon
from .gazetteer import COUNTY, TOWN, meet
from .lexicon import AWAY, DENIED, MEANT, NEUTRAL, PAST
from .standing import standings


class Place:
    """Names that belong together, and the regions that satisfy all of them.

    ``jarring`` tells that another place was named right in front of it, without a word
    between, as in 山东昆山.
    """

    def __init__(self, mention, standing, jarring=False):
        self.mentions = [mention]
        self.regions = mention.strong or mention.senses
        self.standing = standing
        self.jarring = jarring

    @property
    def specific(self):
        """Whether it says more than a province or prefecture."""
        return all(region.unit or region.outside for region in settle(self.regions))

    @property
    def towns_only(self):
        """Whether nothing but towns was named."""
        return all(
            region.level == TOWN
            for mention in self.mentions
            for region in mention.strong
        )

    @property
    def soft(self):
        """Whether it is only known from what a building or a body is called."""
        return all(mention.soft for mention in self.mentions)

    def take(self, mentions):
        """Take names in where all of them fit; return whether they do."""
        regions = self.regions
        for mention in mentions:
            regions = _narrow(regions, mention.strong) or (
                mention.linked and _narrow(regions, mention.senses)
            )
            if not regions:
                return False
        self.regions = regions
        self.mentions.extend(mentions)
        return True

    def absorb(self, other):
        """Take another place in where both can be the same; return whether they can."""
        regions = meet(self.regions, other.regions) or _siblings(
            self.regions, other.regions
        )
        if regions:
            self.regions = regions
            self.mentions.extend(other.mentions)
        return bool(regions)


def _narrow(regions, senses):
    """Return what ``regions`` become with a further name for the same place.

    A further name mostly adds a level: 日喀则地区日喀则市 is the city in the
    prefecture.
    """
    found = meet(regions, senses)
    if len(found) < 2:
        return found or _siblings(regions, senses)
    level = max(region.level for region in regions)
    return tuple(region for region in found if region.level > level) or found


def _siblings(some, others):
    """Two towns of one county: the county."""
    counties = {region.parent for region in some if region.level == TOWN}
    return tuple(
        dict.fromkeys(
            region.parent
            for region in others
            if region.level == TOWN and region.parent in counties
        )
    )


def places(text, mentions) -> list[Place]:
    """Group the names of a text into places, in the order of the text."""
    found, end = [], 0
    for chain, before, after in _chains(mentions, standings(text, mentions)):
        gap = text[end : chain[0].start]
        current = found[-1] if found else None
        same = current and (
            before == current.standing
            or (before == NEUTRAL and _carries_on(current, gap))
        )
        if same and not current.take(chain):
            same = False
            if _is_detail(current, chain, gap):
                continue
        if not same:
            jarring = 0 < end and len(gap) < 3 and not _breaks(gap)
            found.extend(_new_places(chain, before, jarring))
        if after != NEUTRAL and not _outweighs(found[-1].standing, after):
            found[-1].standing = after
        end = chain[-1].end
    return found


def _outweighs(before, after):
    """Whether what precedes a place decides: only a weak cue behind it gives way."""
    return after == AWAY and before in {DENIED, PAST, MEANT}


def _chains(mentions, cues):
    """Yield the names that follow upon one another, with their standings."""
    chain = []
    for number, (mention, (before, after)) in enumerate(
        zip(mentions, cues, strict=True)
    ):
        if not chain:
            first, last = before, NEUTRAL
        chain.append(mention)
        last = after if after != NEUTRAL else last
        following = mentions[number + 1 : number + 2]
        goes_on = following and following[0].linked and cues[number + 1][0] == NEUTRAL
        if not goes_on:
            yield chain, first, last
            chain = []


def _new_places(chain, standing, jarring):
    """Return the place a chain names; more where its names do not fit together."""
    found = [Place(chain[0], standing, jarring)]
    for mention in chain[1:]:
        if not found[-1].take([mention]):
            found.append(Place(mention, standing, jarring=True))
    return found


def _breaks(gap):
    return bool(lexicon.CLAUSE_BREAK.search(gap) or lexicon.EQUAL.match(gap))


def _carries_on(place, gap):
    """Whether a name without a cue belongs to the place before it.

    What is ruled out ends with the clause or the bracket.
    """
    ends = lexicon.CLAUSE_BREAK.search(gap) or lexicon.BRACKET_END.search(gap)
    return place.standing >= AWAY or not ends


def _is_detail(place, chain, gap):
    """Whether a name behind a settled place is only the name of a house or a shop."""
    if len(chain) > 1 or not place.specific or lexicon.EQUAL.match(gap):
        return False
    mention = chain[0]
    if all(region.outside for region in place.regions):
        return not lexicon.CLAUSE_BREAK.search(gap)
    towns = all(region.level == TOWN for region in mention.strong)
    return towns or not (mention.full or lexicon.CLAUSE_BREAK.search(gap))


class Verdict(NamedTuple):
    """The place that is meant, those that rival it, those that were passed over."""

    best: Place | None
    rivals: list
    passed: list


def choose(found) -> Verdict:
    """Choose the place that is meant.

    The highest standing wins; what has a lower one but is not ruled out may complete
    it. Among equals a county beats a mere province or prefecture, what several names
    confirm beats a single one, and a name of its own beats the name of a building.
    """
    if not found:
        return Verdict(None, [], [])
    best, *others = sorted(_gather(found), key=_rank, reverse=True)
    rivals, passed = [], []
    for other in others:
        ruled_out = other.standing < AWAY and best.standing != other.standing
        if ruled_out or not best.absorb(other):
            rival = not ruled_out and _rivals(best, other)
            (rivals if rival else passed).append(other)
    if best.standing == MEANT and not best.specific:
        _complete(best, passed)
    if len(best.regions) > 1 and not rivals:
        _bring_near(best, passed)
    return Verdict(best, rivals, passed)


def _gather(found):
    """Join what is named apart but is one place: 阳山县阳城镇,清远的."""
    gathered = []
    for place in found:
        if not any(
            other.standing == place.standing >= AWAY and other.absorb(place)
            for other in gathered
        ):
            gathered.append(place)
    return gathered


def _rank(place):
    return (
        place.standing,
        not place.soft,
        place.specific and not place.towns_only,
        place.specific,
        len(place.mentions) > 1,
    )


def _rivals(best, other):
    if other.standing != best.standing or other.soft != best.soft:
        return False
    if other.towns_only and not best.towns_only:
        return False
    confirmed = len(best.mentions) > 1
    if (best.jarring or other.jarring) and len(other.mentions) == 1:
        return not confirmed
    return other.specific or not best.specific


def _complete(best, passed):
    """不是徐州鼓楼,是南京的: the district is said once for both cities."""
    for place in passed:
        if place.standing == DENIED:
            regions = meet(best.regions, place.mentions[-1].strong)
            if regions and all(region.unit for region in regions):
                best.regions = regions
                return


def _bring_near(best, passed):
    """店在烟台福山,宿舍在栖霞: of several 栖霞 the one of the same prefecture."""
    for place in passed:
        around = {region.parent for region in place.regions if region.level == COUNTY}
        regions = tuple(region for region in best.regions if region.parent in around)
        if regions and place.standing > DENIED:
            best.regions = regions
            return


def settle(regions) -> tuple:
    """Return the current regions that are meant, the plausible ones only.

    What exists beats what existed; a former division stands for its successors, for the
    one of the same name if there is one.
    """
    current = [region for region in regions if region.until is None]
    if current:
        return tuple(current)
    targets = {}
    for region in regions:
        stem = region.name[:-1]
        named = [new for new in region.successors if new.name[:-1] == stem]
        targets.update(dict.fromkeys(named or region.successors))
    return tuple(targets)


def common_ground(regions):
    """Return the deepest region that holds all of ``regions``; None if nothing does."""
    paths = [_path(region) for region in regions]
    shared = None
    for nodes in zip(*paths, strict=False):
        if any(node is not nodes[0] for node in nodes):
            break
        shared = nodes[0]
    return shared


def _path(region):
    path = []
    while region is not None:
        path.append(region)
        region = region.parent
    return path[::-1]


def units(regions) -> list:
    """Return the counties that ``regions`` leave open, each once."""
    found = {}
    for region in sorted(regions, key=lambda region: region.level != COUNTY):
        found.update(dict.fromkeys(region.units()))
    return list(found)
