"""When a term ends.

The rules, with the Chinese provisions they follow (the Civil Code's chapter on periods,
arts. 200–204, and art. 45 of SAMR Order 121, which agree with what most countries do):

- Minutes and hours run at once (Civil Code art. 201) and are real time, whatever the
  clock is changed to meanwhile; working hours are working time.
- Counted in days or months, the day of the event is not counted (art. 201; Order 121
  art. 45). n working days end on the nth working day after it, n days on the nth day.
- Months end on the day with the event's number, or on the month's last (art. 202).
- A last day that is off may roll to the first day after: off a statutory rest day
  (art. 203) or only off a public holiday and what is joined to it (Order 121 art. 45).
  The term says which. Terms that count back roll back.
- The last day ends at 24:00, written as 00:00 of the next, or at the close of business
  where business hours are meant (art. 203); at 24:00 too where that day has none, or
  none left when the event happens or the hours are over.
- ``start`` "next_day" begins a term in hours at 24:00 of the event's day. In days and
  months it changes no day, but the term then always ends with the day: only "moment"
  with ``end`` "moment" keeps the event's time of day.
- Backward terms count the same way into the past, from 00:00 of the event's day where
  ``start`` is "next_day". Pauses don't concern them.
- Days after the day of a pause, up to and with the day it is resumed, are not counted
  (mirror of art. 201; what stops the clock: Order 121 arts. 21, 22). A pause that
  begins when the term has ended changes nothing. In time units the paused time is
  added.
- None is a fair amount of days (the event's own day: "the same day"), not of time.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from .counting_days import DayCount, gaps_of
from .counting_time import TimeCount, time_of_day
from .errors import InvalidMoment, InvalidTerm
from .terms import SECONDS, asks_the_calendar, check
from .types import Due, Term
from .weekly import merged
from .working_calendar import WorkingCalendar

__all__ = ["InvalidMoment", "InvalidTerm", "due"]


def due(
    term: Term,
    at: datetime,
    calendar: WorkingCalendar,
    pauses: Iterable[tuple[datetime, datetime]] = (),
) -> Due:
    """Return when a term ends whose event happened ``at`` (aware).

    ``pauses`` are pairs of aware moments in any order; they may overlap. One that is
    still open is closed by the caller with the moment it asks about.

    Raises InvalidTerm, InvalidMoment, OutOfRange where the answer lies outside of the
    years 1 to 9999, NoWorkingTime where the calendar lacks the work to count.
    """
    check(term)
    at = calendar.local(at)
    count = _in_time if term.unit in SECONDS else _in_days
    counted = count(term, at, calendar, _checked(pauses, calendar))
    day = calendar.roll(counted.last, term.roll, -1 if term.backward else 1)
    known = calendar.is_known(max(at.date(), counted.last, day))
    return Due(
        at=_end(term, counted, day, calendar),
        provisional=asks_the_calendar(term) and not known,
        first_day=counted.first,
        last_day=counted.last,
        rolled_from=counted.last if day != counted.last else None,
        not_counted=counted.lost,
    )


def _checked(pauses, calendar: WorkingCalendar) -> tuple:
    """Pauses on the calendar's clock, sorted, overlapping ones as one."""
    local = []
    for start, end in pauses:
        if end is None:
            raise InvalidMoment("open_pause", start=f"{start:%Y-%m-%d %H:%M}")
        local.append((calendar.local(start), calendar.local(end)))
        if local[-1][0] > local[-1][1]:
            raise InvalidMoment("reversed_pause", start=f"{start:%Y-%m-%d %H:%M}")
    return merged(local)


class _Counted(NamedTuple):
    """What the counting of days or time gave.

    ``first`` and ``last`` day counted; ``over``, before which a forward term can't end;
    ``clock``, the time of day it ends with ``end`` "moment", None for 24:00; the days
    ``lost`` to pauses.
    """

    first: date
    last: date
    over: datetime
    clock: timedelta | None
    lost: tuple[date, ...] = ()


def _in_days(term: Term, at: datetime, calendar: WorkingCalendar, pauses) -> _Counted:
    count = DayCount(term, at.date(), calendar, gaps_of(pauses))
    first, last = count.first_and_last(int(term.amount))
    clock = time_of_day(at, at.date()) if term.start == "moment" else None
    return _Counted(first, last, at, clock, tuple(count.not_counted(last)))


def _in_time(term: Term, at: datetime, calendar: WorkingCalendar, pauses) -> _Counted:
    count = TimeCount(term, beginning(term, at, calendar), calendar)
    over = count.finish(pauses)
    first, last = count.first_and_last(over)
    return _Counted(first, last, over, time_of_day(over, last))


def beginning(term: Term, at: datetime, calendar: WorkingCalendar) -> datetime:
    """Return the moment from which a term in minutes or hours runs."""
    if term.start == "moment":
        return at
    if term.backward:
        return calendar.start_of_day(at.date())
    return calendar.end_of_day(at.date())


def _end(
    term: Term, counted: _Counted, day: date, calendar: WorkingCalendar
) -> datetime:
    """When a term ends whose last day, rolled, is ``day``."""
    if term.end == "moment" and counted.clock is not None:
        if term.unit in SECONDS and day == counted.last:
            return counted.over
        return calendar.at(day, counted.clock)
    if term.end == "business":
        close = calendar.close_of_business(day)
        if close and (term.backward or close > counted.over):
            return close
    return calendar.end_of_day(day)
