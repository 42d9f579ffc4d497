"""What was read, as a Resolution with its reasons."""

from . import readings
from .gazetteer import COUNTRY, LEVEL_NAMES, holds
from .lexicon import AWAY, DENIED, ELSEWHERE, NEUTRAL, PAST
from .types import Resolution

#: No more candidates than these are handed out, nor named in a reason.
CANDIDATES = 20
_NAMED = 6
# Stands in a quotation for what was said between two names.
_GAP = "…"

NOTHING = Resolution("unknown", reason=(("no_place", {}),))
_PASSED = {DENIED: "denied", PAST: "past", ELSEWHERE: "elsewhere"}


def only(regions):
    """Return the region that ``regions`` agree on if it settles a county, else None."""
    if len(regions) == 1 and regions[0].until is None:
        return regions[0] if regions[0].unit else None
    regions = readings.settle(regions)
    unit = regions[0].unit if regions else None
    if unit is None or any(region.unit is not unit for region in regions):
        return None
    return regions[0] if len(regions) == 1 else unit


def resolved(region, names, text, steps=()):
    """Return the resolution for one county, town or prefecture without counties.

    ``text`` are the ``names`` in one word.
    """
    named = ("named", {"text": text, "region": region.full_name})
    return Resolution(
        "resolved",
        region.code,
        LEVEL_NAMES[region.level],
        names,
        region.unit_codes,
        (named, *steps) if steps else (named,),
    )


class Answer:
    """The choice between places, turned into a Resolution.

    ``region`` is what it settles, None where it leaves a county open; ``open_units``
    are the counties it leaves open, all of them.
    """

    def __init__(self, verdict, zones):
        self.best = verdict.best
        self.rivals = verdict.rivals
        self._passed = verdict.passed
        self._zones = zones
        self.regions = readings.settle(self.best.regions) if self.best else ()
        for rival in self.rivals:
            self.regions += readings.settle(rival.regions)
        self.regions = tuple(dict.fromkeys(self.regions))
        denied = self.best and self.best.standing == DENIED
        self.open_units = [] if denied else readings.units(self.regions)
        ruled_out = self.best and self._ruled_out()
        self.region = None if ruled_out else only(self.regions)

    @property
    def contradicted(self):
        """Whether a place that was passed over was not said to be another one."""
        return any(
            place.standing == NEUTRAL and not place.specific for place in self._passed
        )

    def open_places(self):
        """Return the places that may be meant, the likeliest first."""
        found = [self.best, *self.rivals, *self._passed] if self.best else []
        return [place for place in found if place.standing >= AWAY]

    def resolution(self):
        """Return the Resolution that the text alone allows."""
        if not self.best or all(region.level == COUNTRY for region in self.regions):
            return NOTHING
        names = self.names(self.best)
        if not self.rivals and all(region.outside for region in self.regions):
            return self._outside(names)
        if self.region:
            text = self.quote(self.best)
            return resolved(self.region, names, text, tuple(self.steps()))
        return self._open(names)

    @staticmethod
    def names(place):
        """Return the names of a place as written."""
        return tuple(mention.written or mention.text for mention in place.mentions)

    @staticmethod
    def quote(place):
        """Return the names of a place in the order in which they were said, with a gap
        where something stands between them."""
        text, end = "", None
        for mention in sorted(place.mentions, key=lambda mention: mention.start):
            gap = _GAP if end is not None and mention.start > end else ""
            text += gap + (mention.written or mention.text)
            end = mention.end
        return text

    def _ruled_out(self):
        return self.best.standing < AWAY

    def _outside(self, names):
        region = self.regions[0]
        step = ("outside", {"region": region.full_name})
        return Resolution(
            "unknown", region.code, LEVEL_NAMES[region.level], names, reason=(step,)
        )

    def _open(self, names):
        shared = readings.common_ground(self.regions)
        if shared and (shared.level == COUNTRY or self._ruled_out()):
            shared = None
        return Resolution(
            "ambiguous",
            shared and shared.code,
            shared and LEVEL_NAMES[shared.level],
            names,
            tuple(unit.code for unit in self.open_units[:CANDIDATES]),
            (*self._why_open(names, shared), *self.steps()),
        )

    def _why_open(self, names, shared):
        text = self.quote(self.best)
        if self._ruled_out():
            yield _PASSED[self.best.standing], {"text": text}
            return
        for rival in self.rivals:
            yield "rivals", {"text": text, "other": self.quote(rival)}
        if shared and len(self.regions) == 1:
            key = "zone" if names[-1] in self._zones else "part"
            yield key, {"text": text, "region": shared.full_name}
        elif not self.rivals:
            named = "、".join(region.full_name for region in self.regions[:_NAMED])
            rest = "…" if len(self.regions) > _NAMED else ""
            yield "several", {"text": text, "candidates": named + rest}

    def steps(self):
        """Yield what was corrected, what ceased and what was passed over."""
        for mention in self.best.mentions:
            if mention.written:
                meant = {"written": mention.written, "meant": mention.text}
                yield "corrected", meant
            yield from renamings(mention.text, mention.strong, self.regions)
        yield from former_steps(self.best.regions)
        for place in self._passed:
            chosen = {"text": self.quote(place), "chosen": self.quote(self.best)}
            yield _PASSED.get(place.standing, "less"), chosen


def former_steps(regions):
    """Return what became of a division that no longer exists, if nothing else fits."""
    if any(region.until is None for region in regions):
        return ()
    new = "、".join(new.full_name for new in readings.settle(regions))
    region = regions[0]
    step = {"name": region.name, "until": region.until, "successor": new}
    return (("former", step),)


def renamings(name, senses, regions):
    """Yield which of ``senses`` that hold ``regions`` was formerly called ``name``."""
    for region in senses:
        if name in region.former_names and any(holds(region, one) for one in regions):
            yield "former_name", {"name": name, "region": region.full_name}


def heed_hints(resolution, answer, hints, regions):
    """Return ``resolution`` settled by the first hint that leaves a single county.

    A hint that may not settle only puts the counties it points to before the others,
    and says so. ``regions`` are all regions by code; a hint with an unknown code says
    nothing. What the text rules out no hint brings back.
    """
    if answer.best.standing < AWAY:
        return resolution
    pointed = []
    for hint in hints:
        place = regions.get(hint.code)
        inside = _pointed_to(place, answer.open_units) if place else []
        if not inside or (hint.settles and len(inside) > 1):
            continue
        told = inside[0] if len(inside) == 1 else place
        step = ("hint", {"source": hint.source, "region": told.full_name})
        if hint.settles:
            text = answer.quote(answer.best)
            return resolved(told, resolution.matched, text, (step,))
        if len(inside) < len(answer.open_units):
            pointed.append((step, inside))
    return _ordered(resolution, answer.open_units, pointed) if pointed else resolution


def _pointed_to(place, open_units):
    """Return the open counties in ``place``, or the one that holds it."""
    inside = [unit for unit in open_units if holds(place, unit)]
    return inside or [unit for unit in open_units if holds(unit, place)]


def _ordered(resolution, open_units, pointed):
    """Return ``resolution`` with those candidates first that most hints point to, of
    equally many those of the earlier hint."""

    def rank(unit):
        return [unit not in inside for _step, inside in pointed]

    likeliest = sorted(open_units, key=lambda unit: (sum(rank(unit)), rank(unit)))
    return resolution._replace(
        candidates=tuple(unit.code for unit in likeliest[:CANDIDATES]),
        reason=(*resolution.reason, *(step for step, _inside in pointed)),
    )
