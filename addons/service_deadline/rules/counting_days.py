"""Terms counted in days and months: from dates to dates."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from .errors import OutOfRange
from .types import Term
from .weekly import merged
from .working_calendar import WorkingCalendar

# Runs of days not counted: the day before the first, and the last.
Gaps = tuple[tuple[date, date], ...]


class DayCount:
    """Counts the days of one term from the day of its event.

    ``gaps`` are the days lost to pauses: those after the first of a pair, up to and
    with the second.
    """

    def __init__(self, term: Term, event: date, calendar: WorkingCalendar, gaps: Gaps):
        self.unit = term.unit
        self.sign = -1 if term.backward else 1
        self.event = event
        self.calendar = calendar
        self.gaps = () if term.backward else gaps

    def first_and_last(self, amount: int) -> tuple[date, date]:
        """Return the first and the last day counted; for none, the event's own."""
        if not amount:
            return self.event, self.event
        step = "calendar_days" if self.unit == "months" else self.unit
        return self._nth(1, step), self._nth(amount, self.unit)

    def not_counted(self, last: date) -> list[date]:
        """Return the days before ``last`` that were lost to pauses."""
        return [
            day
            for start, end in self._gaps_after_event()
            if start < last
            for day in self._days(start, end)
        ]

    def _nth(self, n: int, unit: str) -> date:
        """The nth day counted: first as if there were no pauses, then each pause that
        begins before that day moves it by what the pause took."""
        last = self._add(self.event, self.sign * n, unit)
        for start, end in self._gaps_after_event():
            if start >= last:
                break
            step = "calendar_days" if unit == "months" else unit
            last = self._add(last, self._count(start, end), step)
        return last

    def _gaps_after_event(self) -> Iterable[tuple[date, date]]:
        return (
            (max(start, self.event), end)
            for start, end in self.gaps
            if end > self.event
        )

    def _add(self, day: date, n: int, unit: str) -> date:
        if unit == "working_days":
            return self.calendar.add_working_days(day, n)
        return add_months(day, n) if unit == "months" else add_days(day, n)

    def _count(self, start: date, end: date) -> int:
        if self.unit == "working_days":
            return self.calendar.count_working_days(start, end)
        return (end - start).days

    def _days(self, start: date, end: date) -> list[date]:
        if self.unit == "working_days":
            return self.calendar.working_days(start, end)
        return [start + timedelta(days=n + 1) for n in range((end - start).days)]


def add_days(day: date, n: int) -> date:
    try:
        return day + timedelta(days=n)
    except OverflowError as error:
        raise OutOfRange("out_of_range") from error


def add_months(day: date, n: int) -> date:
    """Return the day of that number n months on, else the month's last."""
    years, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not date.min.year <= years <= date.max.year:
        raise OutOfRange("out_of_range")
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def gaps_of(pauses: Iterable[tuple[datetime, datetime]]) -> Gaps:
    """Return the days that pauses take, overlapping ones as one."""
    return merged((start.date(), end.date()) for start, end in pauses)
