"""Free slots: tables of one working day, days when the clock changes, the cut-off."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from service_repair_rules.slots import (
    WORDS,
    Day,
    Person,
    Shift,
    Slot,
    Stop,
    Wish,
    describe,
    earliest_start,
    fits,
    local_days,
    slots,
    travel_before,
    without_repeated,
)
from service_repair_rules.travel import Place

STATION, NEAR, FAR = Place(1, 1, 1, 1), Place(2, 1, 1, 1), Place(3, 2, 1, 1)
MINUTES = {(STATION, NEAR): 20, (STATION, FAR): 60, (NEAR, FAR): 50}


def travel(one, other):
    if one == other:
        return 10
    return MINUTES.get((one, other)) or MINUTES[other, one]


def at(clock: str) -> int:
    """A time of the first day, which begins at minute 0, e.g. "09:30"."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def shift(start, end):
    return Shift(at(start), at(end))


def stop(start, end, place=NEAR):
    return Stop(at(start), at(end), place)


def person(*stops, shifts=(("08:00", "12:00"),), number=1):
    return Person(number, [shift(*each) for each in shifts], list(stops), STATION)


def wish(minutes=60, earliest="00:00", until="24:00", place=NEAR):
    return Wish(place, minutes, at(earliest), at(until))


DAY = [Day(0, 1440, 0)]


def starts(asked, who, days=DAY):
    return " ".join(clock(slot.start) for slot in slots(asked, [who], days, travel))


TABLE = [
    # the way from the station takes 20 minutes, the work must end by 12:00
    (wish(), person(), "08:30 09:00 09:30 10:00 10:30 11:00"),
    (wish(place=FAR), person(), "09:00 09:30 10:00 10:30 11:00"),
    (wish(minutes=221), person(), ""),
    (wish(minutes=210), person(), "08:30"),
    # 10 minutes inside the same town, before and after
    (wish(), person(stop("09:40", "10:00")), "08:30 10:30 11:00"),
    (wish(), person(stop("09:39", "10:00")), "10:30 11:00"),
    (wish(), person(stop("09:30", "09:50")), "10:00 10:30 11:00"),
    # 50 minutes from the far place
    (wish(), person(stop("09:00", "09:40", FAR)), "10:30 11:00"),
    (wish(), person(stop("09:00", "09:41", FAR)), "11:00"),
    (wish(), person(stop("10:20", "11:30", FAR)), "08:30"),
    # a stop that reaches into the shift counts before it, one that only touches not
    (wish(), person(stop("07:00", "08:15", FAR)), "09:30 10:00 10:30 11:00"),
    (
        wish(),
        person(stop("07:00", "08:00", FAR)),
        "08:30 09:00 09:30 10:00 10:30 11:00",
    ),
    # one that begins in it and ends after it
    (wish(), person(stop("11:00", "13:00")), "08:30 09:00 09:30"),
    # the whole shift is taken
    (wish(), person(stop("07:00", "13:00")), ""),
    # each shift begins at the station; nothing runs over noon
    (
        wish(),
        person(shifts=(("08:00", "10:00"), ("13:00", "15:00"))),
        "08:30 09:00 13:30 14:00",
    ),
    # not before the earliest, and before the end
    (wish(earliest="09:01", until="10:30"), person(), "09:30 10:00"),
    (wish(until="09:30"), person(stop("11:30", "12:00")), "08:30 09:00"),
    (wish(earliest="11:01"), person(), ""),
    (wish(), person(shifts=()), ""),
]


@pytest.mark.parametrize(("asked", "who", "expected"), TABLE)
def test_free_starts(asked, who, expected):
    assert starts(asked, who) == expected


def test_people_of_a_slot_in_the_order_given():
    people = [
        person(number=9),
        person(stop("08:00", "10:00"), number=4),
        person(number=6),
    ]
    found = slots(wish(earliest="09:00", until="10:31"), people, DAY, travel)
    assert found == [
        Slot(at("09:00"), at("10:00"), (9, 6)),
        Slot(at("09:30"), at("10:30"), (9, 6)),
        Slot(at("10:00"), at("11:00"), (9, 6)),
        Slot(at("10:30"), at("11:30"), (9, 4, 6)),
    ]


def test_capacity_closes_the_day_in_which_a_visit_begins():
    """A night shift over midnight: what begins on the full day is not offered."""
    night = person(shifts=(("22:00", "26:00"),))
    asked = Wish(NEAR, 60, 0, 2880, grid=60)
    tomorrow = Day(1440, 2880, 1440)
    for left, expected in (
        ((None, None), "23:00 24:00 25:00"),
        ((1, 0), "23:00"),
        ((0, 1), "24:00 25:00"),
        ((-1, 0), ""),
    ):
        days = [
            DAY[0]._replace(left=left[0]),
            tomorrow._replace(left=left[1]),
        ]
        assert starts(asked, night, days) == expected


FULL = [DAY[0]._replace(left=0)]


