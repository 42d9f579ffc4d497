"""Which bodies are competent by place, kind by kind, and which of them are open.

Each route takes a case and the bodies of one kind, and returns the options in the
order in which they should be asked, and those that can't be asked with the reasons.
"""

from collections.abc import Iterable
from typing import NamedTuple

from .jurisdiction_limits import is_silent, refusing
from .jurisdiction_places import (
    ORDER_121_13,
    Place,
    in_order,
    is_regional,
    merchant_places,
    regulator_places,
)
from .jurisdiction_types import Body, Case, Step

LOWER = ("county", "prefecture")
# Why the body of a place is competent, by its kind.
WHY = {
    "telecom_appeal": ("operators_province", "order_35_art_9"),
    "market_regulator": ("countys_regulator", ORDER_121_13),
    "postal_regulator": ("own_authority", "postal_rule"),
    "financial_regulator": ("own_authority", ""),
}


class Option(NamedTuple):
    """A body that is competent by place and sector, before anything forbids it."""

    body: Body
    steps: tuple[Step, ...]
    warnings: tuple[Step, ...] = ()


class Shut(NamedTuple):
    """A body that is competent, but can't be asked now, and why."""

    body: Body
    steps: tuple[Step, ...]

    @property
    def opens_with_time(self) -> bool:
        """Whether only the respondent's answer is waited for."""
        return {key for key, _params in self.steps} <= {"too_early", "untold"}


class Ways(NamedTuple):
    """What a route comes to."""

    open: tuple[Option, ...] = ()
    shut: tuple[Shut, ...] = ()

    def __or__(self, other: "Ways") -> "Ways":
        """Both, the own ones first."""
        return Ways(self.open + other.open, self.shut + other.shut)


def route(case: Case, kind: str, bodies: list[Body]) -> Ways:
    """Return the ways to bodies of one kind."""
    if kind == "association" and is_regional(case):
        return _associations(case, bodies)
    return _nearest(case, kind, bodies)


def why(key: str, law: str = "", **params) -> Step:
    """A step with its law, if there is one."""
    return key, {**params, "law": law} if law else params


def _sifted(case: Case, options: Iterable[Option]) -> Ways:
    """Of some options those that are open, and why the others are not."""
    judged = [(option, refusing(case, option.body)) for option in options]
    return Ways(
        tuple(option for option, reasons in judged if not reasons),
        tuple(Shut(option.body, reasons) for option, reasons in judged if reasons),
    )


# ---- the nearest


def _nearest(case, kind, bodies) -> Ways:
    """For each place the narrowest division's body in use; where none is, the nation's.

    One that is out of use counts as missing, and is shut for that.
    """
    places = (
        regulator_places(case) if kind == "market_regulator" else merchant_places(case)
    )
    if is_regional(case) and not places:
        return Ways()
    passed = [body for place in places for body in _passed(place, bodies)]
    options = [option for place in places for option in _at(place, bodies)]
    if not options:
        nation = _nationwide(case, kind, bodies)
        passed += [body for body in nation if not body.active]
        options = [_for_nation(case, body, places) for body in nation if body.active]
    gone = tuple(Shut(body, (("inactive", {}),)) for body in dict.fromkeys(passed))
    return _sifted(case, _once(options)) | Ways(shut=gone)


def _once(options) -> list[Option]:
    """Each body once, by the first way that leads to it."""
    found = {}
    for option in options:
        found.setdefault(option.body.code, option)
    return list(found.values())


def _passed(place: Place, bodies) -> Iterable[Body]:
    """What is out of use in the divisions below the first that has a body in use."""
    for body in in_order(place.path, bodies):
        if body.active:
            return
        yield body


def _at(place: Place, bodies) -> Iterable[Option]:
    usable = [body for body in in_order(place.path, bodies) if body.active]
    for body in usable:
        if body.region == usable[0].region:
            yield _for_place(place, body)


def _for_place(place: Place, body: Body) -> Option:
    key, law = WHY.get(body.kind, ("for_region", ""))
    steps = (place.step, why(key, law, region=body.region))
    if body.kind == "market_regulator" and body.region != place.path[0]:
        above = ("level_above", {"region": place.path[0], "kind": body.kind})
        return Option(body, steps, (above,))
    return Option(body, steps)


def _nationwide(case, kind, bodies) -> list[Body]:
    """The bodies for the whole country. China's market regulator is none of them: its
    county offices take the complaints (Order 121 art. 13)."""
    if kind == "market_regulator" and is_regional(case):
        return []
    return [body for body in bodies if body.level == "national"]


def _for_nation(case, body, places) -> Option:
    if not places or not is_regional(case):
        return Option(body, (why("for_country", country=body.country),))
    region = places[0].path[-1]
    step = why("national_instead", region=region)
    if body.kind == "telecom_appeal":
        step = why("national_by_law", "order_35_art_9", region=region)
    return Option(body, (places[0].step, step))


# ---- the ladder of consumer associations


def _associations(case, bodies) -> Ways:
    """From the county up, as far as the case and those below allow."""
    places = merchant_places(case)
    if not places:
        return Ways()
    (place, *_rest) = places
    ladder = in_order(place.path, bodies)
    lower = _sifted(case, _lower(place, ladder))
    province = _sifted(case, _provincial(case, place, ladder, lower))
    below = province | lower if case.collective else lower | province
    return below | _sifted(case, _national(case, place, bodies, below))


def _lower(place, ladder):
    for body in ladder:
        if body.level in LOWER:
            step = why("association", "crl_art_37", level=body.level)
            yield Option(body, (place.step, step))


def _provincial(case, place, ladder, lower):
    """The province's: for matters of many, or with none below that could be asked."""
    if case.collective:
        step = why("for_many", "crl_art_47")
    elif not lower.open:
        step = why("none_below", region=place.path[0])
    else:
        return
    for body in ladder:
        if body.level == "province":
            yield Option(body, (place.step, step))


def _national(case, place, bodies, below):
    """The national one: merchants everywhere, a silent province, or none below."""
    if case.cross_province:
        step = why("cross_province")
    elif silent := _silent_province(case, bodies):
        step = why("silent", body=silent)
    elif not below.open:
        step = why("none_below", region=place.path[-1])
    else:
        return
    for body in bodies:
        if body.level == "national":
            yield Option(body, (place.step, step))


def _silent_province(case, bodies):
    """The code of a provincial association that let its time pass."""
    provinces = {body.code for body in bodies if body.level == "province"}
    for channel in case.channels:
        if channel.body in provinces and is_silent(case, channel):
            return channel.body
    return ""
