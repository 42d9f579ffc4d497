"""Working time beside a calendar of half hours, and the days of the clock's changes.

The model knows nothing of bisection or pytz: it asks dateutil what the clock shows in
each half hour, and whether a shift, a special day or a closure says that this is work.
"""

from datetime import datetime, timedelta, timezone
from typing import NamedTuple

import pytest
from dateutil.tz import gettz
from deadline_tables import OFFICE, ROUND_THE_CLOCK, calendar, day, moment
from hypothesis import given
from hypothesis import strategies as st
from service_deadline_rules.types import Shift, SpecialDay
from service_deadline_rules.working_calendar import WorkingCalendar

DAY, HOUR, SLOT = timedelta(days=1), timedelta(hours=1), timedelta(minutes=30)
# Its clock never changes; it does at 1:00, 2:00, by half an hour, at midnight so that
# the day starts at 1:00 or has 23:00 twice, so that midnight comes twice.
ZONES = (
    *("Asia/Shanghai", "Europe/London", "America/New_York", "Australia/Lord_Howe"),
    *("America/Santiago", "Asia/Beirut", "America/Havana"),
)
WINDOW = 32 * 48
# Years in which every table of time zones agrees.
START = st.datetimes(datetime(2016, 1, 1), datetime(2021, 12, 1))
# No clock is changed at these times: what a shift means that begins in an hour that is
# skipped or comes twice is a matter of its own, below.
EDGES = [0.0, *(half / 2 for half in range(8, 46)), 24.0]
HOURS = st.lists(st.sampled_from(EDGES), min_size=2, max_size=2, unique=True).map(
    sorted
)


@st.composite
def shifts(draw):
    weeks = draw(st.sampled_from([(None,), (0, 1)]))
    return tuple(
        Shift(draw(st.integers(0, 6)), *draw(HOURS), draw(st.sampled_from(weeks)))
        for _ in range(draw(st.integers(1, 12)))
    )


class Case(NamedTuple):
    """A calendar, and a model of it: whether each half hour from ``start`` is work."""

    ours: WorkingCalendar
    model: bytes
    start: datetime


@st.composite
def cases(draw):
    zone = draw(st.sampled_from(ZONES))
    first = draw(START).replace(minute=0, second=0, microsecond=0)
    start = first.replace(tzinfo=timezone.utc)
    middle = start + WINDOW // 2 * SLOT
    special = tuple(
        SpecialDay(
            (middle + draw(st.integers(-15, 15)) * DAY).date(),
            draw(st.booleans()),
            hours=tuple(map(tuple, draw(st.lists(HOURS, max_size=2)))),
        )
        for _ in range(draw(st.integers(0, 5)))
    )
    closures = tuple(
        (start + a * SLOT, start + (a + draw(st.integers(1, 400))) * SLOT)
        for a in draw(st.lists(st.integers(0, WINDOW), max_size=2))
    )
    worked = draw(shifts())
    ours = calendar(worked, zone, special_days=special, closures=closures)
    model = [
        is_work(start + n * SLOT, zone, worked, special, closures)
        for n in range(WINDOW)
    ]
    return ours, model, start


def is_work(when, zone, worked, special, closures):
    """Whether the half hour from ``when`` is work, straight from the definitions."""
    if any(start <= when < end for start, end in closures):
        return False
    local = when.astimezone(gettz(zone))
    hour, today = local.hour + local.minute / 60, local.date()
    usual = hours_of(worked, today)
    days = [entry for entry in special if entry.day == today]
    whole = {entry.working for entry in days if not entry.hours}
    if False in whole:
        usual = []
    elif True in whole and not usual:
        weeks = (hours_of(worked, day("0001-01-01") + n * DAY) for n in range(14))
        usual = next(hours for hours in weeks if hours)
    added = [span for entry in days if entry.working for span in entry.hours]
    taken = [span for entry in days if not entry.working for span in entry.hours]
    inside = any(start <= hour < end for start, end in [*usual, *added])
    return inside and not any(start <= hour < end for start, end in taken)


def hours_of(worked, today):
    week = (today.toordinal() - 1) // 7 % 2
    return [
        (shift.start, shift.end)
        for shift in worked
        if shift.weekday == today.weekday() and shift.week in (None, week)
    ]


@given(cases(), st.integers(0, WINDOW), st.integers(0, WINDOW))
def test_counting_time_agrees_with_the_model(case, a, b):
    """Shifts, rotas, special days and hours, closures, changes of the clock."""
    ours, model, start = case
    a, b = sorted((a, b))
    counted = ours.count_working_time(start + a * SLOT, start + b * SLOT)
    assert counted == sum(model[a:b]) * 1800
    assert ours.count_working_time(start + b * SLOT, start + a * SLOT) == -counted


@given(cases(), st.integers(0, WINDOW), st.integers(-300, 300))
def test_adding_time_agrees_with_the_model(case, a, n):
    """Forwards as early, backwards as late as possible; none is the next opening."""
    ours, model, start = case
    if n > 0:
        slots = [index + 1 for index in range(a, WINDOW) if model[index]][n - 1 : n]
    elif n < 0:
        slots = [index for index in range(a) if model[index]][n : n + 1 or None]
        slots = slots if sum(model[:a]) >= -n else []
    else:
        slots = [index for index in range(a, WINDOW) if model[index]][:1]
    if slots:
        found = ours.add_working_time(start + a * SLOT, n * 1800)
        assert found == start + slots[0] * SLOT
        assert found.utcoffset() == found.astimezone(gettz(ours.zone)).utcoffset()


