"""What cannot be computed says so, at once and in words."""

import math
from datetime import date, datetime, timedelta
from time import monotonic

import pytest
from deadline_tables import CHINA, OFFICE, calendar, day, moment
from service_deadline_rules import errors
from service_deadline_rules.counting import due
from service_deadline_rules.types import Shift, SpecialDay, Term
from service_deadline_rules.wording import describe

AT = moment("2026-03-02 09:00")
UNITS = (
    *("minutes", "hours", "working_hours", "working_days", "calendar_days", "months"),
)


@pytest.fixture(autouse=True)
def at_once():
    """An answer takes no time, even where there is none; a busy machine has five
    seconds for all that a test asks."""
    start = monotonic()
    yield
    assert monotonic() - start < 5


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    ("amount", "key"),
    [
        (-1, "negative"),
        (math.nan, "not_a_number"),
        (math.inf, "too_long"),
        (-math.inf, "negative"),
        ("7", "not_a_number"),
        (None, "not_a_number"),
        (True, "not_a_number"),
        (1e9, "too_long"),
        pytest.param(10**400, "too_long", id="huge"),
    ],
)
def test_an_amount_that_cannot_be_is_refused(unit, amount, key):
    with pytest.raises(errors.InvalidTerm) as refused:
        due(Term(amount, unit), AT, CHINA)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("term", "key"),
    [
        (Term(1201, "months"), "too_long"),
        (Term(0, "hours"), "no_time"),
        (Term(0, "minutes"), "no_time"),
        (Term(0.0001, "working_hours"), "no_time"),
        (Term(1.5, "working_days"), "not_whole"),
        (Term(0.5, "months"), "not_whole"),
        (Term(1, "weeks"), "unknown_unit"),
        (Term(1, None), "unknown_unit"),
        (Term(1, "hours", start="now"), "unknown_start"),
        (Term(1, "hours", end="evening"), "unknown_end"),
        (Term(1, "hours", roll="weekends"), "unknown_roll"),
    ],
)
def test_a_term_that_cannot_be_names_the_field(term, key):
    """The message says which field is wrong, and what would be right."""
    with pytest.raises(errors.InvalidTerm) as refused:
        due(term, AT, CHINA)
    assert refused.value.key == key
    said = describe([(refused.value.key, refused.value.params)], translate=str)
    assert str(refused.value) == said and said.partition(": ")[2]


@pytest.mark.parametrize(
    ("pauses", "key"),
    [
        ([(AT, None)], "open_pause"),
        ([(AT + timedelta(hours=1), AT)], "reversed_pause"),
        ([(datetime(2026, 3, 2), AT)], "naive_moment"),
    ],
)
def test_a_pause_that_cannot_be_is_refused(pauses, key):
    with pytest.raises(errors.InvalidMoment) as refused:
        due(Term(4, "hours"), AT, CHINA, pauses)
    assert refused.value.key == key


def test_a_moment_needs_a_zone():
    """A moment without one could be any of 24."""
    with pytest.raises(errors.InvalidMoment, match="no time zone"):
        due(Term(4, "hours"), datetime(2026, 3, 2, 9), CHINA)


@pytest.mark.parametrize(
    ("shifts", "more", "key"),
    [
        ((), {"zone": "Mars/Olympus"}, "unknown_zone"),
        ((), {"zone": None}, "unknown_zone"),
        ([Shift(7, 9, 12)], {}, "bad_weekday"),
        ([Shift(0, 9, 12, week=2)], {}, "bad_weekday"),
        ([Shift(0, 12, 9)], {}, "bad_hours"),
        ([Shift(0, -1, 9)], {}, "bad_hours"),
        ([Shift(0, 9, 25)], {}, "bad_hours"),
        ([Shift(0, math.nan, 9)], {}, "bad_hours"),
        (
            OFFICE,
            {"special_days": (SpecialDay(date(2026, 3, 2), True, hours=((18, 9),)),)},
            "bad_hours",
        ),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(shifts, more, key):
    """When it is made, not when the first deadline asks it."""
    with pytest.raises(errors.InvalidPattern) as refused:
        calendar(shifts, **more)
    assert refused.value.key == key


@pytest.mark.parametrize("unit", ["working_days", "working_hours"])
@pytest.mark.parametrize("backward", [False, True])
def test_a_calendar_without_hours_counts_no_work(unit, backward):
    """It still counts real time, days and months; and works its special hours."""
    empty = calendar(())
    with pytest.raises(errors.NoWorkingTime):
        due(Term(1, unit, backward=backward), AT, empty)
    with pytest.raises(errors.NoWorkingTime):
        due(Term(1, "calendar_days", roll="rest_days"), AT, empty)
    for other in ("minutes", "calendar_days", "months"):
        assert due(Term(1, other), AT, empty).at > AT
    assert empty.close_of_business(day("2026-03-02")) is None
    assert empty.run_of_rest(day("2026-03-02")) == (date.min, date.max)
    once = calendar(
        (), special_days=(SpecialDay(day("2026-03-07"), True, hours=((9, 12),)),)
    )
    assert due(Term(3, "working_hours"), AT, once).at == moment("2026-03-07 12:00")
    with pytest.raises(errors.NoWorkingTime):
        due(Term(4, "working_hours"), AT, once)


def test_a_calendar_closed_for_ever_has_nothing_left():
    """A closure of thousands of years is no loop of thousands of years."""
    ours = calendar(
        closures=((moment("2026-01-01 00:00"), moment("9999-12-30 00:00")),)
    )
    assert ours.add_working_days(AT.date(), -1) == day("2025-12-31")
    assert ours.count_working_time(AT, moment("9999-01-01 00:00")) == 0
    with pytest.raises(errors.OutOfRange):
        ours.add_working_days(AT.date(), 100)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "UTC"])
@pytest.mark.parametrize("unit", UNITS)
def test_the_ends_of_time_are_refused(zone, unit):
    """Years 1 and 9999 are as far as dates go, forwards and backwards."""
    ours = calendar(zone=zone)
    last, first = moment("9999-12-31 23:30", zone), moment("0001-01-01 00:30", zone)
    term = Term(60, unit, "next_day", "day", "rest_days")
    for at, backward in ((last, False), (first, True)):
        with pytest.raises(errors.OutOfRange):
            due(term._replace(backward=backward), at, ours)
    # a year inside of them is like any other
    for at, backward in ((last, True), (first, False)):
        found = due(term._replace(backward=backward), at, ours).at
        assert (found < at) == backward


def test_no_question_is_too_far_for_the_calendar():
    """A million days in one step; where there is no answer, it says so."""
    ours = calendar()
    found = ours.add_working_days(date(1, 1, 1), 2_500_000)
    assert ours.count_working_days(date(1, 1, 1), found) == 2_500_000
    for n in (10**7, -(10**7), 10**30):
        with pytest.raises(errors.OutOfRange):
            ours.add_working_days(date(2026, 1, 1), n)
        with pytest.raises(errors.OutOfRange):
            ours.add_working_time(AT, n * 10**6)
    assert ours.is_working_day(date.max) and ours.is_working_day(date.min)
    with pytest.raises(errors.OutOfRange):
        ours.end_of_day(date.max)