@pytest.mark.parametrize(
    ("start", "who", "days", "words"),
    [
        ("08:59", person(), DAY, "too soon to be planned"),
        ("11:30", person(), DAY, "further ahead than visits are planned"),
        ("09:00", person(), [], "further ahead than visits are planned"),
        (
            "10:01",
            person(shifts=(("08:00", "11:00"),)),
            DAY,
            "not at work for the whole of it",
        ),
        (
            "09:00",
            person(shifts=(("09:01", "12:00"),)),
            DAY,
            "not at work for the whole of it",
        ),
        ("09:00", person(shifts=()), DAY, "not at work for the whole of it"),
        (
            "09:00",
            person(stop("08:30", "09:01")),
            DAY,
            "on another visit at that time",
        ),
        (
            "09:00",
            person(stop("09:59", "11:00")),
            DAY,
            "on another visit at that time",
        ),
        (
            "09:00",
            person(shifts=(("08:45", "12:00"),)),
            DAY,
            "20 minutes to get there, but only 15 free before",
        ),
        (
            "09:00",
            person(stop("08:00", "08:30", FAR)),
            DAY,
            "50 minutes to get there, but only 30 free before",
        ),
        (
            "09:00",
            person(stop("10:30", "11:00", FAR)),
            DAY,
            "50 minutes to get to the next visit, but only 30 free after",
        ),
        ("09:10", person(), FULL, "no capacity left on that day"),
        ("09:10", person(), DAY, None),
    ],
)
def test_what_stands_against_a_start(start, who, days, words):
    """The first reason that applies; the grid is none."""
    reason = fits(wish(earliest="09:00", until="11:30"), who, at(start), days, travel)
    assert (describe(reason) if reason else None) == words
    assert reason is None or reason[0] in WORDS


@pytest.mark.parametrize(
    ("start", "who", "minutes"),
    [
        ("09:00", person(), 20),
        ("09:00", person(stop("08:00", "08:30", FAR)), 50),
        ("09:00", person(stop("09:00", "10:00", FAR), stop("10:00", "11:00")), 50),
        ("11:00", person(stop("08:00", "08:30", FAR), stop("09:00", "10:00")), 10),
        ("09:00", person(stop("07:00", "08:00", FAR)), 20),
        # out of hours he comes from home
        ("13:00", person(stop("10:00", "12:30", FAR)), 20),
        ("07:00", person(stop("06:00", "06:30", FAR)), 20),
    ],
)
def test_way_from_the_stop_before(start, who, minutes):
    assert travel_before(who, at(start), NEAR, travel) == minutes


def minute(local: str, zone: str, fold: int = 0) -> int:
    moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone), fold=fold)
    return int(moment.astimezone(UTC).timestamp()) // 60


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2026-11-26"])
@pytest.mark.parametrize("grid", [30, 60, 120])
def test_hours_of_work_stay_even_when_the_clock_changes(day, grid):
    """Berlin's days of 23 and 25 hours: the grid is that of the clock on the wall."""
    zone = "Europe/Berlin"
    days = local_days(date.fromisoformat(day), 1, zone)
    work = Shift(minute(f"{day} 08:00", zone), minute(f"{day} 12:00", zone))
    who = Person(1, [work], [], NEAR)
    asked = Wish(NEAR, 60, days[0].start, days[0].end, grid)
    offered = [slot.start for slot in slots(asked, [who], days, lambda *_: 0)]
    assert offered == [work.start + at for at in range(0, 181, grid)]


def test_an_hour_that_the_clock_shows_twice_is_offered_once():
    zone = "Europe/Berlin"
    days = local_days(date(2026, 10, 24), 3, zone)
    first, again = (minute("2026-10-25 02:30", zone, fold) for fold in (0, 1))
    before, after = minute("2026-10-24 02:30", zone), minute("2026-10-26 02:30", zone)
    found = [Slot(at, at + 60, (1,)) for at in (before, first, again, after)]
    left = [slot.start for slot in without_repeated(found, days, zone)]
    assert left == [before, first, after]


@pytest.mark.parametrize(
    ("day", "zone", "length"),
    [
        ("2026-03-29", "Europe/Berlin", 23),
        ("2026-10-25", "Europe/Berlin", 25),
        ("2026-11-26", "Asia/Shanghai", 24),
        # Cairo skips the hour after midnight when summer begins
        ("2026-04-24", "Africa/Cairo", 23),
    ],
)
def test_local_days(day, zone, length):
    """They begin at midnight or with their first minute, and follow without a gap."""
    days = local_days(date.fromisoformat(day), 2, zone, {date.fromisoformat(day): 3})
    assert days[0].end - days[0].start == length * 60
    assert days[1].start == days[0].end
    assert [each.left for each in days] == [3, None]
    first = datetime.fromtimestamp(days[0].start * 60, ZoneInfo(zone))
    before = datetime.fromtimestamp(days[0].start * 60 - 60, ZoneInfo(zone))
    assert first.date().isoformat() == day > before.date().isoformat()


@pytest.mark.parametrize(
    ("now", "lead", "cutoff", "earliest"),
    [
        ("2026-11-26 17:59", 120, 18 * 60, "2026-11-26 19:59"),
        ("2026-11-26 18:00", 120, 18 * 60, "2026-11-28 00:00"),
        ("2026-11-26 18:00", 120, None, "2026-11-26 20:00"),
        # a lead that reaches further than the cut-off
        ("2026-11-26 18:00", 3 * 1440, 18 * 60, "2026-11-29 18:00"),
        # just after midnight the next day's cut-off is far
        ("2026-11-27 00:10", 120, 18 * 60, "2026-11-27 02:10"),
        # days of 23 and 25 hours
        ("2026-03-29 17:59", 0, 18 * 60, "2026-03-29 17:59"),
        ("2026-03-29 18:00", 0, 18 * 60, "2026-03-31 00:00"),
        ("2026-10-24 18:00", 0, 18 * 60, "2026-10-26 00:00"),
        ("2026-10-25 17:59", 0, 18 * 60, "2026-10-25 17:59"),
    ],
)
def test_earliest_start(now, lead, cutoff, earliest):
    zone = "Europe/Berlin"
    days = local_days(date.fromisoformat(now[:10]), 14, zone)
    found = earliest_start(minute(now, zone), lead, cutoff, days)
    assert found == minute(earliest, zone)
