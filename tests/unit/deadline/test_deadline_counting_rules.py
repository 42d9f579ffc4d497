"""The counting rules of Chinese law, each as a worked example.

Days off of 2026: 1–7 October (National Day; 20 September and 10 October are worked),
25–27 September (Mid-Autumn), 19–21 June (Dragon Boat), 1–5 May (9 May is worked).
"""

import pytest
from deadline_tables import CHINA, calendar, day, moment
from service_deadline_rules.counting import due
from service_deadline_rules.types import Shift, Term


def days(amount, unit="calendar_days", **more):
    return Term(amount, unit, start="next_day", end="day", **more)


def ends(term, at, pauses=()):
    """When a term ends, on the clock of China."""
    pauses = [(moment(start), moment(end)) for start, end in pauses]
    return f"{due(term, moment(at), CHINA, pauses).at:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-02 09:00", "2026-03-12 00:00"),  # Monday → Wednesday of next week
        ("2026-03-06 23:59", "2026-03-18 00:00"),  # Friday night
        ("2026-03-07 10:00", "2026-03-18 00:00"),  # a Saturday is not counted either
        ("2026-09-24 16:10", "2026-10-13 00:00"),  # over two breaks, with 10 October
        ("2026-04-28 08:00", "2026-05-12 00:00"),  # 29, 30 April, 6–9, 11 May
    ],
)
def test_the_day_of_the_event_is_not_counted(at, expected):
    """Seven working days start on the next one (Order 121 art. 45, Civil Code 201)."""
    assert ends(days(7, "working_days"), at) == expected


def test_days_count_from_the_day_after():
    """Sixty days after 20 July end with 18 September (Order 121 arts. 23, 45)."""
    assert ends(days(60), "2026-07-20 00:00") == "2026-09-19 00:00"
    assert ends(days(60), "2026-07-20 23:59") == "2026-09-19 00:00"


def test_hours_run_from_the_moment():
    """A fault reported at 8:30 is mended 48 hours later, holiday or not (CC 201)."""
    assert ends(Term(48, "hours"), "2026-10-01 08:30") == "2026-10-03 08:30"
    assert ends(Term(30, "minutes"), "2026-12-31 23:45") == "2027-01-01 00:15"


@pytest.mark.parametrize(
    ("at", "months", "expected"),
    [
        ("2026-03-16 12:00", 5, "2026-08-17 00:00"),  # the same day number
        ("2026-08-31 12:00", 6, "2027-03-01 00:00"),  # else the month's last day
        ("2027-08-31 12:00", 6, "2028-03-01 00:00"),  # 29 February in a leap year
        ("2028-02-29 12:00", 12, "2029-03-01 00:00"),
        ("2026-01-30 12:00", 1, "2026-03-01 00:00"),
    ],
)
def test_months_end_on_the_same_number_or_the_last(at, months, expected):
    """A month ends on the event's number, else on its last day (Civil Code 202)."""
    assert ends(days(months, "months"), at) == expected


@pytest.mark.parametrize(
    ("at", "public_holidays", "rest_days"),
    [
        # last day Friday 2 October, National Day
        ("2026-08-03 10:00", "2026-10-09 00:00", "2026-10-09 00:00"),
        # last day Sunday 14 June: a rest day, no holiday
        ("2026-04-15 10:00", "2026-06-15 00:00", "2026-06-16 00:00"),
        # last day Saturday 26 September, joined to Mid-Autumn on Friday
        ("2026-07-28 10:00", "2026-09-29 00:00", "2026-09-29 00:00"),
        # last day Saturday 10 October, worked to make up for the break
        ("2026-08-11 10:00", "2026-10-11 00:00", "2026-10-11 00:00"),
        # last day Tuesday
        ("2026-08-14 10:00", "2026-10-14 00:00", "2026-10-14 00:00"),
    ],
)
def test_a_last_day_off_moves_to_the_day_after_the_break(
    at, public_holidays, rest_days
):
    """Order 121 art. 45 knows public holidays only, Civil Code 203 any rest day."""
    assert ends(days(60, roll="public_holidays"), at) == public_holidays
    assert ends(days(60, roll="rest_days"), at) == rest_days