@given(cases(), st.integers(0, 29))
def test_days_agree_with_the_model(case, n):
    """Each local day starts when the clock first shows it, and closes with its work."""
    ours, model, start = case
    when = (start + n * DAY).astimezone(gettz(ours.zone)).date() + DAY
    inside = [
        index
        for index in range(WINDOW)
        if (start + index * SLOT).astimezone(gettz(ours.zone)).date() == when
    ]
    assert ours.start_of_day(when) == start + inside[0] * SLOT
    assert ours.end_of_day(when) == start + (inside[-1] + 1) * SLOT
    work = [index for index in inside if model[index]]
    assert ours.is_working_day(when) == bool(work)
    closing = start + (work[-1] + 1) * SLOT if work else None
    assert ours.close_of_business(when) == closing


@given(cases(), st.integers(0, WINDOW), st.integers(1, 10**6))
def test_adding_and_counting_time_undo_each_other(case, a, seconds):
    """To the second, far beyond the model's window, forwards and back."""
    ours, _, start = case
    at = start + a * SLOT
    later = ours.add_working_time(at, seconds)
    assert ours.count_working_time(at, later) == seconds
    earlier = ours.add_working_time(at, -seconds)
    assert ours.count_working_time(earlier, at) == seconds
    assert ours.add_working_time(earlier, seconds) <= at


@pytest.mark.parametrize(
    ("zone", "today", "start", "end"),
    [
        (
            "Europe/London",
            "2026-03-29",
            "2026-03-29T00:00+00:00",
            "2026-03-29T23:00+00:00",
        ),
        (
            "Europe/London",
            "2026-10-25",
            "2026-10-24T23:00+00:00",
            "2026-10-26T00:00+00:00",
        ),
        # 24:00 of the Saturday is 1:00 of the Sunday: 0:00 does not exist
        (
            "America/Santiago",
            "2019-09-07",
            "2019-09-07T00:00-04:00",
            "2019-09-08T01:00-03:00",
        ),
        (
            "Asia/Beirut",
            "2019-03-30",
            "2019-03-30T00:00+02:00",
            "2019-03-31T01:00+03:00",
        ),
        # 23:00 comes twice
        (
            "America/Santiago",
            "2019-04-06",
            "2019-04-06T00:00-03:00",
            "2019-04-07T00:00-04:00",
        ),
        # 0:00 comes twice: the day ends with the first
        (
            "America/Havana",
            "2019-11-02",
            "2019-11-02T00:00-04:00",
            "2019-11-03T00:00-04:00",
        ),
        # a day that never was ends when it begins
        (
            "Pacific/Apia",
            "2011-12-30",
            "2011-12-31T00:00+14:00",
            "2011-12-31T00:00+14:00",
        ),
    ],
)
def test_a_day_begins_with_its_first_and_ends_before_the_next(zone, today, start, end):
    """Days of 23, 24, 25 and no hours."""
    ours = calendar(ROUND_THE_CLOCK, zone)
    assert ours.start_of_day(day(today)) == moment(start)
    assert ours.end_of_day(day(today)) == moment(end)
    worked = ours.count_working_time(moment(start), moment(end))
    assert worked == (moment(end) - moment(start)).total_seconds()


@pytest.mark.parametrize("zone", ZONES)
def test_round_the_clock_has_no_holes(zone):
    """Thirty minutes are thirty minutes, also in the night of a change of the clock."""
    ours = calendar(ROUND_THE_CLOCK, zone)
    at = moment("2019-01-01T00:10+00:00")
    for _ in range(365 * 24):
        assert ours.add_working_time(at, 1800) == at + SLOT
        at += HOUR


def test_a_shift_that_begins_in_a_skipped_or_doubled_hour():
    """A skipped time is read with the old offset, a doubled one is its second showing,
    as Odoo's calendars have it."""
    ours = calendar([Shift(6, 1.5, 5)], "Europe/London")
    monday = moment("2026-03-30T00:00+00:00")
    assert ours.add_working_time(monday, -1) == moment("2026-03-29T03:59:59+00:00")
    spring, autumn = moment("2026-03-29T00:00+00:00"), moment("2026-10-24T23:00+00:00")
    assert ours.next_working_moment(spring) == moment("2026-03-29T01:30+00:00")
    assert ours.next_working_moment(autumn) == moment("2026-10-25T01:30+00:00")


def test_an_open_moment_is_itself_and_closing_time_is_not():
    """A shift includes its start and excludes its end."""
    ours = calendar(OFFICE)
    for asked, expected in (
        ("2026-03-02 09:00", "2026-03-02 09:00"),
        ("2026-03-02 11:59:59", "2026-03-02 11:59:59"),
        ("2026-03-02 12:00", "2026-03-02 13:00"),
        ("2026-03-06 18:00", "2026-03-09 09:00"),
    ):
        assert ours.next_working_moment(moment(asked)) == moment(expected)


def test_midnight_joins_a_shift_to_the_next():
    """A night shift is one up to 24:00 and one from 0:00, without a gap."""
    ours = calendar([Shift(4, 22, 24.0), Shift(5, 0, 6)])
    at = moment("2026-03-06 23:30")
    assert ours.add_working_time(at, 3600) == moment("2026-03-07 00:30")
    assert ours.close_of_business(day("2026-03-06")) == moment("2026-03-07 00:00")


def test_shifts_that_overlap_are_worked_once():
    """Also where special hours lie over a shift; hours are read to the minute."""
    ours = calendar(
        [Shift(0, 9, 12), Shift(0, 11, 13), Shift(0, 13, 13), Shift(1, 8.3333, 9)],
        special_days=(SpecialDay(day("2026-03-02"), True, hours=((12, 14), (13, 15))),),
    )
    monday, tuesday = moment("2026-03-02 00:00"), moment("2026-03-03 00:00")
    assert ours.count_working_time(monday, tuesday) == 6 * 3600
    assert ours.next_working_moment(tuesday) == moment("2026-03-03 08:20")
