"""What contact attempts come to, and which can't be."""

from datetime import date, datetime, timedelta

import pytest
from consumer_complaints_rules.contact import DAY, Attempt, Effort, effort, fault
from consumer_complaints_rules.contact_wording import summary, worded
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2024, 2, 29, 9)
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
ATTEMPTS = st.builds(Attempt, DAYS, st.integers(0, DAY), st.integers(0, DAY))


def test_nothing_was_tried():
    assert effort([], date(2026, 3, 2)) == Effort(0, 0, 0)


def test_waiting_counts_like_talking():
    """The five attempts of the plan that goes up but not down."""
    tries = [
        Attempt(date(2026, 3, 3), 12, 20),
        Attempt(date(2026, 3, 5), 25, 0),
        Attempt(date(2026, 3, 5), 30, 6),
        Attempt(date(2026, 3, 9), 0, 41),
        Attempt(date(2026, 3, 12), 9, 0),
    ]
    assert effort(tries, date(2026, 3, 15)) == Effort(5, 143, 12)


def test_all_on_one_day_took_no_days():
    assert effort([Attempt(date(2026, 3, 3), 5)], date(2026, 3, 3)).days == 0


@given(st.lists(ATTEMPTS, min_size=1), ATTEMPTS, DAYS)
def test_one_more_never_makes_it_less(attempts, more, filed_on):
    before = effort(attempts, filed_on)
    after = effort([*attempts, more], filed_on)
    assert after.attempts == before.attempts + 1
    assert after.minutes >= before.minutes and after.days >= before.days


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, ""),
        ({"at": NOW}, ""),
        ({"at": NOW + timedelta(seconds=1)}, "future"),
        ({"at": datetime(2014, 2, 1)}, "old"),
        ({"at": datetime(2014, 2, 1, 9)}, ""),
        ({"waited": DAY}, ""),
        ({"waited": DAY + 1}, "waited"),
        ({"waited": -1}, "waited"),
        ({"lasted": -1}, "lasted"),
        ({"transfers": 51}, "transfers"),
    ],
)
def test_what_can_not_be(change, found):
    facts = {"at": NOW - timedelta(days=1), "waited": 1, "lasted": 1, "transfers": 0}
    assert fault(**{**facts, **change}, now=NOW) == found


def test_words():
    told = {"channel": "chat", "waited": 3, "lasted": 4, "result": "nobody"}
    assert summary(told) == "Chat · 7 min · Nobody answered"
    assert summary({"channel": "pigeon", "waited": 2}) == "2 min"
    assert "future" in worded("future")
