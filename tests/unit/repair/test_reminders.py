"""Which messages a customer gets about a visit, and when."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_repair_rules.local_time import moment_of
from service_repair_rules.reminders import (
    KINDS,
    Changes,
    Facts,
    Settings,
    by_channel,
    changes,
    plan,
)

CHINA, BERLIN = "Asia/Shanghai", "Europe/Berlin"
USUAL = Settings()


def utc(local: str, zone: str = CHINA) -> datetime:
    return moment_of(datetime.fromisoformat(f"2026-{local}"), zone)


def local(moment: datetime, zone: str) -> datetime:
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))


def visit(start, agreed, state="accepted", since=None, zone=CHINA, **facts):
    """A visit by its local times, as month-day hour:minute."""
    since = utc(since or agreed, zone)
    return Facts(state, utc(start, zone), utc(agreed, zone), since, zone, **facts)


def told(facts, settings=USUAL):
    return [
        f"{each.kind} {local(each.due, facts.zone):%m-%d %H:%M}"
        for each in plan(facts, settings)
    ]


@pytest.mark.parametrize(
    ("start", "agreed", "expected"),
    [
        (
            "11-26 14:00",
            "11-20 10:00",
            "booked 11-20 10:00, day_before 11-25 14:00, two_hours_before 11-26 12:00",
        ),
        # two hours before is quiet: when quiet hours end, if that is of use
        (
            "11-26 09:00",
            "11-20 10:00",
            "booked 11-20 10:00, day_before 11-25 09:00, two_hours_before 11-26 08:00",
        ),
        (
            "11-26 08:30",
            "11-20 10:00",
            "booked 11-20 10:00, day_before 11-25 08:30, two_hours_before 11-26 08:00",
        ),
        (
            "11-26 08:29",
            "11-20 10:00",
            "booked 11-20 10:00, day_before 11-25 08:29",
        ),
        # the hour of the day before is quiet: later that day, or before quiet begins
        (
            "11-26 06:00",
            "11-20 10:00",
            "booked 11-20 10:00, day_before 11-25 08:00",
        ),
        (
            "11-26 22:00",
            "11-20 10:00",
            "booked 11-20 10:00, day_before 11-25 20:30, two_hours_before 11-26 20:00",
        ),
        # ... unless it is booked after that
        (
            "11-26 22:00",
            "11-25 20:31",
            "booked 11-25 20:31, two_hours_before 11-26 20:00",
        ),
        # at night, for the next days
        (
            "11-26 14:00",
            "11-24 23:10",
            "booked 11-25 08:00, day_before 11-25 14:00, two_hours_before 11-26 12:00",
        ),
        # at night, for the next morning: it cannot wait
        (
            "11-26 09:00",
            "11-25 23:10",
            "booked 11-25 23:10, two_hours_before 11-26 08:00",
        ),
        # ... or it says all that the message of two hours before would say
        ("11-26 10:00", "11-25 23:10", "booked 11-26 08:00"),
        # the same day
        (
            "11-26 14:00",
            "11-26 10:00",
            "booked 11-26 10:00, two_hours_before 11-26 12:00",
        ),
        ("11-26 14:00", "11-26 12:01", "booked 11-26 12:01"),
    ],
)
@pytest.mark.parametrize("state", ["open", "offered", "accepted"])
def test_before_the_visit(start, agreed, state, expected):
    assert ", ".join(told(visit(start, agreed, state))) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        # at three in the morning: what is said of an emergency is said at once
        (visit("11-26 03:10", "11-26 03:12", emergency=True), ["booked 11-26 03:12"]),
        (
            visit("11-26 03:10", "11-26 03:12", "on_way", "11-26 03:15"),
            ["on_way 11-26 03:15"],
        ),
        (visit("11-26 14:00", "11-20 10:00", "arrived", "11-26 14:00"), []),
        # what follows has time until the morning
        (
            visit("11-26 03:10", "11-26 03:12", "done", "11-26 04:00", emergency=True),
            ["after_visit 11-26 08:00"],
        ),
        (
            visit("11-26 14:00", "11-20 10:00", "done", "11-26 15:00"),
            ["after_visit 11-26 16:00"],
        ),
        (visit("11-26 14:00", "11-20 10:00", "done", "11-26 15:00", met=False), []),
        (
            visit("11-26 14:00", "11-20 10:00", "cancelled", "11-22 22:00"),
            ["cancelled 11-23 08:00"],
        ),
        (
            visit("11-26 09:00", "11-20 10:00", "cancelled", "11-25 22:00"),
            ["cancelled 11-25 22:00"],
        ),
        # its time is past: no reason to wake anybody
        (
            visit("11-25 14:00", "11-20 10:00", "cancelled", "11-25 22:00"),
            ["cancelled 11-26 08:00"],
        ),
        (
            visit(
                "11-26 03:10", "11-26 03:12", "cancelled", "11-26 03:20", emergency=True
            ),
            ["cancelled 11-26 03:20"],
        ),
        # nobody has told the customer a time yet
        (visit("11-26 14:00", "11-20 10:00")._replace(agreed_at=None), []),
        (
            visit("11-26 14:00", "11-20 10:00", "cancelled")._replace(agreed_at=None),
            [],
        ),
    ],
)
def test_during_and_after_it(facts, expected):
    assert told(facts) == expected


def test_a_visit_that_moved_is_told_anew():
    """With keys of its own, so what was sent of the old time does not hold it back."""
    facts = visit("11-28 14:00", "11-25 18:00", version=2)
    assert [each.key for each in plan(facts, USUAL)] == [
        "moved:2",
        "day_before:2",
        "two_hours_before:2",
    ]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        # the night of 29 March has 23 hours, that of 25 October 25
        ("03-29 12:00", ["day_before 03-28 12:00", "two_hours_before 03-29 10:00"]),
        ("03-29 04:30", ["day_before 03-28 04:30", "two_hours_before 03-29 01:30"]),
        ("03-30 02:30", ["day_before 03-29 03:30", "two_hours_before 03-30 00:30"]),
        ("10-25 12:00", ["day_before 10-24 12:00", "two_hours_before 10-25 10:00"]),
        ("10-25 03:30", ["day_before 10-24 03:30", "two_hours_before 10-25 02:30"]),
    ],
)
def test_days_on_which_the_clock_changes(start, expected):
    """The day before is that of the clock on the wall, two hours are two hours."""
    facts = visit(start, "03-01 12:00", zone=BERLIN)
    assert told(facts, Settings(0, 0))[1:] == expected


def test_channels():
    """Those of the kind that reach the customer; without one nothing is to be sent."""
    settings = Settings(channels={"day_before": ["push", "mail"], "booked": ["sms"]})
    facts = visit("11-26 14:00", "11-20 10:00", reached_by={"mail", "push"})
    assert {each.kind: each.channels for each in plan(facts, settings)} == {
        "day_before": ("mail", "push"),
        "two_hours_before": ("mail", "push"),
    }


def test_each_channel_by_itself():
    facts = visit("11-26 14:00", "11-26 12:01", reached_by={"mail", "sms"})
    [booked] = plan(facts, USUAL)
    each = [(row.key, row.channels, row.due) for row in by_channel([booked])]
    assert each == [
        ("booked:0:mail", ("mail",), booked.due),
        ("booked:0:sms", ("sms",), booked.due),
    ]


def test_changes_of_what_is_stored():
    """New ones are written and moved ones written anew; what holds no more is dropped;
    what is sent stays as it is."""
    facts = visit("11-26 14:00", "11-20 10:00")
    booked, before, hours = plan(facts, USUAL)
    stored = {before.key: before.due, hours.key: utc("11-26 11:00"), "on_way:0": None}
    assert changes(plan(facts, USUAL), stored, {booked.key}) == Changes(
        (hours,), ("on_way:0",)
    )
    assert changes([], {booked.key: booked.due}, {booked.key}) == Changes((), ())


STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)) | st.builds(
    lambda day, minutes: day + timedelta(minutes=minutes),
    st.sampled_from([datetime(2026, 3, 28, 20), datetime(2026, 10, 24, 20)]),
    st.integers(0, 60 * 30),
)
SETTINGS = st.builds(
    lambda begin, length: Settings(begin, (begin + length) % 1440),
    st.integers(0, 1439),
    st.integers(0, 20 * 60),
)
VISITS = st.builds(
    lambda start, ahead, since, state, zone, emergency: Facts(
        state, start, start - ahead, start + since, zone, emergency=emergency
    ),
    STARTS,
    st.timedeltas(timedelta(minutes=-20), timedelta(days=9)),
    st.timedeltas(timedelta(days=-2), timedelta(days=2)),
    st.sampled_from(["open", "accepted", "accepted", "on_way", "done", "cancelled"]),
    st.sampled_from([BERLIN, CHINA]),
    st.booleans(),
)


def quiet(moment, zone, settings):
    """Whether a clock on the wall shows a quiet minute, counted out one by one."""
    shown = local(moment, zone)
    minutes, at = set(), settings.quiet_from
    while at != settings.quiet_until:
        minutes.add(at)
        at = (at + 1) % 1440
    return shown.hour * 60 + shown.minute in minutes


@given(VISITS, SETTINGS)
def test_nobody_is_woken_without_need(facts, settings):
    """Only for what is on the way, an emergency, or a visit that is near."""
    for each in plan(facts, settings):
        if not quiet(each.due, facts.zone, settings):
            continue
        assert each.kind in ("booked", "on_way", "cancelled")
        event = facts.since if each.kind != "booked" else facts.agreed_at
        assert each.due == event
        if each.kind != "on_way" and not facts.emergency:
            assert event < facts.start
            waited = event
            while quiet(waited, facts.zone, settings):
                waited += timedelta(minutes=1)
            assert waited > facts.start - timedelta(minutes=121)


@given(VISITS, SETTINGS)
def test_nothing_comes_too_early_or_too_late(facts, settings):
    day = local(facts.start, facts.zone).date()
    for each in plan(facts, settings):
        assert each.kind in KINDS
        assert each.due < each.until
        if each.kind in ("day_before", "two_hours_before"):
            assert facts.agreed_at < each.due < facts.start
        if each.kind == "day_before":
            shown = local(each.due, facts.zone).date()
            assert day - timedelta(days=2) <= shown < day
        if each.kind == "two_hours_before":
            ahead = facts.start - each.due
            assert timedelta(minutes=30) <= ahead <= timedelta(hours=2)


@given(VISITS, SETTINGS)
def test_who_books_early_is_reminded(facts, settings):
    """Three days ahead the message of the day before is never left out, nor that of two
    hours before where it is not quiet then, or no longer half an hour before."""
    facts = facts._replace(state="accepted", agreed_at=facts.start - timedelta(days=3))
    kinds = {each.kind for each in plan(facts, settings)}
    assert {"booked", "day_before"} <= kinds
    moments = [facts.start - timedelta(minutes=minutes) for minutes in (31, 120)]
    if any(not quiet(moment, facts.zone, settings) for moment in moments):
        assert "two_hours_before" in kinds


@given(VISITS, VISITS, SETTINGS, st.data())
def test_each_message_once_through_moves(first, second, settings, data):
    """What was sent before a move is not sent again, what was not is replaced, and to
    reckon twice changes nothing."""
    early = plan(first, settings)
    sent = {each.key for each in early if data.draw(st.booleans())}
    stored = {each.key: each.due for each in early if each.key not in sent}
    late = plan(second._replace(version=1), settings)
    move = changes(late, stored, sent)
    assert set(move.drop) == set(stored)
    assert move.write == tuple(late)
    stored = {each.key: each.due for each in move.write}
    assert changes(late, stored, sent) == Changes((), ())
