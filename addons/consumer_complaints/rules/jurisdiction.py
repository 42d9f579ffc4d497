"""Which rung and which body a case goes to next, and why.

1. The respondent's country and place decide (`jurisdiction_places`).
2. A sector with a body of its own goes there first: telecom to the appeal body of the
   operator's province, or the national centre where it has none (MIIT Order 35 art. 9);
   financial services and the post to the authority of the province, else the national
   one.
3. Consumer associations (Consumer Rights Protection Law art. 37): the county's, then
   the city's; the province's for matters of many consumers (art. 47) or where there is
   none below that could be asked; the national one for merchants all over the country,
   where the province is silent, or where there is none below.
4. Market regulators: the county's where the merchant, or its platform, has its place
   (SAMR Order 121 art. 13), the one above where it has none.
5. Other countries: the bodies for the sector, then those for all.
6. Arbitration or a court comes last, and is always left (art. 39).

Who is near is found by `jurisdiction_routes`. A body that could not take the case is
not proposed but refused, with each reason (`jurisdiction_limits`). Which bodies there
are is data; nothing here looks anything up.
"""

from collections.abc import Iterable

from .jurisdiction_limits import closing, minding, reply_due, still_waiting, told_of
from .jurisdiction_places import country_of, is_regional, merchant_places
from .jurisdiction_routes import Option, Ways, route, why
from .jurisdiction_types import (
    COURTS,
    RUNG_OF,
    RUNGS,
    TAKEN,
    Body,
    Candidate,
    Case,
    Channel,
    Proposal,
    Refusal,
    Step,
)


def propose(case: Case, bodies: Iterable[Body]) -> Proposal:
    """Return where the case can go next, of these bodies.

    ``bodies`` may hold more than are competent; their order does not matter. There is
    always a rung to go to, and where it has no candidate a step or a refusal says why.
    """
    if case.satisfied:
        return Proposal(case.rung, refusals=(Refusal("", (("settled", {}),)),))
    if held := _court_that_has_it(case):
        has_it = ("court_has_it", told_of(held))
        return Proposal("court", refusals=(Refusal(held.body, (has_it,)),))
    ways = _ways(case, _competent(case, bodies))
    ways = Ways(_sorted(case, ways.open), _sorted(case, ways.shut))
    rung, steps = _advice(case, ways)
    shut = (Refusal(way.body.code, way.steps) for way in ways.shut)
    return Proposal(
        rung,
        steps,
        candidates=tuple(_candidate(case, option, ways) for option in ways.open),
        refusals=(*shut, *_gaps(case, ways)),
        warnings=_warnings(case),
    )


def _competent(case: Case, bodies: Iterable[Body]) -> dict[str, list[Body]]:
    """The bodies of the respondent's country for the sector, by kind."""
    country = country_of(case)
    kinds: dict[str, list[Body]] = {kind: [] for kind in RUNG_OF}
    for body in sorted(bodies, key=lambda body: body.code):
        is_for = not body.sectors or case.sector in body.sectors
        if body.country == country and is_for:
            kinds[body.kind].append(body)
    return kinds


def _ways(case, kinds) -> Ways:
    found = Ways()
    for kind, bodies in kinds.items():
        if bodies:
            found |= route(case, kind, bodies)
    return found


def _sorted(case: Case, ways) -> tuple:
    """The best first; within a kind the order stays that of its route."""
    return tuple(sorted(ways, key=lambda way: _rank(case, way.body)))


def _rank(case: Case, body: Body) -> tuple:
    """Sorts by rung: courts last, those below the present one late, the sector's own
    first."""
    rung = RUNGS.index(RUNG_OF[body.kind])
    is_below = rung < RUNGS.index(case.rung)
    return (body.kind in COURTS, is_below, not body.sectors, rung)


def _candidate(case: Case, option: Option, ways: Ways) -> Candidate:
    body = option.body
    others = [way.body for way in ways.open]
    # what still waits for the respondent's answer can be lost by going elsewhere now
    others += [way.body for way in ways.shut if way.opens_with_time]
    return Candidate(
        body.code,
        RUNG_OF[body.kind],
        (*option.steps, *_condition(case, body)),
        (*option.warnings, *minding(case, body), *closing(body, others)),
    )


def _condition(case, body) -> tuple[Step, ...]:
    """How the condition that the respondent was asked first is met."""
    if not body.answer_days:
        return ()
    if case.answered_on:
        return (("answered", {"day": case.answered_on.isoformat()}),)
    due = reply_due(case, body.answer_days)
    return (("unanswered", {"day": due.isoformat()}),)


def _gaps(case, ways):
    """Why nobody, or not everybody, could be found."""
    if is_regional(case) and not merchant_places(case):
        yield Refusal("", (("no_place", {}),))
    elif not ways.open and not ways.shut:
        yield Refusal("", (("no_body", {"country": country_of(case)}),))


def _warnings(case) -> tuple[Step, ...]:
    places = merchant_places(case) if is_regional(case) else ()
    return tuple(place.step for place in places if place.is_fallback)


def _advice(case: Case, ways: Ways) -> tuple[str, tuple[Step, ...]]:
    """The rung to go to, and why where that is no candidate's.

    The best candidate's, unless a better body waits for the respondent's answer; else
    that of a body which still has the case; else a court's.
    """
    later = [way for way in ways.shut if way.opens_with_time]
    if later and not _outranked(case, later[0], ways.open):
        is_early = later[0].steps[0][0] == "too_early"
        return "company", (("await_answer" if is_early else "tell_first", {}),)
    if ways.open:
        return RUNG_OF[ways.open[0].body.kind], ()
    if waiting := _waiting(case):
        return RUNG_OF[waiting.kind], (("await_body", told_of(waiting)),)
    return "court", (why("court_last", "crl_art_39"),)


def _outranked(case, way, options):
    best = _rank(case, way.body)
    return any(_rank(case, option.body) <= best for option in options)


def _waiting(case) -> Channel | None:
    return next(filter(lambda each: still_waiting(case, each), case.channels), None)


def _court_that_has_it(case) -> Channel | None:
    for channel in case.channels:
        if channel.kind in COURTS and channel.status in TAKEN:
            return channel
    return None
