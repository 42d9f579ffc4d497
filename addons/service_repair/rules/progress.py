"""How far a repair has come, told like a parcel's way."""

from datetime import datetime, timedelta
from typing import NamedTuple

STEPS = ("received", "found", "working", "done")
# The same where somebody comes: by appointment, or at once.
STEPS_OF_VISIT = ("received", "found", "booked", "coming", "there", "done")
PAST, NOW, AHEAD = "past", "now", "ahead"


class Facts(NamedTuple):
    """What is known of a ticket; moments in UTC, None for what has not happened.

    ``visit``: what is known of a visit at an agreed time, where there is one.
    """

    created: datetime
    found: datetime | None
    taken: datetime | None
    closed: datetime | None
    visit: "VisitFacts | None" = None


class VisitFacts(NamedTuple):
    """When the time was agreed, when the technician set out and came."""

    booked: datetime
    departed: datetime | None
    arrived: datetime | None


class Step(NamedTuple):
    """One step of the way: ``state`` is past, now or ahead."""

    key: str
    state: str
    at: datetime | None


def progress(facts: Facts) -> list[Step]:
    """The steps of a ticket's way, the latest one reached as "now".

    A step that was left out, e.g. the station of a ticket that a dispatcher closed,
    is past without a moment; what lies behind the present step has none either. Nor
    has one whose moment is after a later step's: it was taken again since, as when a
    closed ticket's station is looked for anew.
    """
    way = (facts.taken,) if facts.visit is None else facts.visit
    names = STEPS if facts.visit is None else STEPS_OF_VISIT
    moments = (facts.created, facts.found, *way, facts.closed)
    moments = tuple(
        None
        if any(later and moment and later < moment for later in moments[index:])
        else moment
        for index, moment in enumerate(moments)
    )
    reached = max(index for index, moment in enumerate(moments) if moment)
    return [
        Step(
            key,
            PAST if index < reached else NOW if index == reached else AHEAD,
            moment if index <= reached else None,
        )
        for index, (key, moment) in enumerate(zip(names, moments, strict=True))
    ]


def may_reopen(closed: datetime | None, now: datetime, days: int) -> bool:
    """Whether a ticket closed at that moment may still be opened again."""
    return bool(closed) and now <= closed + timedelta(days=days)


def words_lead_to(closed: datetime | None, now: datetime, days: int) -> str:
    """What a customer's words about a ticket lead to.

    "join" an open one; "reopen" one closed within so many days; else a "new" one, as
    nobody looks at what was closed long ago.
    """
    if closed is None:
        return "join"
    return "reopen" if may_reopen(closed, now, days) else "new"
