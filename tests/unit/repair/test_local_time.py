"""What the clocks of stations say."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_repair_rules.local_time import local_of, moment_of, start_of_day


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


@pytest.mark.parametrize(
    ("local", "zone", "expected"),
    [
        ("2026-11-26 18:00", "Asia/Shanghai", "2026-11-26 10:00"),
        ("2026-07-01 18:00", "Europe/Berlin", "2026-07-01 16:00"),
        ("2026-12-01 18:00", "Europe/Berlin", "2026-12-01 17:00"),
        # shown twice: the first one
        ("2026-10-25 02:30", "Europe/Berlin", "2026-10-25 00:30"),
        ("2026-11-01 00:00", "America/Havana", "2026-11-01 04:00"),
        # skipped
        ("2026-03-29 02:30", "Europe/Berlin", "2026-03-29 01:30"),
        ("2026-04-24 00:00", "Africa/Cairo", "2026-04-23 22:00"),
    ],
)
def test_moment_of_a_local_time(local, zone, expected):
    got = moment_of(datetime.fromisoformat(local), zone)
    assert got == datetime.fromisoformat(expected)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),
    st.sampled_from(["Europe/Berlin", "Asia/Shanghai", "Australia/Lord_Howe"]),
)
def test_moment_and_local_time_agree_with_the_standard_library(local, zone):
    local = local.replace(fold=0)
    moment = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)
    assert moment_of(local, zone) == moment
    shown = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    assert local_of(moment, zone) == shown.replace(tzinfo=None, fold=0)
