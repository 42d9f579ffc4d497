"""Whom a visit is offered to, why, and what follows when he does not take it.

Passed over is who has declined it or let the offer lapse, who does not repair the
product, who is off duty (but for an emergency not who is on call), who has no time, and
for a planned visit who cannot be there when it begins. Of the others comes first

1. who is there earliest, so that a promise is kept where it can be; for a planned
   visit all are there when it begins;
2. who is on duty, before those on call;
3. who is nearest;
4. who has the least work that day, then who has been offered nothing for longest;
5. by name.

Times are whole minutes since the epoch, UTC.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

_lt = str

Step = tuple[str, dict]

WORDS = {
    "declined": _lt("%(name)s declined"),
    "lapsed": _lt("%(name)s did not answer"),
    "unskilled": _lt("%(name)s does not repair this product"),
    "off": _lt("%(name)s is off duty"),
    "busy": _lt("%(name)s has no time"),
    "too_far": _lt("%(name)s cannot be there in time"),
    "chosen": _lt("%(name)s"),
    "on_call": _lt("on call"),
    "free": _lt("free at that time"),
    "arrival": _lt("there in %(minutes)s min"),
    "late": _lt("there in %(minutes)s min, %(late)s min late"),
    "travel": _lt("%(minutes)s min on the way"),
    "load": _lt("%(minutes)s min of work that day"),
    "station_declined": _lt("%(name)s declined"),
    "next_station": _lt("nobody is left here: on to the next station"),
    "call_dispatcher": _lt("nobody is left: a dispatcher is called"),
}
BETWEEN = " · "
WAITING = "waiting"
# States of an offer after which it is not made to the same person again.
TURNED_DOWN = ("declined", "lapsed")
LEAST_TO_ANSWER = timedelta(minutes=5)
# So long before a visit there must still be somebody to ask.
TO_ASK_ANOTHER = timedelta(hours=1)


class Work(NamedTuple):
    """What is to be done: ``start`` is when it begins, for an emergency now; ``due``
    when somebody must be there by the promise, None without one."""

    start: int
    due: int | None = None
    emergency: bool = False


class Candidate(NamedTuple):
    """A technician who might go.

    ``free_at``: when he can set out, None when he has no time for the work; ``travel``:
    minutes on the way; ``load``: minutes of work he has that day. ``on_call``: may be
    called though off duty, so never set for who is ill or on leave. ``last_offer``:
    when he was last offered a visit, None for never.
    """

    id: int
    name: str
    free_at: int | None
    travel: int = 0
    load: int = 0
    skilled: bool = True
    on_duty: bool = True
    on_call: bool = False
    last_offer: int | None = None


class Offer(NamedTuple):
    """What came of an offer of this visit at its present time: waiting, declined,
    lapsed, or withdrawn, which counts for nothing."""

    person: int
    state: str


class Proposal(NamedTuple):
    """A person to whom it may be offered, when he would be there, and why he."""

    person: int
    arrival: int
    steps: tuple[Step, ...]


class Ranking(NamedTuple):
    """Who may be asked, the best first, and why each of the others is passed over."""

    proposals: tuple[Proposal, ...]
    passed: tuple[Step, ...]


class Next(NamedTuple):
    """What is to be done now: "offer" it to the person, go to the "next_station",
    "call_dispatcher", or "wait" for an answer that may still come. ``id`` is the
    person's or the station's."""

    action: str
    id: int | None = None
    steps: tuple[Step, ...] = ()


def rank(
    work: Work, candidates: Iterable[Candidate], offers: Iterable[Offer] = ()
) -> Ranking:
    """Order those who may go, whatever the order in which they are given."""
    answers = {offer.person: offer.state for offer in offers}
    willing, passed = [], []
    for each in sorted(candidates, key=lambda each: (each.name, each.id)):
        reason = _passed_over(work, each, answers)
        if reason:
            passed.append((reason, {"name": each.name}))
        else:
            willing.append(each)
    willing.sort(key=lambda each: _rank(work, each))
    proposals = (
        Proposal(each.id, _arrival(work, each), _why(work, each)) for each in willing
    )
    return Ranking(tuple(proposals), tuple(passed))


def next_step(
    work: Work,
    candidates: Iterable[Candidate],
    offers: Sequence[Offer],
    stations: Sequence[int] = (),
) -> Next:
    """What follows, at first and after each offer that was declined or lapsed.

    :param candidates: the technicians of the station that is asked now.
    :param offers: all offers of the visit at its present time, the latest last.
    :param stations: those not asked yet, in order.
    """
    if any(offer.state == WAITING for offer in offers):
        return Next("wait")
    ranking = rank(work, candidates, offers)
    if ranking.proposals:
        best = ranking.proposals[0]
        return Next("offer", best.person, (*ranking.passed, *best.steps))
    if stations:
        return Next(
            "next_station", stations[0], (*ranking.passed, ("next_station", {}))
        )
    return Next("call_dispatcher", None, (*ranking.passed, ("call_dispatcher", {})))


def answer_by(
    now: datetime, given: timedelta, at_work: datetime | None, start: datetime
) -> datetime:
    """Until when an offer of a planned visit may be answered.

    :param given: how long somebody has
    :param at_work: when so much working time of his is over, None where he has no hours
    :param start: when the visit begins; an hour before, somebody else is asked, but
        whoever is asked has the time that is given, or half of what is left
    """
    latest = start - TO_ASK_ANOTHER
    half = max((start - now) / 2, LEAST_TO_ANSWER)
    return max(now + min(given, half), min(at_work or now + given, latest))


def _passed_over(work: Work, each: Candidate, answers: Mapping[int, str]) -> str | None:
    """Why somebody is not asked; None when he may be."""
    if answers.get(each.id) in TURNED_DOWN:
        return answers[each.id]
    if not each.skilled:
        return "unskilled"
    if not each.on_duty and not (work.emergency and each.on_call):
        return "off"
    if each.free_at is None:
        return "busy"
    if not work.emergency and _arrival(work, each) > work.start:
        return "too_far"
    return None


def _arrival(work: Work, each: Candidate) -> int:
    return max(work.start, each.free_at + each.travel)


def _lateness(work: Work, each: Candidate) -> int:
    return max(0, _arrival(work, each) - work.due) if work.due is not None else 0


def _rank(work: Work, each: Candidate) -> tuple:
    """Sort key of a person who may be asked, the best first."""
    return (
        _arrival(work, each),
        not each.on_duty,
        each.travel,
        each.load,
        each.last_offer is not None,
        each.last_offer or 0,
        each.name,
        each.id,
    )


def _why(work: Work, each: Candidate) -> tuple[Step, ...]:
    """What speaks for a person, in the order in which it counts."""
    facts = {"minutes": _arrival(work, each) - work.start}
    if not work.emergency:
        there = "free", {}
    elif late := _lateness(work, each):
        there = "late", {**facts, "late": late}
    else:
        there = "arrival", facts
    steps = [("chosen", {"name": each.name}), there]
    if not each.on_duty:
        steps.append(("on_call", {}))
    steps.append(("travel", {"minutes": each.travel}))
    steps.append(("load", {"minutes": each.load}))
    return tuple(steps)


def describe(steps: Iterable[Step], translate: Callable[[str], str] = str) -> str:
    """One line: "李伟 declined · 张强 · there in 12 min · …". Steps stored by another
    version are left out where there are no words for them.

    :param translate: the reader's wording of an English template.
    """
    return BETWEEN.join(
        translate(WORDS[key]) % facts for key, facts in steps if key in WORDS
    )
