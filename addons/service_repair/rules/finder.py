"""The outlet finder: how far a station is, and when it is open, for people to read."""

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

EARTH_KM = 6371.0


class Position(NamedTuple):
    """Degrees; north and east are positive."""

    latitude: float
    longitude: float


class Hours(NamedTuple):
    """Weekdays in a row (0 is Monday) with the same ``spans`` of local hours."""

    first: int
    last: int
    spans: tuple[tuple[float, float], ...]


def read_position(latitude, longitude) -> Position | None:
    """A position as a browser's address tells it; None for what is none."""
    try:
        position = Position(float(latitude), float(longitude))
    except (TypeError, ValueError):
        return None
    inside = abs(position.latitude) <= 90 and abs(position.longitude) <= 180
    return position if inside else None


def distance(one: Position, other: Position) -> float:
    """Kilometres in a straight line."""
    lat, lon, to_lat, to_lon = map(radians, (*one, *other))
    half = sin((to_lat - lat) / 2) ** 2
    half += cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def hours_of_week(shifts: Iterable[tuple[int, float, float]]) -> list[Hours]:
    """The opening hours of a week, days in a row with the same hours together.

    :param shifts: (weekday, start, end) in any order; those that touch are one
    """
    days = [_joined(spans) for spans in _by_day(shifts)]
    found: list[Hours] = []
    for day, spans in enumerate(days):
        if found and found[-1].last == day - 1 and found[-1].spans == spans:
            found[-1] = found[-1]._replace(last=day)
        elif spans:
            found.append(Hours(day, day, spans))
    return found


def clock(hour: float) -> str:
    """8.5 → 08:30; midnight at a day's end is 24:00."""
    minutes = round(hour * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _by_day(shifts):
    days = [[] for _day in range(7)]
    for weekday, start, end in shifts:
        days[weekday].append((start, end))
    return days


def _joined(spans):
    joined = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        elif end > start:
            joined.append((start, end))
    return tuple(joined)
