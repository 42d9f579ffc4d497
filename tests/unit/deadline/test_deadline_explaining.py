"""A deadline says how it was counted, by the numbers it was counted with."""

import json
import re
from datetime import date, timedelta

import pytest
from deadline_tables import CHINA, OFFICE, calendar, day, moment
from hypothesis import given
from hypothesis import strategies as st
from service_deadline_rules import wording
from service_deadline_rules.counting import due
from service_deadline_rules.explaining import explain
from service_deadline_rules.moments import day_and_clock
from service_deadline_rules.types import SpecialDay, Term
from service_deadline_rules.wording import describe, tell
from test_deadline_counting_properties import TERMS, pauses

DAY = timedelta(days=1)
NATIONAL_DAY = tuple(
    SpecialDay(day("2026-10-01") + n * DAY, False, "National Day", public=True)
    for n in range(7)
)
OURS = calendar(
    special_days=(*NATIONAL_DAY, SpecialDay(day("2026-10-10"), True, "Make-up")),
    published_until=day("2026-12-31"),
)


def days(amount, unit="calendar_days", **more):
    return Term(amount, unit, start="next_day", end="day", **more)


def told(term, at, pauses=(), **more):
    at = moment(at)
    pauses = [(moment(start), moment(end)) for start, end in pauses]
    return describe(explain(term, due(term, at, OURS, pauses), at, OURS), **more)


@pytest.mark.parametrize(
    ("term", "at", "pauses", "expected"),
    [
        (
            days(7, "working_days"),
            "2026-09-25 16:10",
            [("2026-09-28 09:00", "2026-09-30 09:00")],
            "2026-09-25, the day of the event, is not counted; 7 working days counted:"
            " 2026-09-28, 2026-10-08 to 2026-10-10, 2026-10-12 to 2026-10-14;"
            " off: 2026-10-01 to 2026-10-07 (National Day);"
            " rest days: 2026-09-26 to 2026-09-27, 2026-10-11; made up: Sat 2026-10-10;"
            " paused, not counted: 2026-09-29 to 2026-09-30 (days: 2);"
            " ends with 2026-10-14, at 24:00",
        ),
        (
            days(60, roll="public_holidays"),
            "2026-08-03 10:00",
            [],
            "2026-08-03, the day of the event, is not counted; 60 days counted:"
            " 2026-08-04 to 2026-10-02; Fri 2026-10-02 is off (National Day), so it"
            " moves to 2026-10-08; ends with 2026-10-08, at 24:00",
        ),
        (
            days(6, "months", roll="rest_days"),
            "2026-08-31 10:00",
            [],
            "2026-08-31, the day of the event, is not counted; 6 months on is"
            " 2027-02-28; that month has no day 31, so its last day counts;"
            " Sun 2027-02-28 is off, so it moves to 2027-03-01;"
            " ends with 2027-03-01, at 24:00;"
            " provisional: days off are published until 2026-12-31 only",
        ),
        (
            Term(48, "hours"),
            "2026-09-25 16:10",
            [("2026-09-25 17:00", "2026-09-25 18:30")],
            "48 hours from 2026-09-25 16:10; paused for 1 h 30 min;"
            " ends 2026-09-27 17:40",
        ),
        (
            Term(0.5, "hours"),
            "2026-09-25 16:10",
            [],
            "0.5 hours from 2026-09-25 16:10; ends 2026-09-25 16:40",
        ),
        (
            Term(10, "working_hours"),
            "2026-09-30 17:00",
            [],
            "10 working hours from 2026-09-30 17:00; worked on 2026-09-30,"
            " 2026-10-08 to 2026-10-09; off: 2026-10-01 to 2026-10-07 (National Day);"
            " ends 2026-10-09 10:00",
        ),
        (
            days(2, "working_days", backward=True),
            "2026-10-08 10:00",
            [],
            "2026-10-08, the day of the event, is not counted; 2 working days counted"
            " back: 2026-09-29 to 2026-09-30; off: 2026-10-01 to 2026-10-07 (National"
            " Day); ends with 2026-09-29, at 24:00",
        ),
        (
            days(0)._replace(end="business"),
            "2026-09-30 10:00",
            [],
            "on the day of the event, 2026-09-30;"
            " ends at the close of business, 2026-09-30 18:00",
        ),
    ],
)
def test_the_steps_in_words(term, at, pauses, expected):
    """What was counted, skipped, made up, paused, moved; how it ends."""
    assert told(term, at, pauses) == expected


