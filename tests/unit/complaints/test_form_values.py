"""Single answers of the consumers' form: what people write, and what it means."""

from datetime import date, time
from decimal import Decimal

import pytest
from consumer_complaints_rules.form_values import (
    Wrong,
    read_amount,
    read_clock,
    read_count,
    read_day,
    read_email,
    read_phone,
    read_text,
)
from hypothesis import given
from hypothesis import strategies as st

READERS = [
    read_day,
    read_clock,
    read_amount,
    lambda text: read_count(text, most=1440),
    read_phone,
    read_email,
    lambda text: read_text(text, most=100),
]


def reason_of(read, *args, **limits):
    with pytest.raises(Wrong) as wrong:
        read(*args, **limits)
    return wrong.value.reason


@pytest.mark.parametrize(
    "written",
    ["2026-09-01", "2026/9/1", "2026.09.01", "2026年9月1日", " ２０２６－０９－０１ "],
)
def test_a_day_as_people_write_it(written):
    assert read_day(written) == date(2026, 9, 1)


@pytest.mark.parametrize(
    "written",
    ["2026-02-29", "1.9.2026", "26-09-01", "gestern", "2026-13-01", "0001-01-01"],
)
def test_no_day(written):
    assert reason_of(read_day, written) == "day"


def test_a_day_within_its_bounds():
    """The bounds themselves are allowed."""
    first, last = date(2026, 9, 1), date(2026, 9, 30)
    for written in ("2026-09-01", "2026-09-30"):
        assert read_day(written, first=first, last=last)
    assert reason_of(read_day, "2026-08-31", first=first) == "past"
    assert reason_of(read_day, "2026-10-01", last=last) == "future"


@pytest.mark.parametrize(
    "written, amount",
    [
        ("59", "59"),
        ("59.00", "59.00"),
        ("￥1,234.50", "1234.50"),
        ("５９元", "59"),
        ("8块", "8"),
        ("1 234", "1234"),
        ("0", "0"),
        ("9999999999.99", "9999999999.99"),
    ],
)
def test_amounts(written, amount):
    assert read_amount(written) == Decimal(amount)


@pytest.mark.parametrize(
    "written",
    ["-1", "1,5", "1.234,50", "59,", "1e9", "五十九", "12.345", "99999999999"],
)
def test_no_amounts(written):
    """What can be read in two ways is asked again."""
    assert reason_of(read_amount, written) == "amount"


def test_times_of_day():
    assert read_clock("16:10") == read_clock("16点10分") == time(16, 10)
    assert read_clock("7:05:59") == time(7, 5)
    for written in ("24:00", "16:60", "4pm"):
        assert reason_of(read_clock, written) == "clock"


def test_counts():
    assert read_count("４５", most=60) == 45
    for written in ("61", "-1", "1.5", "many", "٣"):
        assert reason_of(read_count, written, most=60) == "count"


@pytest.mark.parametrize(
    "written", ["13800138000", "+86 138 0013 8000", "(0516) 8888-1234", "95000"]
)
def test_phones(written):
    assert read_phone(written) == written


@pytest.mark.parametrize("written", ["1234", "138-x", "打我电话", "1" * 21])
def test_no_phones(written):
    assert reason_of(read_phone, written) == "phone"


def test_addresses():
    assert read_email(" Lin＠example.com ") == "Lin@example.com"
    for written in (
        "lin",
        "a@b",
        "a@b.c, d@e.fg",
        "a b@example.com",
        "<a@example.com>",
    ):
        assert reason_of(read_email, written) == "email"


def test_texts():
    assert read_text("  x ", most=1) == "x"
    assert reason_of(read_text, "xy", most=1) == "long"


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("written", [None, "", "  ", "\n", "　"])
def test_nothing_written_is_nothing(read, written):
    assert read(written) is None


@given(st.sampled_from(READERS), st.text(max_size=60))
def test_whatever_is_written_is_read_or_refused(read, written):
    try:
        read(written)
    except Wrong as wrong:
        assert wrong.reason


@given(st.dates(min_value=date(1990, 1, 1)))
def test_every_day_is_read_back(day):
    for written in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日"):
        assert read_day(written) == day


@given(st.decimals(min_value=0, max_value=9999999999, places=2))
def test_every_amount_is_read_back(amount):
    """With and without commas between the thousands."""
    assert read_amount(f"{amount:,.2f}") == read_amount(f"{amount:.2f}") == amount
