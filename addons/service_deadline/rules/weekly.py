"""The weekly pattern as a staircase: how much work lies before a day or a moment.

Two weeks repeat for ever, so any question about them is a division and a bisection.
Days and local seconds are numbered as in ``zones``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from .errors import InvalidPattern
from .types import Shift
from .zones import DAY

DAYS = 14
PERIOD = DAYS * DAY
MINUTE = 60

# Stretches of one day, in seconds of its local clock.
Hours = tuple[tuple[int, int], ...]


def seconds_of_day(hour: float) -> int:
    """An hour of the day in seconds, to the minute, as Odoo reads it."""
    return round(hour * 60) * MINUTE


def hours_of(spans: Iterable[tuple[float, float]]) -> Hours:
    """Return spans of hours as sorted stretches that don't overlap; empty ones fall.

    Raises InvalidPattern for hours outside of the day or in the wrong order.
    """
    for start, end in spans:
        if not 0 <= start <= end <= 24:
            raise InvalidPattern("bad_hours", start=str(start), end=str(end))
    return merged((seconds_of_day(start), seconds_of_day(end)) for start, end in spans)


def merged(stretches: Iterable[tuple[int, int]]) -> Hours:
    """Return stretches sorted, those that touch or overlap as one, without empty."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(
        stretch for stretch in stretches if stretch[0] < stretch[1]
    ):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def without(stretches: Hours, taken: Hours) -> Hours:
    """Return what is left of stretches where others are taken out of them."""
    for gone_from, gone_to in taken:
        stretches = tuple(
            (start, end)
            for stretch in stretches
            for start, end in (
                (stretch[0], min(stretch[1], gone_from)),
                (max(stretch[0], gone_to), stretch[1]),
            )
            if start < end
        )
    return stretches


class Cycle:
    """Two weeks of shifts, repeated; ``days`` holds the hours of each of the 14."""

    def __init__(self, shifts: Iterable[Shift]):
        spans: list[list[tuple[float, float]]] = [[] for _ in range(DAYS)]
        for shift in shifts:
            for day in _days_of(shift):
                spans[day].append((shift.start, shift.end))
        self.days = tuple(hours_of(day) for day in spans)
        self._worked = [day for day, hours in enumerate(self.days) if hours]
        self._worked_before = [*accumulate(map(bool, self.days), initial=0)]
        stretches = [
            (day * DAY + start, day * DAY + end)
            for day, hours in enumerate(self.days)
            for start, end in hours
        ]
        self._starts = [start for start, _ in stretches]
        self._ends = [end for _, end in stretches]
        lengths = (end - start for start, end in stretches)
        *self._before, self._total = accumulate(lengths, initial=0)

    def hours(self, day: int) -> Hours:
        """The hours of a day."""
        return self.days[(day - 1) % DAYS]

    def first_hours(self) -> Hours:
        """The hours of the first day of the week that is worked; none if none is."""
        return self.days[self._worked[0]] if self._worked else ()

    def days_before(self, day: int) -> int:
        """How many days are worked from day 1 to the one before ``day``."""
        cycles, rest = divmod(day - 1, DAYS)
        return cycles * len(self._worked) + self._worked_before[rest]

    def nth_day(self, n: int) -> int:
        """The nth worked day since day 1."""
        cycles, rest = divmod(n - 1, len(self._worked))
        return 1 + cycles * DAYS + self._worked[rest]

    def seconds_before(self, local: int) -> int:
        """How many seconds are worked until a local time."""
        cycles, rest = divmod(local, PERIOD)
        index = bisect_right(self._starts, rest) - 1
        done = cycles * self._total
        if index < 0:
            return done
        return (
            done
            + self._before[index]
            + min(rest, self._ends[index])
            - self._starts[index]
        )

    def local_after(self, seconds: int, latest: bool) -> int:
        """The local time at which so many seconds have been worked.

        That is all of a break between two shifts: its ``latest`` moment is the start
        of the next shift, its earliest the end of the one before.
        """
        if latest:
            cycles, rest = divmod(seconds, self._total)
            index = bisect_right(self._before, rest) - 1
        else:
            cycles, rest = divmod(seconds - 1, self._total)
            rest += 1
            index = bisect_left(self._before, rest) - 1
        return cycles * PERIOD + self._starts[index] + rest - self._before[index]


def _days_of(shift: Shift) -> list[int]:
    """The days of the two weeks on which a shift is worked."""
    if shift.weekday not in range(7) or shift.week not in (None, 0, 1):
        raise InvalidPattern("bad_weekday", weekday=str(shift.weekday))
    weeks = (0, 1) if shift.week is None else (shift.week,)
    return [week * 7 + shift.weekday for week in weeks]
