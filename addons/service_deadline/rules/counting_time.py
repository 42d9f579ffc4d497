"""Terms counted in minutes and hours: from moments to moments."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from .terms import seconds_of
from .types import Term
from .working_calendar import WorkingCalendar

SECOND = timedelta(seconds=1)
Pauses = Sequence[tuple[datetime, datetime]]


class TimeCount:
    """Counts the time of one term from the moment it begins, real or working time."""

    def __init__(self, term: Term, begin: datetime, calendar: WorkingCalendar):
        self.seconds = seconds_of(term)
        self.backward = term.backward
        self.begin = begin
        self.working = term.unit == "working_hours"
        self.calendar = calendar

    def finish(self, pauses: Pauses) -> datetime:
        """Return when the term is over.

        ``pauses`` are sorted and don't overlap. Each that begins before the term is
        over adds the time it took.
        """
        if self.backward:
            return self._add(-self.seconds)
        seconds, finish = self.seconds, self._add(self.seconds)
        for start, end in pauses:
            if start >= finish:
                break
            seconds += max(self._between(max(start, self.begin), end), 0)
            finish = self._add(seconds)
        return finish

    def first_and_last(self, finish: datetime) -> tuple[date, date]:
        """Return the days of the first and the last second counted."""
        first = self._add(-1 if self.backward else 1) if self.working else self.begin
        if not self.working and not self.backward:
            return first.date(), self.day_of(finish)
        return self.day_of(first), self.day_of(finish)

    def day_of(self, moment: datetime) -> date:
        """Return the day that a moment ends: 24:00 belongs to the day before."""
        if self.backward:
            return moment.date()
        return self.calendar.add_time(moment, -1).date()

    def _add(self, seconds: int) -> datetime:
        if self.working:
            return self.calendar.add_working_time(self.begin, seconds)
        return self.calendar.add_time(self.begin, seconds)

    def _between(self, start: datetime, end: datetime) -> int:
        if self.working:
            return self.calendar.count_working_time(start, end)
        return (end - start) // SECOND


def time_of_day(moment: datetime, day: date) -> timedelta:
    """What the clock shows at a moment, counted from 00:00 of ``day``."""
    return moment.replace(tzinfo=None) - datetime(day.year, day.month, day.day)
