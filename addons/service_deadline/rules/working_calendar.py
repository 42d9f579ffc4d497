"""A working calendar: counts and adds working days and working time.

It is a staircase of work done since day 1. The calendar is cut into stretches once
(see ``stretches``); what was worked before each is summed up, so every question is a
bisection, whatever the dates, and nothing is looked up, kept or changed afterwards:
calendars can be read by many threads and give the same answer every time.
"""

from bisect import bisect_left, bisect_right
from datetime import date, datetime, timedelta
from operator import attrgetter

from .errors import InvalidPattern, InvalidTerm, NoWorkingTime, OutOfRange
from .stretches import Layout
from .terms import WORDS
from .types import Pattern, SpecialDay
from .zones import DAY, LAST_DAY, zone_of

__all__ = ["InvalidPattern", "NoWorkingTime", "OutOfRange", "WorkingCalendar"]

ROLLS = WORDS["roll"]
# Seconds from the start of year 1, where zones count from, to that of 1970.
POSIX = (date(1970, 1, 1).toordinal() - 1) * DAY


class WorkingCalendar:
    """What a Pattern means for dates and moments.

    A *working day* has some working time, be it an hour. Moments go in aware, in any
    zone, and come out in the calendar's, whose name is ``zone``. Closures beat
    everything; of special days, whole ones come first, then hours added, then hours
    taken.

    Raises InvalidPattern for what no calendar can be.
    """

    def __init__(self, pattern: Pattern):
        self.pattern = pattern
        self._clock = zone_of(pattern.zone)
        self.zone = pattern.zone
        self.tzinfo = self._clock.tzinfo
        layout = Layout(pattern, self._clock)
        self._usual = layout.cycle
        self._stretches = layout.stretches()
        self._sum_up()
        self._specials = sorted(pattern.special_days, key=attrgetter("day"))
        self._special_days = [entry.day for entry in self._specials]
        self._public = sorted(
            {day.day for day in self._specials if day.public and not day.working}
        )

    def _sum_up(self):
        """Note where each stretch starts and what was worked before it."""
        clock, stretches = self._clock, self._stretches
        self._firsts = [stretch.first for stretch in stretches]
        self._starts = [clock.start_of_day(first) for first in self._firsts]
        self._days, self._seconds = [0], [0]
        lasts = zip(
            stretches,
            [*self._firsts[1:], LAST_DAY + 1],
            [*self._starts[1:], clock.start_of_day(LAST_DAY + 1)],
            strict=True,
        )
        for stretch, next_day, next_second in lasts:
            self._days.append(self._days[-1] + stretch.days_before(next_day))
            self._seconds.append(
                self._seconds[-1] + stretch.seconds_before(next_second)
            )

    # -- days

    def is_working_day(self, day: date) -> bool:
        """Whether there is any working time on that day."""
        return bool(self._work(day))

    def is_known(self, day: date) -> bool:
        """Whether the special days of that day are published, or need not be."""
        until = self.pattern.published_until
        return until is None or day <= until

    def add_working_days(self, day: date, n: int) -> date:
        """Return the nth working day after ``day``, or before it where n < 0.

        ``day`` itself is not counted; for n = 0 it is the answer, worked or not.
        """
        if not n:
            return day
        ordinal = day.toordinal()
        count = (
            self._days_before(ordinal + 1) + n
            if n > 0
            else self._days_before(ordinal) + n + 1
        )
        if not 1 <= count <= self._days[-1]:
            raise self._nothing_left(day)
        index = bisect_left(self._days, count) - 1
        ordinal = self._stretches[index].nth_day(count - self._days[index])
        return date.fromordinal(ordinal)

    def count_working_days(self, first: date, last: date) -> int:
        """Return how many working days lie after ``first`` up to and with ``last``.

        Negative, and so counted from ``last``, where that is the earlier one.
        """
        until = self._days_before(last.toordinal() + 1)
        return until - self._days_before(first.toordinal() + 1)

    def working_days(self, first: date, last: date) -> list[date]:
        """Return the working days after ``first`` up to and with ``last``."""
        days, day = [], first
        for _ in range(self.count_working_days(first, last)):
            day = self.add_working_days(day, 1)
            days.append(day)
        return days

    def run_of_rest(self, day: date) -> tuple[date, date]:
        """Return the first and last day of the run of days off that holds ``day``.

        Where no day is worked before or after it, the run reaches to year 1 or 9999.
        """
        done = self._days_before(day.toordinal())
        first = date.min
        if done:
            first = self.add_working_days(day, -1) + timedelta(days=1)
        last = date.max
        if done < self._days[-1]:
            last = self.add_working_days(day, 1) - timedelta(days=1)
        return first, last

    def is_public_holiday(self, day: date) -> bool:
        """Whether the day belongs to the break around a public holiday.

        A break is an unbroken run of days off that holds a public holiday: the
        weekend that a holiday leads into belongs to it, a day that is worked never.
        """
        if self.is_working_day(day):
            return False
        first, last = self.run_of_rest(day)
        index = bisect_left(self._public, first)
        return index < len(self._public) and self._public[index] <= last

    def roll(self, day: date, mode: str, step: int = 1) -> date:
        """Move a day that is off to the first working day after it.

        ``mode`` says which days are left: "none", "public_holidays" (only days of the
        break around one) or "rest_days" (any day off). A negative ``step`` moves back.
        """
        if mode not in ROLLS:
            raise InvalidTerm("unknown_roll", value=str(mode), words=", ".join(ROLLS))
        if mode == "none" or self.is_working_day(day):
            return day
        if mode == "public_holidays" and not self.is_public_holiday(day):
            return day
        return self.add_working_days(day, 1 if step > 0 else -1)

    def special_days(self, first: date, last: date) -> list[SpecialDay]:
        """Return the special days from ``first`` to ``last``, both included."""
        start = bisect_left(self._special_days, first)
        return self._specials[start : bisect_right(self._special_days, last)]

    def is_usually_worked(self, day: date) -> bool:
        """Whether the weekly pattern alone works on that day."""
        return bool(self._usual.hours(day.toordinal()))

    def working_spans(self, first: date, last: date) -> list[tuple[int, int]]:
        """Return when is worked from ``first`` to ``last``, both included.

        Start and end of each stretch of work in POSIX seconds, the earliest first: for
        who looks for free time among many people, and adds and compares only.
        """
        days = range(first.toordinal(), last.toordinal() + 1)
        return [
            (start - POSIX, end - POSIX)
            for day in days
            for start, end in self._work(date.fromordinal(day))
        ]

    # -- moments

    def local(self, moment: datetime) -> datetime:
        """Return a moment on the calendar's clock."""
        return self._clock.moment(self._clock.second(moment))

    def at(self, day: date, local: timedelta) -> datetime:
        """Return when the clock of ``day`` shows ``local`` (time since 00:00)."""
        midnight = (day - date.min) // timedelta(seconds=1)
        shown = midnight + local // timedelta(seconds=1)
        return self._clock.moment(self._clock.from_local(shown))

    def add_working_time(self, moment: datetime, seconds: int) -> datetime:
        """Return when so many seconds have been worked since ``moment``.

        That is as early as possible: a day's work from Monday 9:00 ends on Monday at
        closing time, not on Tuesday at opening time. Negative seconds go back, and
        end as late as possible; none is the next working moment.
        """
        start = self._clock.second(moment)
        count = self._seconds_before(start) + seconds
        if seconds > 0:
            index = bisect_left(self._seconds, count) - 1
            found = index >= 0 and count <= self._seconds[-1]
        else:
            index = bisect_right(self._seconds, count) - 1
            found = index >= 0 and count < self._seconds[-1]
        if not found:
            raise self._nothing_left(moment)
        stretch, before = self._stretches[index], self._seconds[index]
        return self._clock.moment(stretch.second_after(count - before, seconds <= 0))

    def add_time(self, moment: datetime, seconds: int) -> datetime:
        """Return the moment so many real seconds later, whatever the clock does."""
        return self._clock.moment(self._clock.second(moment) + seconds)

    def count_working_time(self, start: datetime, end: datetime) -> int:
        """Return the working seconds between two moments; negative when reversed."""
        until = self._seconds_before(self._clock.second(end))
        return until - self._seconds_before(self._clock.second(start))

    def next_working_moment(self, moment: datetime) -> datetime:
        """Return the moment itself if it is at work, else the next opening."""
        return self.add_working_time(moment, 0)

    def start_of_day(self, day: date) -> datetime:
        """Return 00:00 of the day, or the first time that exists on it."""
        return self._clock.moment(self._clock.start_of_day(day.toordinal()))

    def end_of_day(self, day: date) -> datetime:
        """Return 24:00 of the day, which is the start of the next."""
        return self._clock.moment(self._clock.start_of_day(day.toordinal() + 1))

    def close_of_business(self, day: date) -> datetime | None:
        """Return when the last working hours of the day end; None without any."""
        work = self._work(day)
        return self._clock.moment(work[-1][1]) if work else None

    # -- the staircase

    def _work(self, day: date):
        ordinal = day.toordinal()
        return self._stretches[bisect_right(self._firsts, ordinal) - 1].work(ordinal)

    def _days_before(self, ordinal: int) -> int:
        index = bisect_right(self._firsts, ordinal) - 1
        return self._days[index] + self._stretches[index].days_before(ordinal)

    def _seconds_before(self, second: int) -> int:
        index = bisect_right(self._starts, second) - 1
        if index < 0:
            raise OutOfRange("out_of_range")
        return self._seconds[index] + self._stretches[index].seconds_before(second)

    def _nothing_left(self, place: date) -> Exception:
        """Why there is not enough work before or after a place."""
        if not any(self._usual.days):
            return NoWorkingTime("no_working_time", day=f"{place:%Y-%m-%d}")
        return OutOfRange("out_of_range")
