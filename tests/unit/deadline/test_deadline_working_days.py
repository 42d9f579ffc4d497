"""Working days beside numpy's and the Chinese calendar's."""

from datetime import date, timedelta

import chinese_calendar
import numpy
from deadline_tables import (
    CHINA,
    FIRST,
    LAST,
    OFFICE,
    ROUND_THE_CLOCK,
    calendar,
    day,
    moment,
)
from hypothesis import given
from hypothesis import strategies as st
from service_deadline_rules.types import Shift, SpecialDay

DAY = timedelta(days=1)
YEARS = [FIRST + n * DAY for n in range((LAST - FIRST).days + 1)]
OFF = numpy.array([day for day in YEARS if chinese_calendar.is_holiday(day)], "M8[D]")
# Far enough from both ends for 200 working days to lie between.
INNER = st.dates(date(2016, 1, 1), date(2025, 12, 31))
ANY_DAY = st.dates(date(1950, 1, 1), date(2090, 1, 1))


def to_date(value) -> date:
    return value.astype("M8[D]").item()


def nth(start: date, n: int, **busdays) -> date:
    """numpy's nth working day after (or before) a day that is not counted itself."""
    roll = "backward" if n > 0 else "forward"
    return to_date(numpy.busday_offset(start, n, roll=roll, **busdays)) if n else start


def test_every_day_since_2015_is_worked_as_in_the_chinese_calendar():
    """4,383 days, make-up days and all, as ``chinese_calendar`` has them."""
    wrong = [
        day
        for day in YEARS
        if CHINA.is_working_day(day) != chinese_calendar.is_workday(day)
    ]
    assert len(YEARS) == 4383 and not wrong


def test_every_named_holiday_is_in_a_break_around_a_public_holiday():
    """What ``chinese_calendar`` gives a holiday's name is a public holiday; what else
    is one, is a weekend that a holiday leads into."""
    for when in YEARS:
        is_off, name = chinese_calendar.get_holiday_detail(when)
        ours = CHINA.is_public_holiday(when)
        if is_off and name and name not in ("Saturday", "Sunday"):
            assert ours, when
        elif ours:
            first, last = CHINA.run_of_rest(when)
            assert when.weekday() > 4 and last > first, when


@given(INNER, st.integers(-200, 200))
def test_adding_days_in_china_agrees_with_numpy(start, n):
    """Forwards and backwards over breaks and make-up days."""
    busdays = {"weekmask": "1111111", "holidays": OFF}
    assert CHINA.add_working_days(start, n) == nth(start, n, **busdays)


@given(INNER, INNER)
def test_counting_days_in_china_agrees_with_numpy(first, last):
    """After the first day, up to and with the last; reversed it is negative."""
    first, last = sorted((first, last))
    counted = numpy.busday_count(
        first + DAY, last + DAY, weekmask="1111111", holidays=OFF
    )
    assert CHINA.count_working_days(first, last) == counted
    assert CHINA.count_working_days(last, first) == -counted


@given(
    st.sets(st.integers(0, 6), min_size=1),
    st.sets(st.dates(date(2019, 1, 1), date(2021, 1, 1)), max_size=60),
    ANY_DAY,
    st.integers(-2000, 2000),
)
def test_any_week_and_any_holidays_agree_with_numpy(weekdays, off, start, n):
    """Also decades away from the last special day."""
    mask = "".join("01"[weekday in weekdays] for weekday in range(7))
    ours = calendar(
        (Shift(weekday, 8, 12) for weekday in weekdays),
        special_days=tuple(SpecialDay(when, False) for when in off),
    )
    busdays = {"weekmask": mask, "holidays": sorted(off)}
    assert ours.add_working_days(start, n) == nth(start, n, **busdays)


@given(ANY_DAY, st.integers(-3000, 3000).filter(bool))
def test_adding_and_counting_undo_each_other(start, n):
    """The nth working day after a day has n working days up to it."""
    found = CHINA.add_working_days(start, n)
    assert CHINA.is_working_day(found)
    if n > 0:
        assert CHINA.count_working_days(start, found) == n
    else:
        assert CHINA.count_working_days(found - DAY, start - DAY) == -n


