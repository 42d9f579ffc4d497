"""What a phone sends: moments, numbers and positions, and what is none."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_repair_rules.visit_life import STATES
from service_repair_rules.visit_phone import (
    MAX_QUANTITY,
    judge_note,
    parse_number,
    told_at,
)

NOW = datetime(2026, 3, 2, 1, 30)
EPOCH = datetime(1970, 1, 1)


def written(moment):
    return str((moment - EPOCH) // timedelta(milliseconds=1))


def test_the_moment_of_the_press_counts():
    pressed = datetime(2026, 3, 2, 0, 58, 30, 250_000)
    assert told_at(written(pressed), NOW) == pressed


@pytest.mark.parametrize("moment", [NOW - timedelta(days=2, milliseconds=1), EPOCH])
def test_what_is_too_old_is_not_believed(moment):
    assert told_at(written(moment), NOW) is None
    assert told_at(written(NOW - timedelta(days=2)), NOW) == NOW - timedelta(days=2)


def test_a_clock_that_is_fast_tells_now():
    assert told_at(written(NOW + timedelta(hours=3)), NOW) == NOW
    assert told_at("9" * 15, NOW) == NOW


@pytest.mark.parametrize(
    "text", [None, "", "-1", "1e12", "１７７２", "9" * 16, "now", 1772412000000]
)
def test_what_is_no_moment_is_none(text):
    assert told_at(text, NOW) is None


@given(st.text(max_size=20))
def test_any_text_is_a_moment_of_late_or_none(text):
    found = told_at(text, NOW)
    assert found is None or NOW - timedelta(days=2) <= found <= NOW


@pytest.mark.parametrize(
    "text, number",
    [
        ("2", "2"),
        (" 12.50 ", "12.5"),
        ("12,5", "12.5"),
        ("１２．５", "12.5"),
        ("１２，５", "12.5"),
        ("0", "0"),
        ("9999", "9999"),
    ],
)
def test_numbers_as_people_type_them(text, number):
    assert parse_number(text, MAX_QUANTITY) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "-1", "1e3", "9999.01", "1.234", "十", "1 000", "NaN", "٣"]
)
def test_what_is_no_number(text):
    assert parse_number(text, MAX_QUANTITY) is None


@given(st.text(max_size=12))
def test_any_text_is_a_number_within_bounds_or_none(text):
    number = parse_number(text, MAX_QUANTITY)
    assert number is None or 0 <= number <= MAX_QUANTITY


def test_notes_are_taken_while_somebody_has_the_visit():
    taken = [state for state in STATES if judge_note(state) is None]
    assert taken == ["accepted", "on_way", "arrived"]
    keys = [judge_note(state).key for state in STATES if judge_note(state)]
    assert keys == ["gone", "early", "done", "cancelled"]
