"""Where a clock stands, and when somebody must hear of it.

Pure: what happened and what the counting gives go in, the state and the moments come
out. The sweep only looks at the moments; a verdict never depends on when it looked.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from .counting import due
from .pauses import replay
from .types import Due, Moment, Standing, Term, Triggers
from .working_calendar import WorkingCalendar

# The states in which a clock still asks for something.
OPEN = ("running", "paused", "late")
# The key of the breach itself among the moments of a clock.
BREACH = 0


class Step(NamedTuple):
    """Something to do before or after a clock is due.

    ``key`` tells steps apart and is never 0; ``amount`` and ``unit`` are counted on the
    clock's own calendar, ``before`` counts back. ``at_work`` waits for the next working
    moment.
    """

    key: int
    before: bool
    amount: float
    unit: str
    at_work: bool = False


class Setting(NamedTuple):
    """What a clock runs by, fixed when it starts."""

    term: Term
    started_at: datetime
    calendar: WorkingCalendar
    triggers: Triggers = Triggers()
    steps: tuple[Step, ...] = ()


class Reckoning(NamedTuple):
    """What a clock comes to: ``next_at`` and ``next_key`` say what it does next."""

    state: str
    due: Due
    ended_at: datetime | None = None
    next_at: datetime | None = None
    next_key: int | None = None


def reckon(
    setting: Setting, moments: Iterable[Moment], fired: Mapping[int, datetime]
) -> Reckoning:
    """Where a clock stands after its events.

    ``moments`` are the events of its record since it started, in any order; ``fired``
    says when it did what (step key or BREACH → last time).
    """
    standing = replay(setting.started_at, moments, setting.triggers)
    last = due_of(setting, standing)
    state = state_of(standing, last.at, fired.get(BREACH))
    ended_at = standing.ended_at
    if state not in ("running", "late"):
        return Reckoning(state, last, ended_at)
    ahead = agenda(setting, last.at)
    next_at, next_key = next(
        (
            (moment, key)
            for moment, key in ahead
            if not _done(key, moment, fired, ahead)
        ),
        (None, None),
    )
    return Reckoning(state, last, ended_at, next_at, next_key)


def due_of(setting: Setting, standing: Standing) -> Due:
    """When a clock is due after its pauses.

    One that is paused is due as if it were resumed the moment it was paused; one that
    ended while paused was paused until then.
    """
    pauses = tuple(
        (start, end or standing.ended_at or start) for start, end in standing.pauses
    )
    return due(setting.term, setting.started_at, setting.calendar, pauses)


def state_of(standing: Standing, due_at: datetime, breached_at: datetime | None) -> str:
    """The state of a clock: running, paused, late, met, missed or cancelled.

    The verdict of one that was met is by its own moment: met at the due moment is in
    time, met later is missed even if nobody recorded the breach in between. A breach
    recorded before the clock is now due was premature and does not make it late.
    """
    if standing.state == "met":
        return "met" if standing.ended_at <= due_at else "missed"
    if standing.state == "running":
        return "late" if breached_at and breached_at >= due_at else "running"
    return standing.state


def agenda(setting: Setting, due_at: datetime) -> list[tuple[datetime, int]]:
    """The moments of a clock in order, as (moment, key), its breach among them.

    A warning that would lie at or before the start is left out: the term is shorter
    than the warning, and whoever starts the clock knows of it already.
    """
    moments = [(due_at, BREACH)]
    for step in setting.steps:
        moment = moment_of(step, due_at, setting.calendar)
        if moment > setting.started_at:
            moments.append((moment, step.key))
    return sorted(moments)


def moment_of(step: Step, due_at: datetime, calendar: WorkingCalendar) -> datetime:
    """When a step is to be taken. A step before never waits beyond the due moment."""
    term = Term(step.amount, step.unit, backward=step.before)
    moment = due(term, due_at, calendar).at
    if not step.at_work:
        return moment
    later = calendar.next_working_moment(moment)
    return moment if step.before and later > due_at else later


def _done(key, moment, fired, ahead) -> bool:
    """Whether a moment of the agenda is behind us.

    A warning is given once, however often the due moment moves, and not after the
    breach. A breach or an escalation recorded before its present moment was premature
    and is due again.
    """
    due_at = next(at for at, other in ahead if other == BREACH)
    if moment < due_at:
        breached_at = fired.get(BREACH)
        return key in fired or bool(breached_at and breached_at >= due_at)
    return key in fired and fired[key] >= moment
