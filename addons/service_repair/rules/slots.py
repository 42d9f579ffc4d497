"""When a visit can begin, and with whom: the free slots of a station.

All times are whole minutes since the epoch, UTC. A start is free for a person when

1. the whole work lies within one of his shifts;
2. it overlaps no stop, that is nothing he already does somewhere;
3. there is time to come from the stop before, or where the shift has none before, from
   home after the shift's beginning; a stop that reaches into the shift counts as one;
4. there is time to get to the next stop of that shift;
5. it is not before the earliest nor after the latest start wished for;
6. the day, as the place counts days, has capacity left;
7. it lies on the grid of the day, e.g. every half hour.

`slots` reckons in gaps, so its cost is that of shifts, stops and slots, not of minutes.
`fits` says of one start what stands against it; it knows no grid, as a dispatcher is
not bound to one.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from .local_time import local_of, moment_of
from .travel import Place, minutes_between

_lt = str

EPOCH = datetime(1970, 1, 1)
MINUTES_OF_DAY = 24 * 60

Travel = Callable[[Place, Place], int]
Reason = tuple[str, dict]

WORDS = {
    "too_soon": _lt("too soon to be planned"),
    "too_late": _lt("further ahead than visits are planned"),
    "not_working": _lt("not at work for the whole of it"),
    "busy": _lt("on another visit at that time"),
    "no_time_before": _lt(
        "%(need)s minutes to get there, but only %(have)s free before"
    ),
    "no_time_after": _lt(
        "%(need)s minutes to get to the next visit, but only %(have)s free after"
    ),
    "full": _lt("no capacity left on that day"),
}


class Shift(NamedTuple):
    """A stretch in which somebody works; what is taken off it is cut out already."""

    start: int
    end: int


class Stop(NamedTuple):
    """Something a person does somewhere, without the way there."""

    start: int
    end: int
    place: Place


class Person(NamedTuple):
    """Who may be sent. Shifts and stops are in order; neither overlap nor are empty.
    Shifts that touch are one. ``home``: where each shift begins, i.e. the station."""

    id: int
    shifts: Sequence[Shift]
    stops: Sequence[Stop]
    home: Place


class Wish(NamedTuple):
    """Work of so many ``minutes`` at a place, to begin at ``earliest`` or later and
    before ``until``, every ``grid`` minutes of a day."""

    place: Place
    minutes: int
    earliest: int
    until: int
    grid: int = 30


class Day(NamedTuple):
    """A local day from midnight to midnight. ``left``: how many more visits may begin
    in it, None without limit. ``grid_from``: twelve hours before noon, which is
    midnight but on days when the clock is changed; so hours of work stay even hours."""

    start: int
    end: int
    grid_from: int
    left: int | None = None


class Slot(NamedTuple):
    """A start, its end, and who is free for it."""

    start: int
    end: int
    people: tuple[int, ...]


def slots(
    wish: Wish,
    people: Iterable[Person],
    days: Iterable[Day],
    travel: Travel = minutes_between,
) -> list[Slot]:
    """All free slots in order; the people of each as they are given.

    :param days: local days in order; on a day that is not among them nothing is free.
    :param travel: minutes between two places, the same in both directions.
    """
    days = [day for day in days if day.left is None or day.left > 0]
    way = cache(lambda place: travel(place, wish.place))
    free: dict[int, list[int]] = {}
    for person in people:
        for first, last in _gaps(wish, person, way):
            for start in _on_grid(first, last, wish.grid, days):
                free.setdefault(start, []).append(person.id)
    return [
        Slot(start, start + wish.minutes, tuple(free[start])) for start in sorted(free)
    ]


def without_repeated(
    found: Iterable[Slot], days: Iterable[Day], zone: str
) -> list[Slot]:
    """Slots without those in the second of two hours in which the clock shows the same:
    nobody who reads such a time could tell which is meant.

    :param days: local days of that zone; only in longer ones the clock is set back
    """
    long = [day for day in days if day.end - day.start > MINUTES_OF_DAY]
    return [
        slot
        for slot in found
        if not any(day.start <= slot.start < day.end for day in long)
        or _shown_first(slot.start, zone)
    ]


def _shown_first(minute: int, zone: str) -> bool:
    moment = EPOCH + timedelta(minutes=minute)
    return moment_of(local_of(moment, zone), zone) == moment


def _gaps(
    wish: Wish, person: Person, way: Callable[[Place], int]
) -> Iterator[tuple[int, int]]:
    """The first and the last start of each gap in which the work has room."""
    for shift in person.shifts:
        first = shift.start + way(person.home)
        for stop in _stops_in(person, shift):
            yield (
                max(first, wish.earliest),
                min(stop.start - way(stop.place) - wish.minutes, wish.until - 1),
            )
            first = stop.end + way(stop.place)
        yield max(first, wish.earliest), min(shift.end - wish.minutes, wish.until - 1)


def _stops_in(person: Person, shift: Shift) -> Iterator[Stop]:
    """The stops that take some of a shift."""
    index = bisect_right(person.stops, shift.start, key=lambda stop: stop.end)
    for stop in person.stops[index:]:
        if stop.start >= shift.end:
            return
        yield stop


def _on_grid(first: int, last: int, grid: int, days: Sequence[Day]) -> Iterator[int]:
    """The starts from first to last that days and grid allow."""
    if first > last:
        return
    for day in days[bisect_right(days, first, key=lambda day: day.end) :]:
        if day.start > last:
            return
        start = max(first, day.start)
        start += (day.grid_from - start) % grid
        yield from range(start, min(last + 1, day.end), grid)


def fits(
    wish: Wish,
    person: Person,
    start: int,
    days: Sequence[Day],
    travel: Travel = minutes_between,
) -> Reason | None:
    """Why a person cannot begin the work then, as a key of `WORDS` and its facts; None
    when he can. Of several reasons the first in the order of `WORDS`."""
    day = _day_of(start, days)
    if start < wish.earliest:
        return "too_soon", {}
    if start >= wish.until or day is None:
        return "too_late", {}
    reason = _stands_against(wish, person, start, travel)
    if reason is None and day.left is not None and day.left <= 0:
        return "full", {}
    return reason


def _stands_against(
    wish: Wish, person: Person, start: int, travel: Travel
) -> Reason | None:
    """What of a person's own plan stands against a start."""
    end = start + wish.minutes
    shift = _shift_at(person, start)
    if shift is None or end > shift.end:
        return "not_working", {}
    before, after = _neighbours(person, shift, start)
    if (before and before.end > start) or (after and after.start < end):
        return "busy", {}
    need = travel(before.place if before else person.home, wish.place)
    have = start - (before.end if before else shift.start)
    if have < need:
        return "no_time_before", {"need": need, "have": have}
    if after is None:
        return None
    need, have = travel(wish.place, after.place), after.start - end
    return ("no_time_after", {"need": need, "have": have}) if have < need else None


