"""What the clocks of stations say."""

from datetime import datetime

import pytest
from service_repair_rules.local_time import start_of_day


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