def test_dates_and_words_are_the_readers():
    """A caller hands in how dates look and what the templates say."""
    said = told(
        days(3, "working_days"),
        "2026-09-29 10:00",
        translate=lambda text: f"<{text}>",
        format_date=lambda when: f"{when.day}.{when.month}.",
    )
    assert "<<%" not in said and "<29.9., the day of the event, is not counted>" in said
    assert "<30.9.>" not in said and "<8.10. to 9.10.>" in said


def test_many_runs_are_cut_short():
    """A term of a year is told in one line, its first and last runs named."""
    said = told(days(240, "working_days"), "2026-01-05 10:00")
    counted = re.search(r"counted: ([^;]*)", said).group(1)
    assert counted.count(" to ") <= 6 and " … " in counted
    assert counted.startswith("2026-01-06 to 2026-01-09, 2026-01-12 to 2026-01-16")


def dates_of(runs):
    for first, last in runs:
        first, last = date.fromisoformat(first), date.fromisoformat(last)
        yield from (first + n * DAY for n in range((last - first).days + 1))


@given(pauses(), TERMS)
def test_the_steps_are_the_same_counting(case, term):
    """The days told are as many as the term has, each is worked where that counts, the
    lost ones are told, and the last is the deadline's own."""
    at, paused = case
    found = due(term, at, CHINA, paused)
    steps = dict(explain(term, found, at, CHINA))
    assert json.loads(json.dumps(steps)) == steps
    if term.unit in ("working_days", "calendar_days"):
        key = "working_days_on" if term.unit == "working_days" else "days_on"
        counted = list(dates_of(steps[key]["days"]))
        assert len(counted) == term.amount and counted == sorted(set(counted))
        assert (counted[0], counted[-1]) == (found.first_day, found.last_day)
        assert not set(counted) & set(found.not_counted)
        if term.unit == "working_days":
            assert all(map(CHINA.is_working_day, counted))
    lost = steps.get("paused", {"days": []})["days"]
    assert tuple(dates_of(lost)) == found.not_counted
    moved = steps.get("rolled") or steps.get("rolled_holiday")
    assert bool(moved) == bool(found.rolled_from)
    assert ("provisional" in steps) == found.provisional
    ends = steps.get("ends_moment") or steps.get("ends_business")
    assert ends is None or ends["at"] == found.at.isoformat()
    if "ends_day" in steps:
        last = date.fromisoformat(steps["ends_day"]["day"])
        assert CHINA.end_of_day(last) == found.at


@given(pauses(), TERMS, st.booleans())
def test_every_deadline_can_be_told(case, term, backward):
    """In every combination of what a term can be."""
    at, paused = case
    term = term._replace(backward=backward)
    assert describe(explain(term, due(term, at, CHINA, paused), at, CHINA))


def test_time_that_was_paused_is_told_as_it_was():
    """Working hours tell the working time of their pauses."""
    term, at = Term(8, "working_hours"), moment("2026-03-02 09:00")
    night = (moment("2026-03-02 17:00"), moment("2026-03-03 10:15"))
    steps = dict(explain(term, due(term, at, CHINA, [night]), at, CHINA))
    assert steps["paused_time"] == {"hours": 2, "minutes": 15}


def test_special_hours_make_no_made_up_day():
    """Only a day that the week has off is worked to make up."""
    ours = calendar(
        OFFICE, special_days=(SpecialDay(day("2026-03-03"), True, hours=((19, 20),)),)
    )
    at = moment("2026-03-02 09:00")
    term = days(3, "working_days")
    assert "made_up" not in dict(explain(term, due(term, at, ours), at, ours))


def test_every_template_keeps_its_places():
    """What is shown by kind is named by kind in every template."""
    kinds = {"day", "days", "weekdays", "to", "at"}
    for key, template in wording.TEMPLATES.items():
        named = set(re.findall(r"%\((\w+)\)s", template))
        assert "%" not in re.sub(r"%\(\w+\)s", "", template), key
        assert len(named & kinds) <= 3


def test_each_step_is_a_line():
    at = moment("2026-09-25 16:10")
    term = days(1, "working_days")
    assert tell(explain(term, due(term, at, OURS), at, OURS)) == [
        "2026-09-25, the day of the event, is not counted",
        "1 working days counted: 2026-09-28",
        "Rest days: 2026-09-26 to 2026-09-27",
        "Ends with 2026-09-28, at 24:00",
    ]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-10-11 00:00", (day("2026-10-10"), "24:00")),
        ("2026-10-11 00:01", (day("2026-10-11"), "00:01")),
        ("2026-10-11 12:00", (day("2026-10-11"), "12:00")),
    ],
)
def test_midnight_is_the_end_of_a_day(at, expected):
    assert day_and_clock(moment(at)) == expected