def travel_before(
    person: Person, start: int, place: Place, travel: Travel = minutes_between
) -> int:
    """Minutes a person needs to be there at a start: from the stop before it in the
    shift, else from home, also where he is called out of hours."""
    shift = _shift_at(person, start)
    before = _neighbours(person, shift, start)[0] if shift else None
    return travel(before.place if before else person.home, place)


def _shift_at(person: Person, start: int) -> Shift | None:
    index = bisect_right(person.shifts, start, key=lambda shift: shift.start) - 1
    if index < 0 or person.shifts[index].end <= start:
        return None
    return person.shifts[index]


def _neighbours(
    person: Person, shift: Shift, start: int
) -> tuple[Stop | None, Stop | None]:
    """The last stop of a shift that begins by then, and the first one that does not."""
    stops = list(_stops_in(person, shift))
    index = bisect_right(stops, start, key=lambda stop: stop.start)
    return stops[index - 1] if index else None, (stops + [None])[index]


def _day_of(start: int, days: Sequence[Day]) -> Day | None:
    index = bisect_right(days, start, key=lambda day: day.start) - 1
    if index < 0 or days[index].end <= start:
        return None
    return days[index]


def earliest_start(now: int, lead: int, cutoff: int | None, days: Sequence[Day]) -> int:
    """The earliest start that is still taken: so many minutes ahead; and once the
    cut-off of a day is past, nothing before the day after the next.

    :param cutoff: minutes of the local day, e.g. 18 * 60; None without cut-off.
    :param days: local days in a row, the first not after today.
    """
    earliest = now + lead
    today = _day_of(now, days)
    if cutoff is None or today is None or now - today.grid_from < cutoff:
        return earliest
    following = days[days.index(today) + 1 :]
    return max(earliest, (following or [today])[0].end)


def local_days(
    first: date, count: int, zone: str, left: Mapping[date, int] | None = None
) -> list[Day]:
    """So many local days in a row.

    :param left: how many more visits may begin in a day; one not named has no limit.
    """
    dates = [first + timedelta(days=number) for number in range(count + 1)]
    midnights = [_minute(each, 0, zone) for each in dates]
    noons = [_minute(each, 12, zone) for each in dates]
    return [
        Day(
            midnights[i],
            midnights[i + 1],
            noons[i] - 12 * 60,
            (left or {}).get(dates[i]),
        )
        for i in range(count)
    ]


def _minute(day: date, hour: int, zone: str) -> int:
    """The minute since the epoch of a local hour."""
    moment = moment_of(datetime(day.year, day.month, day.day, hour), zone)
    return (moment - EPOCH) // timedelta(minutes=1)


def describe(reason: Reason, translate: Callable[[str], str] = str) -> str:
    """A reason in words.

    :param translate: the reader's wording of an English template.
    """
    key, facts = reason
    return translate(WORDS[key]) % facts