@given(ANY_DAY, ANY_DAY)
def test_the_list_of_working_days_is_what_is_counted(first, last):
    """One by one they are the same days, and none where the last comes first."""
    last = min(last, first + 400 * DAY)
    days = CHINA.working_days(first, last)
    assert len(days) == max(CHINA.count_working_days(first, last), 0)
    assert all(map(CHINA.is_working_day, days)) and days == sorted(set(days))


@given(ANY_DAY)
def test_rolling_leaves_working_days_and_finds_the_nearest(when):
    """A day that is off moves to the end of its run of days off, no further."""
    later, earlier = CHINA.roll(when, "rest_days"), CHINA.roll(when, "rest_days", -1)
    assert CHINA.is_working_day(later) and CHINA.is_working_day(earlier)
    off = [when + n * DAY for n in range((later - when).days)]
    off += [when - n * DAY for n in range((when - earlier).days)]
    assert not any(map(CHINA.is_working_day, off))
    assert CHINA.roll(when, "none") == when
    expected = later if CHINA.is_public_holiday(when) else when
    assert CHINA.roll(when, "public_holidays") == expected


def test_two_weeks_alternate_as_odoo_counts_them():
    """Weeks are counted from Monday 1 January of year 1, so years of 53 weeks, such as
    2020 and 2026, do not break the rhythm."""
    rota = calendar([Shift(0, 8, 12, week=0), Shift(4, 8, 12, week=1)])
    days, when = [], day("2020-12-20")
    for _ in range(4):
        when = rota.add_working_days(when, 1)
        days.append(str(when))
    assert days == ["2020-12-25", "2020-12-28", "2021-01-08", "2021-01-11"]
    for when in (date.fromordinal(n) for n in range(730000, 740000, 7)):
        week = (when.toordinal() - 1) // 7 % 2
        expected = {0: week == 0, 4: week == 1}.get(when.weekday(), False)
        assert rota.is_working_day(when) == expected


def test_a_day_with_any_work_is_a_working_day():
    """Half a day counts, a day of which a closure leaves nothing does not."""
    ours = calendar(
        OFFICE,
        special_days=(
            SpecialDay(day("2026-12-24"), False, "Eve", hours=((13, 18),)),
            SpecialDay(day("2026-12-25"), False, "Christmas"),
            SpecialDay(day("2026-12-25"), True, "On call", hours=((10, 11),)),
            SpecialDay(day("2026-12-26"), True, "Saturday shift", hours=((9, 10),)),
            SpecialDay(day("2026-12-29"), False, "", hours=((0, 24),)),
        ),
        closures=(
            (moment("2026-12-28 08:00"), moment("2026-12-28 18:00")),
            (moment("2026-12-30 09:00"), moment("2026-12-30 17:59:00")),
            (moment("2026-12-31 00:00"), moment("2027-01-04 23:59:59")),
        ),
    )
    worked = [
        str(when) for when in ours.working_days(day("2026-12-23"), day("2027-01-06"))
    ]
    assert worked == [
        *("2026-12-24", "2026-12-25", "2026-12-26"),
        *("2026-12-30", "2027-01-05", "2027-01-06"),
    ]


def test_a_day_closed_to_its_last_minute_is_off():
    """Round the clock too: no second is left from 23:59:59 to midnight."""
    ours = calendar(
        ROUND_THE_CLOCK,
        closures=((moment("2026-03-02 00:00"), moment("2026-03-02 23:59:59")),),
    )
    assert not ours.is_working_day(day("2026-03-02"))
    assert ours.is_working_day(day("2026-03-03"))


def test_whole_days_on_take_the_hours_of_the_first_worked_day():
    """A make-up Saturday is worked like Monday; a day that is worked stays as it is."""
    ours = calendar(
        [Shift(1, 8, 12), Shift(2, 9, 17)],
        special_days=(
            SpecialDay(day("2026-10-10"), True),
            SpecialDay(day("2026-10-07"), True),
            SpecialDay(day("2026-10-09"), True),
            SpecialDay(day("2026-10-09"), False),
        ),
    )
    assert f"{ours.close_of_business(day('2026-10-10')):%H:%M}" == "12:00"
    assert f"{ours.close_of_business(day('2026-10-07')):%H:%M}" == "17:00"
    assert ours.close_of_business(day("2026-10-09")) is None, "off beats on"
