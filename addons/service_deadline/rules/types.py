"""The shapes that go into the rules of deadlines and come out of them."""

from datetime import date, datetime
from typing import NamedTuple


class Shift(NamedTuple):
    """One stretch of a working day.

    ``weekday`` 0 is Monday; ``start`` and ``end`` are hours of the local day
    (8.5 = half past eight; 24.0 = midnight at its end). ``week`` is None for every
    week, else 0 or 1 for the first or second week of a two-week rota, counted in whole
    weeks from Monday 1 January of year 1 as Odoo's calendars do.
    """

    weekday: int
    start: float
    end: float
    week: int | None = None


class SpecialDay(NamedTuple):
    """A local day that differs from the weekly pattern.

    ``working`` says whether it adds or takes work. Without ``hours`` the whole day is
    meant: off takes every shift; on makes the day worked like the first worked weekday
    of the pattern, if it is not worked anyway. With ``hours``, pairs of hours of the
    day, just these are added or taken. ``public`` marks a public holiday, as against a
    day that only this calendar has off.
    """

    day: date
    working: bool
    name: str = ""
    hours: tuple[tuple[float, float], ...] = ()
    public: bool = False


class Pattern(NamedTuple):
    """What a working calendar is made of.

    ``zone`` is a name of the tz database. ``closures`` are stretches without work,
    pairs of aware datetimes, end excluded. ``published_until`` is the last day whose
    special days are officially known; what reaches beyond it is provisional. None: the
    calendar depends on nobody's publication.
    """

    zone: str
    shifts: tuple[Shift, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()
    closures: tuple[tuple[datetime, datetime], ...] = ()
    published_until: date | None = None


class Term(NamedTuple):
    """How long a duty lasts and how that is counted.

    ``unit`` is minutes, hours, working_hours, working_days, calendar_days or months.
    ``start`` is "moment" (it runs at once) or "next_day" (the day of the event is not
    counted); ``end`` is "moment", "day" (24:00 of the last day) or "business" (the end
    of business hours on the last day, 24:00 where the calendar has none). ``roll``
    moves a last day that is off forward to the first day after: "none",
    "public_holidays" (only out of a public holiday and the days off joined to it) or
    "rest_days" (out of any day without work). ``backward`` counts back from the event,
    as for notices.
    """

    amount: float
    unit: str
    start: str = "moment"
    end: str = "moment"
    roll: str = "none"
    backward: bool = False


class Due(NamedTuple):
    """When a term ends, and what the counting met on its way.

    ``at`` is aware, in the calendar's zone. ``provisional``: it lies beyond the last
    published special day. ``first_day`` and ``last_day`` are the first and last day
    counted (before rolling); ``rolled_from`` is the last day if it was moved, else
    None; ``not_counted`` are the days lost to pauses.
    """

    at: datetime
    provisional: bool = False
    first_day: date | None = None
    last_day: date | None = None
    rolled_from: date | None = None
    not_counted: tuple[date, ...] = ()


class Moment(NamedTuple):
    """Something that happened to a record: the code of an event, and when (aware)."""

    event: str
    at: datetime


class Triggers(NamedTuple):
    """Which events pause, resume, meet or cancel a clock that runs."""

    pause: frozenset[str] = frozenset()
    resume: frozenset[str] = frozenset()
    meet: frozenset[str] = frozenset()
    cancel: frozenset[str] = frozenset()


class Standing(NamedTuple):
    """Where a clock stands after its events.

    ``state`` is running, paused, met or cancelled. ``pauses`` are pairs of aware
    datetimes; the end of one still open is None. ``ended_at`` is when it was met or
    cancelled.
    """

    state: str
    pauses: tuple[tuple[datetime, datetime | None], ...] = ()
    ended_at: datetime | None = None


class Policy(NamedTuple):
    """One version of a rule that gives a deadline, as data hold it.

    ``code`` names the duty's rule over all its versions; ``in_force_from`` and
    ``in_force_to`` (both included, None = open) tell them apart. ``country`` is an
    ISO 3166 code, EU, or "" for a house rule; ``province`` an official division code or
    "". ``sector`` is who must obey; ``stage`` what is due; ``holder`` who owes it, as
    one of operator, regulator, appeal_body, association, consumer, parties, team;
    ``event`` what starts it. ``kind`` is duty, time_bar, right_window, advance_notice,
    warranty or house.
    """

    code: str
    term: Term
    country: str = ""
    province: str = ""
    sector: str = ""
    stage: str = ""
    holder: str = ""
    event: str = ""
    kind: str = "duty"
    in_force_from: date | None = None
    in_force_to: date | None = None
    active: bool = True


class Facts(NamedTuple):
    """What is known about the case when an event happens, to choose policies by."""

    event: str
    on: date
    country: str = ""
    province: str = ""
    sector: str = ""
    holder: str = ""
