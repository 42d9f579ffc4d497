"""Is a station open at a moment? Weekly hours, two-week rotas and days off."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pytz


class Shift(NamedTuple):
    """One stretch of a working day.

    ``weekday`` 0 is Monday; ``start`` and ``end`` are hours of the local day
    (8.5 = half past eight; 24.0 = midnight at its end). ``week`` is None for every
    week, else 0 or 1 for the first or second week of a two-week rota.
    """

    weekday: int
    start: float
    end: float
    week: int | None = None


class Opening(NamedTuple):
    """The hours of one station: a zone of the tz database, its shifts, and the
    stretches it is shut (pairs of UTC moments without zone, end excluded)."""

    zone: str
    shifts: tuple[Shift, ...] = ()
    closures: tuple[tuple[datetime, datetime], ...] = ()


def week_of_rota(day: date) -> int:
    """Which week of a two-week rota a day falls into, 0 or 1.

    Counts whole weeks from Monday 1 January of year 1, as Odoo's calendars do, so
    that years of 53 weeks do not break the rhythm.
    """
    return (day.toordinal() - 1) // 7 % 2


def is_open(opening: Opening, moment: datetime) -> bool:
    """Whether somebody is there at ``moment`` (UTC, without zone).

    A shift includes its start and excludes its end; a closure wins over a shift.
    """
    if any(start <= moment < end for start, end in opening.closures):
        return False
    local = pytz.utc.localize(moment).astimezone(pytz.timezone(opening.zone))
    hour = (local.hour * 3600 + local.minute * 60 + local.second) / 3600
    return any(
        shift.start <= hour < shift.end for shift in shifts_of(opening, local.date())
    )


def shifts_of(opening: Opening, day: date) -> Iterable[Shift]:
    """The shifts worked on a local day, closures aside."""
    week = week_of_rota(day)
    return (
        shift
        for shift in opening.shifts
        if shift.weekday == day.weekday() and shift.week in (None, week)
    )


def start_of_day(moment: datetime, zone: str) -> datetime:
    """The UTC moment at which the local day of ``moment`` began (both without zone).

    Where the clock skips midnight, the day begins with its first existing minute.
    """
    local_zone = pytz.timezone(zone)
    local = pytz.utc.localize(moment).astimezone(local_zone)
    midnight = datetime(local.year, local.month, local.day)
    first = local_zone.normalize(local_zone.localize(midnight))
    if first.date() < local.date():
        first += timedelta(hours=1)
    return first.astimezone(pytz.utc).replace(tzinfo=None)
