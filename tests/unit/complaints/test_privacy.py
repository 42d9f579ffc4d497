"""How long a case may tell whose it is, and what in a timeline may be personal."""

from datetime import date, datetime

import pytest
from consumer_complaints_rules import chain
from consumer_complaints_rules.privacy import erase_on, is_personal

ENDED = datetime(2026, 3, 2, 2)


@pytest.mark.parametrize(
    ("ended", "days", "is_held", "day"),
    [
        (ENDED, 1095, False, date(2029, 3, 2)),
        (datetime(2026, 3, 2, 23, 59, 59), 1095, False, date(2029, 3, 2)),
        (ENDED, 30, False, date(2026, 4, 2)),
        (datetime(2028, 2, 28, 2), 1, False, date(2028, 3, 1)),  # a leap day between
        (ENDED, 1095, True, None),
        (None, 1095, False, None),
    ],
)
def test_the_day_on_which_a_case_may_be_erased(ended, days, is_held, day):
    """The whole of the last day that it is kept belongs to it."""
    assert erase_on(ended, days, is_held) == day


@pytest.mark.parametrize(
    ("payload", "personal"),
    [
        ({"state": "received", "rung": "agent"}, False),
        ({"exhibit": "E1", "sha256": "00", "size": 3, "replaces": "E0"}, False),
        ({"purpose": "retention"}, False),
        ({}, False),
        ({"state": "received", "text": "我是林小雨"}, True),
        ({"answer": "x"}, True),
        ({"name": "promise"}, True),
    ],
)
def test_what_somebody_wrote_is_personal(payload, personal):
    assert is_personal(chain.canonical(payload)) is personal


def test_what_was_erased_is_not_and_what_cannot_be_read_is():
    assert not is_personal(None)
    assert is_personal("{")
    assert is_personal("3")
