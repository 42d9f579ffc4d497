"""A week as a bit mask of its quarters of an hour, Monday 0:00 UTC first.

So who is open when can be added up for any number of stations. It is the ordinary week
that repeats: what single days bring, be they off or worked, is not in it.
"""

from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

HOUR = 4
DAY = 24 * HOUR
WEEK = 7 * DAY
ALWAYS = (1 << WEEK) - 1


class Shift(NamedTuple):
    """One stretch of a working day, as working calendars have them.

    ``weekday`` 0 is Monday; ``start`` and ``end`` are hours of the local day
    (8.5 = half past eight; 24.0 = midnight at its end). ``week`` is None for every
    week, else 0 or 1 for the first or second week of a two-week rota.
    """

    weekday: int
    start: float
    end: float
    week: int | None = None


class Stretch(NamedTuple):
    """Quarters of a week in a row: the first one, and the first one after them, which
    may be the first of the week again."""

    start: int
    end: int


def week_mask(shifts: Iterable[Shift], offset: int) -> int:
    """The quarters of a week that are worked in every week of a rota.

    A quarter counts when its start is worked.

    :param offset: minutes by which the local clock is ahead of UTC.
    """
    weeks = [0, 0]
    for shift in shifts:
        start, end = ceil(shift.start * HOUR), ceil(shift.end * HOUR)
        stretch = ((1 << max(end - start, 0)) - 1) << (shift.weekday * DAY + start)
        for week in (0, 1):
            if shift.week in (None, week):
                weeks[week] |= stretch
    return _rotate(weeks[0] & weeks[1], -_quarters(offset) % WEEK)


def hour_mask(weekday: int, hour: int, offset: int) -> int:
    """One hour of a week, said in local time; ``weekday`` 0 is Monday."""
    return week_mask([Shift(weekday, hour, hour + 1)], offset)


def hours_in(mask: int) -> int:
    """Hours of a week that the mask holds, rounded up."""
    return -(-mask.bit_count() // HOUR)


def longest_stretch(mask: int, offset: int) -> Stretch:
    """The longest run of a mask, in local quarters; it may run over the week's end.

    Of equally long ones the first of the local week; raises ValueError for an empty
    mask. A whole week begins on Monday.
    """
    local = _rotate(mask & ALWAYS, _quarters(offset) % WEEK)
    if local == ALWAYS:
        return Stretch(0, 0)
    starts = [at for at in range(WEEK) if _has(local, at) and not _has(local, at - 1)]
    start = max(starts, key=lambda at: _run(local, at))
    return Stretch(start, (start + _run(local, start)) % WEEK)


def _has(mask: int, quarter: int) -> bool:
    return bool(mask >> quarter % WEEK & 1)


def _run(mask: int, start: int) -> int:
    """How many quarters from ``start`` on the mask holds; it lacks at least one."""
    rest = ALWAYS & ~_rotate(mask, -start % WEEK)
    return (rest & -rest).bit_length() - 1


def _quarters(offset: int) -> int:
    return round(offset / 15)


def _rotate(mask: int, by: int) -> int:
    return ((mask << by) | (mask >> (WEEK - by))) & ALWAYS