def test_without_rolling_the_last_day_stays():
    """A term that does not roll may end in the middle of a break."""
    assert ends(days(60), "2026-08-03 10:00") == "2026-10-03 00:00"


def test_the_last_day_ends_at_24_hours_or_with_business():
    """24:00 of the last day; the close of business where business is meant (CC 203)."""
    business = days(3, "working_days")._replace(end="business")
    assert ends(business, "2026-03-02 09:00") == "2026-03-05 18:00"
    assert ends(days(3)._replace(end="business"), "2026-03-04 09:00") == (
        "2026-03-08 00:00"  # a Saturday has no business hours
    )
    late = calendar((Shift(0, 9, 17), Shift(0, 20, 24), Shift(1, 9, 12.5)))
    for at, expected in (("2026-02-27", "2026-03-03 00:00"), ("2026-03-02", "12:30")):
        found = due(days(1, "working_days")._replace(end="business"), moment(at), late)
        assert f"{found.at:%Y-%m-%d %H:%M}".endswith(expected)


@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        ([], "2026-06-23 00:00"),  # 19 June is Dragon Boat, the break ends on the 21st
        ([("2026-05-06 10:00", "2026-05-20 15:00")], "2026-07-04 00:00"),  # 14 days
        ([("2026-05-06 10:00", "2026-05-06 18:00")], "2026-06-23 00:00"),  # same day
        ([("2026-05-06 23:59", "2026-05-07 00:01")], "2026-06-23 00:00"),  # 20 June
        ([("2026-05-06 10:00", "2026-05-12 10:00")], "2026-06-26 00:00"),  # 6 days
        (
            [
                ("2026-05-06 10:00", "2026-05-16 10:00"),
                ("2026-05-14 10:00", "2026-05-20 15:00"),
            ],
            "2026-07-04 00:00",  # overlapping, 14 days in all
        ),
    ],
)
def test_testing_is_outside_of_the_sixty_days(pauses, expected):
    """Appraisal, and mediation while a recusal is decided, stop the 60 days of
    mediation (Order 121 arts. 21, 22; Regulation art. 46)."""
    term = days(60, roll="public_holidays")
    assert ends(term, "2026-04-20 11:00", pauses) == expected


def test_working_days_lost_to_a_pause_are_named():
    """The day of the pause still counts, the day of the resume does not (CC 201)."""
    term, at = days(7, "working_days"), moment("2026-03-02 09:00")
    pause = (moment("2026-03-04 12:00"), moment("2026-03-09 12:00"))
    found = due(term, at, CHINA, [pause])
    assert found.not_counted == (
        day("2026-03-05"),
        day("2026-03-06"),
        day("2026-03-09"),
    )
    assert (found.first_day, found.last_day) == (day("2026-03-03"), day("2026-03-16"))


def test_a_pause_moves_months_by_its_days():
    """Three years with thirty days of testing are three years and thirty days."""
    pauses = [("2026-05-10 10:00", "2026-06-09 10:00")]
    assert ends(days(36, "months"), "2026-04-15 10:00", pauses) == "2029-05-16 00:00"


def test_time_that_is_paused_is_added():
    """Hours lose the time of a pause, working hours its working time."""
    pauses = [("2026-03-02 10:00", "2026-03-02 11:30"), ("2026-02-01", "2026-02-02")]
    assert ends(Term(4, "hours"), "2026-03-02 09:00", pauses) == "2026-03-02 14:30"
    overnight = [("2026-03-02 17:00", "2026-03-03 10:00")]
    eight = Term(8, "working_hours")
    assert ends(eight, "2026-03-02 09:00", overnight) == "2026-03-03 11:00"


def test_a_pause_after_the_end_changes_nothing():
    """A term that is over cannot be paused."""
    pauses = [("2026-03-02 13:00", "2026-03-02 14:00")]
    assert ends(Term(4, "hours"), "2026-03-02 09:00", pauses) == "2026-03-02 13:00"
    late = (moment("2026-03-03 13:00"), moment("2026-03-20 14:00"))
    found = due(days(1), moment("2026-03-02 09:00"), CHINA, [late])
    assert found.at == moment("2026-03-04 00:00") and not found.not_counted


