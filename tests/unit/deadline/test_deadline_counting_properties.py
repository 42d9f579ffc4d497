"""Terms of days, months and hours beside dateutil and plain arithmetic."""

from datetime import date, datetime, timedelta, timezone

from dateutil.relativedelta import relativedelta
from deadline_tables import CHINA, calendar
from hypothesis import assume, given
from hypothesis import strategies as st
from service_deadline_rules.counting import due
from service_deadline_rules.types import Term

DAY = timedelta(days=1)
MOMENTS = st.datetimes(
    datetime(1990, 1, 1), datetime(2050, 1, 1), timezones=st.just(timezone.utc)
)
LONDON = calendar(zone="Europe/London")
SIGNS = st.sampled_from([1, -1])
TERMS = st.one_of(
    st.builds(
        Term,
        st.integers(1, 60),
        st.sampled_from(["working_days", "calendar_days", "months"]),
        st.sampled_from(["moment", "next_day"]),
        st.sampled_from(["moment", "day", "business"]),
        st.sampled_from(["none", "public_holidays", "rest_days"]),
        backward=st.just(False),
    ),
    st.builds(
        Term,
        st.integers(1, 500),
        st.sampled_from(["minutes", "hours", "working_hours"]),
        st.sampled_from(["moment", "next_day"]),
        st.sampled_from(["moment", "day", "business"]),
        st.sampled_from(["none", "public_holidays", "rest_days"]),
        backward=st.just(False),
    ),
)


def whole_seconds(moment):
    return moment.replace(microsecond=0)


@st.composite
def pauses(draw, count=3):
    """Pauses within four months of a moment, in any order; and the moment."""
    at = draw(MOMENTS)
    hours = st.integers(-24 * 20, 24 * 100)
    pairs = [
        sorted((draw(hours), draw(hours))) for _ in range(draw(st.integers(0, count)))
    ]
    return at, [
        (at + a * timedelta(hours=1), at + b * timedelta(hours=1)) for a, b in pairs
    ]


@given(MOMENTS, st.integers(0, 1200), SIGNS)
def test_months_agree_with_dateutil(at, months, sign):
    """The same number of the month, else its last day, forwards and backwards."""
    term = Term(months, "months", "next_day", "day", backward=sign < 0)
    today = at.astimezone(CHINA.tzinfo).date()
    assert due(term, at, CHINA).last_day == today + relativedelta(months=sign * months)


@given(MOMENTS, st.integers(0, 36525), SIGNS)
def test_calendar_days_are_plain_days(at, n, sign):
    term = Term(n, "calendar_days", "next_day", "day", backward=sign < 0)
    today = at.astimezone(LONDON.tzinfo).date()
    assert due(term, at, LONDON).last_day == today + sign * n * DAY


@given(MOMENTS, st.integers(1, 10**6), SIGNS)
def test_minutes_are_real_minutes(at, n, sign):
    """Whatever the clock is changed to meanwhile."""
    term = Term(n, "minutes", backward=sign < 0)
    expected = whole_seconds(at) + sign * n * timedelta(minutes=1)
    assert due(term, at, LONDON).at == expected


@given(MOMENTS, TERMS)
def test_a_longer_term_is_never_due_earlier(at, term):
    """Nor does a later event make an earlier deadline. (The time of day may: what
    happens on Sunday night keeps the time of the night.)"""
    assume(term.end != "moment")
    found = due(term, at, CHINA).at
    assert found <= due(term._replace(amount=term.amount + 1), at, CHINA).at
    assert found <= due(term, at + timedelta(hours=5), CHINA).at


@given(pauses(), TERMS)
def test_pauses_only_ever_delay(case, term):
    """Their order, and how they are cut into pieces, does not matter."""
    at, paused = case
    found = due(term, at, CHINA, paused)
    assert found.at >= due(term, at, CHINA).at
    assert due(term, at, CHINA, paused[::-1]) == found
    halves = [
        piece
        for start, end in paused
        for piece in (
            (start, start + (end - start) / 2),
            (start + (end - start) / 2, end),
        )
    ]
    if term.unit in ("minutes", "hours"):
        assert abs(due(term, at, CHINA, halves).at - found.at) <= DAY * 20
    assert due(term, at, CHINA, [*paused, *paused]) == found


@given(pauses(), st.integers(1, 60), st.sampled_from(["working_days", "calendar_days"]))
def test_a_paused_term_counts_one_day_after_another(case, n, unit):
    """Beside the plainest way: walk from day to day and count those that count."""
    at, paused = case
    today = at.astimezone(CHINA.tzinfo).date()
    lost = {
        (start.astimezone(CHINA.tzinfo).date() + k * DAY)
        for start, end in paused
        for k in range(1, 200)
        if start.astimezone(CHINA.tzinfo).date() + k * DAY
        <= end.astimezone(CHINA.tzinfo).date()
    }
    counted, day = [], today
    while len(counted) < n:
        day += DAY
        works = unit == "calendar_days" or CHINA.is_working_day(day)
        counted += [day] if works and day not in lost else []
    found = due(Term(n, unit, "next_day", "day"), at, CHINA, paused)
    assert (found.first_day, found.last_day) == (counted[0], counted[-1])
    works = [
        day
        for day in sorted(lost)
        if today < day < counted[-1]
        and (unit == "calendar_days" or CHINA.is_working_day(day))
    ]
    assert list(found.not_counted) == works


@given(pauses(count=1), st.integers(1, 2000))
def test_paused_hours_are_those_outside_of_the_pause(case, n):
    """From the start to the due moment lie the hours of the term and of the pause."""
    at, paused = case
    at = whole_seconds(at)
    found = due(Term(n, "hours"), at, CHINA, paused).at
    inside = sum(
        (max(min(end, found) - max(start, at), timedelta()) for start, end in paused),
        timedelta(),
    )
    assert abs(found - at - inside - n * timedelta(hours=1)) <= timedelta(seconds=1)


@given(MOMENTS, TERMS)
def test_the_first_second_is_after_and_the_last_before_the_due_moment(at, term):
    """A forward term is due after its event, and its days lie in order between."""
    assume(term.amount)
    found = due(term, at, CHINA)
    assert found.at > whole_seconds(at) - timedelta(seconds=1)
    assert isinstance(found.first_day, date) and found.first_day <= found.last_day
    if found.rolled_from:
        assert found.rolled_from == found.last_day
        assert not CHINA.is_working_day(found.last_day)
    assert found.at.utcoffset() == timedelta(hours=8) or found.at.year < 1992
