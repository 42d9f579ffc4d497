"""Opening hours of stations."""

from datetime import date, datetime, timedelta

import pytest
from service_repair_rules.opening import (
    Opening,
    Shift,
    is_open,
    start_of_day,
    week_of_rota,
)

WEEKDAYS = tuple(
    Shift(day, *hours) for day in range(5) for hours in ((8.5, 12), (13, 17.5))
)
SHANGHAI = Opening("Asia/Shanghai", WEEKDAYS)


def at(text: str, hours_ahead: int = 8) -> datetime:
    """The UTC moment of a local time in China."""
    return datetime.fromisoformat(text) - timedelta(hours=hours_ahead)


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("2025-11-24 08:29", False),  # a Monday
        ("2025-11-24 08:30", True),
        ("2025-11-24 11:59", True),
        ("2025-11-24 12:00", False),
        ("2025-11-24 13:00", True),
        ("2025-11-24 17:29:59", True),
        ("2025-11-24 17:30", False),
        ("2025-11-23 10:00", False),  # a Sunday
    ],
)
def test_shifts_include_their_start_and_exclude_their_end(local, expected):
    assert is_open(SHANGHAI, at(local)) is expected


def test_the_day_is_that_of_the_station():
    """Monday morning in China is still Sunday in UTC."""
    early = Opening("Asia/Shanghai", (Shift(0, 0, 4),))
    assert is_open(early, datetime(2025, 11, 23, 17))


def test_a_day_may_end_at_midnight():
    late = Opening("Asia/Shanghai", (Shift(0, 20, 24),))
    assert is_open(late, at("2025-11-24 23:59:59"))
    assert not is_open(late, at("2025-11-25 00:00"))


def test_a_closure_wins_over_a_shift():
    shut = SHANGHAI._replace(
        closures=((at("2025-11-24 09:00"), at("2025-11-24 10:00")),)
    )
    assert is_open(shut, at("2025-11-24 08:59"))
    assert not is_open(shut, at("2025-11-24 09:00"))
    assert is_open(shut, at("2025-11-24 10:00"))


def test_two_week_rotas_alternate_without_a_break_at_the_new_year():
    rota = Opening("UTC", (Shift(0, 8, 12, week=1),))
    mondays = [date(2024, 12, 2) + timedelta(weeks=n) for n in range(60)]
    opened = [is_open(rota, datetime(d.year, d.month, d.day, 9)) for d in mondays]
    assert opened == [week_of_rota(day) == 1 for day in mondays]
    assert all(a != b for a, b in zip(opened, opened[1:], strict=False))


def test_without_shifts_a_station_is_never_open():
    assert not is_open(Opening("UTC"), datetime(2025, 11, 24, 9))


@pytest.mark.parametrize(
    ("moment", "zone", "expected"),
    [
        ("2025-11-24 15:59", "Asia/Shanghai", "2025-11-23 16:00"),
        ("2025-11-24 16:00", "Asia/Shanghai", "2025-11-24 16:00"),
        ("2025-03-30 12:00", "Europe/Berlin", "2025-03-29 23:00"),
        ("2025-10-26 12:00", "Europe/Berlin", "2025-10-25 22:00"),
        # Cairo skips the hour after midnight when summer begins
        ("2025-04-25 12:00", "Africa/Cairo", "2025-04-24 22:00"),
    ],
)
def test_the_day_begins_at_local_midnight(moment, zone, expected):
    got = start_of_day(datetime.fromisoformat(moment), zone)
    assert got == datetime.fromisoformat(expected)