@pytest.mark.parametrize(
    ("term", "at", "expected"),
    [
        (days(30), "2026-11-30 09:00", "2026-11-01 00:00"),  # 30 days' notice
        (days(7), "2026-10-12 09:00", "2026-10-06 00:00"),  # in the break, stays
        (days(7, roll="rest_days"), "2026-10-12 09:00", "2026-10-01 00:00"),
        (days(2, "working_days"), "2026-10-08 09:00", "2026-09-30 00:00"),
        (
            days(7, roll="rest_days")._replace(end="business"),
            *("2026-10-12 09:00", "2026-09-30 18:00"),
        ),
        (days(1, "months"), "2026-03-31 09:00", "2026-03-01 00:00"),
        (Term(24, "hours"), "2026-10-08 09:00", "2026-10-07 09:00"),
        (Term(1, "hours", "next_day"), "2026-10-08 09:00", "2026-10-07 23:00"),
        (Term(2, "working_hours"), "2026-10-08 10:00", "2026-09-30 17:00"),
    ],
)
def test_notices_count_back_from_the_event(term, at, expected):
    """The last day of an advance notice lies its days before; rolling goes earlier."""
    assert ends(term._replace(backward=True), at) == expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Term(3, "working_days"), "2026-03-09 16:10"),  # keeps the time of day
        (Term(3, "working_days", "next_day"), "2026-03-10 00:00"),
        (Term(1, "months"), "2026-04-04 16:10"),
        (Term(2, "hours", "next_day"), "2026-03-05 02:00"),
        (Term(24, "hours", "next_day", "day"), "2026-03-06 00:00"),
        (Term(8, "hours", "moment", "day"), "2026-03-06 00:00"),
        (Term(8, "hours", "moment", "business"), "2026-03-05 18:00"),
        (Term(4, "hours", "moment", "business"), "2026-03-05 00:00"),  # closed by then
        (Term(72, "hours", roll="rest_days"), "2026-03-09 16:10"),
        (Term(0, "working_days", "next_day", "day"), "2026-03-05 00:00"),
        (Term(0, "calendar_days", "next_day", "business"), "2026-03-04 18:00"),
        (Term(0.25, "hours"), "2026-03-04 16:25"),
        (Term(2.5, "working_hours"), "2026-03-05 09:40"),
    ],
)
def test_every_start_end_and_unit_has_its_meaning(term, expected):
    """Wednesday 4 March 2026, 16:10, in an office of 9–12 and 13–18."""
    assert ends(term, "2026-03-04 16:10") == expected


def test_beyond_the_published_days_a_deadline_is_provisional():
    """Only a term that asks for days off can move when they are published."""
    at = moment("2026-12-28 10:00")
    assert not due(days(3, "working_days"), at, CHINA).provisional
    assert due(days(4, "working_days"), at, CHINA).provisional
    assert due(days(10, roll="rest_days"), at, CHINA).provisional
    assert not due(days(10), at, CHINA).provisional
    assert not due(Term(240, "hours"), at, CHINA).provisional
    back = days(9, "working_days", backward=True)
    assert due(back, moment("2027-01-05 10:00"), CHINA).provisional


def test_a_start_on_a_rest_day_is_no_different():
    """Working hours asked for on a Sunday start on Monday morning."""
    at = "2026-03-08 11:00"
    assert ends(Term(8, "working_hours"), at) == "2026-03-09 18:00"
    assert ends(days(1, "working_days"), at) == "2026-03-10 00:00"


def test_the_same_question_has_the_same_answer_in_any_zone():
    """What counts is the day on the calendar's own clock."""
    at = moment("2026-03-01T16:30+00:00")  # 2 March, 00:30 in Shanghai
    assert due(days(1), at, CHINA).at == moment("2026-03-04 00:00")
