"""A calendar cut into stretches of days that are alike.

Most days follow the weekly pattern under one offset of the clock: they are *usual* and
are never written out, however many years they fill. Days that differ are *given*, one
by one: special days, days on which the clock is changed, first and last days of a
closure. Each stretch answers for itself how much work lies before a day or a moment.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from .types import Pattern, SpecialDay
from .weekly import MINUTE, Cycle, Hours, hours_of, merged, without
from .zones import DAY, LAST_DAY, Zone


class Usual:
    """Days of the weekly pattern under one offset, from day ``first`` on."""

    def __init__(self, first: int, cycle: Cycle, offset: int):
        self.first = first
        self._cycle = cycle
        self._offset = offset
        self._days_done = cycle.days_before(first)
        self._seconds_done = cycle.seconds_before((first - 1) * DAY)

    def days_before(self, day: int) -> int:
        return self._cycle.days_before(day) - self._days_done

    def nth_day(self, n: int) -> int:
        return self._cycle.nth_day(self._days_done + n)

    def seconds_before(self, second: int) -> int:
        return self._cycle.seconds_before(second + self._offset) - self._seconds_done

    def second_after(self, seconds: int, latest: bool) -> int:
        local = self._cycle.local_after(self._seconds_done + seconds, latest)
        return local - self._offset

    def work(self, day: int) -> Hours:
        start = (day - 1) * DAY - self._offset
        return tuple((start + a, start + b) for a, b in self._cycle.hours(day))


class Given:
    """The one day ``first`` with its stretches of work, or days without any."""

    def __init__(self, first: int, work: Hours):
        self.first = first
        self._work = work

    def days_before(self, day: int) -> int:
        return int(day > self.first and bool(self._work))

    def nth_day(self, n: int) -> int:
        return self.first

    def seconds_before(self, second: int) -> int:
        return sum(max(min(second, end) - start, 0) for start, end in self._work)

    def second_after(self, seconds: int, latest: bool) -> int:
        for start, end in self._work:
            rest = seconds - (end - start)
            if rest < 0 or (rest == 0 and not latest):
                return start + seconds
            seconds = rest
        raise AssertionError("asked of a stretch for more work than it holds")

    def work(self, day: int) -> Hours:
        return self._work


Stretch = Usual | Given


class Layout:
    """What a calendar's stretches are cut from."""

    def __init__(self, pattern: Pattern, zone: Zone):
        self.zone = zone
        self.cycle = Cycle(pattern.shifts)
        self.special = _by_day(pattern.special_days)
        self.closures = _closures(pattern.closures, zone)
        self.closed = [
            (max(zone.day_of(start) + 1, 1), min(zone.day_of(end) - 1, LAST_DAY))
            for start, end in self.closures
        ]

    def stretches(self) -> list[Stretch]:
        """Return the stretches in order; the first starts with day 1."""
        given = self._given_days()
        cuts = {1, *given, *(day + 1 for day in given)}
        cuts.update(first for first, last in self.closed if first <= last)
        closed = iter(self.closed)
        first, last = next(closed, (0, 0))
        result: list[Stretch] = []
        for cut in sorted(day for day in cuts if 1 <= day <= LAST_DAY):
            while last and cut > last:
                first, last = next(closed, (0, 0))
            if cut in given:
                result.append(Given(cut, self._work(cut)))
            elif last and first <= cut:
                result.append(Given(cut, ()))
            else:
                result.append(Usual(cut, self.cycle, self._offset(cut)))
        return result

    def _given_days(self) -> set[int]:
        edges = {
            self.zone.day_of(edge) for closure in self.closures for edge in closure
        }
        return {*self.special, *self.zone.days_of_change(), *edges}

    def _offset(self, day: int) -> int:
        start = self.zone.start_of_day(day)
        return self.zone.local(start) - start

    def _work(self, day: int) -> Hours:
        """When a given day is worked, in seconds of UTC."""
        zone = self.zone
        start, end = zone.start_of_day(day), zone.start_of_day(day + 1)
        midnight = (day - 1) * DAY
        work = merged(
            (
                max(zone.from_local(midnight + a), start) if a else start,
                min(zone.from_local(midnight + b), end) if b < DAY else end,
            )
            for a, b in self._hours(day)
        )
        return without(work, self.closures)

    def _hours(self, day: int) -> Hours:
        """The hours of a day on its local clock, closures aside.

        Whole special days come first, of which off beats on; then hours that are
        added; then hours that are taken.
        """
        special = self.special.get(day, ())
        hours = self.cycle.hours(day)
        whole = {entry.working for entry in special if not entry.hours}
        if False in whole:
            hours = ()
        elif whole and not hours:
            hours = self.cycle.first_hours()
        added = [entry.hours for entry in special if entry.working and entry.hours]
        taken = [entry.hours for entry in special if not entry.working and entry.hours]
        hours = merged((*hours, *(span for part in added for span in hours_of(part))))
        return without(hours, merged(s for part in taken for s in hours_of(part)))


def _by_day(special_days: Iterable[SpecialDay]) -> dict[int, list[SpecialDay]]:
    result = defaultdict(list)
    for entry in special_days:
        result[entry.day.toordinal()].append(entry)
    return dict(result)


def _closures(closures: Iterable[tuple[datetime, datetime]], zone: Zone) -> Hours:
    """Closures in whole minutes, since calendars end them at 23:59:59."""
    return merged(
        (
            zone.second(start) // MINUTE * MINUTE,
            -(-zone.second(end) // MINUTE) * MINUTE,
        )
        for start, end in closures
    )
