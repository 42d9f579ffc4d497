"""The time left in words: one is one, in every unit of days."""

from datetime import timedelta

import pytest
from deadline_tables import calendar, moment
from service_deadline_rules.left import describe_left, left
from service_deadline_rules.types import Term

MONDAY = moment("2026-03-02 12:00")


@pytest.mark.parametrize(
    ("unit", "days", "said"),
    [
        ("calendar_days", 1, "1 day left"),
        ("calendar_days", 3, "3 days left"),
        ("calendar_days", -1, "1 day late"),
        ("months", 40, "40 days left"),
        ("working_days", 1, "1 working day left"),
        ("working_days", 2, "2 working days left"),
        ("working_days", -3, "1 working day late"),
    ],
)
def test_days_left(unit, days, said):
    step = left(Term(1, unit), MONDAY + timedelta(days=days), MONDAY, calendar())
    assert describe_left(step) == said
