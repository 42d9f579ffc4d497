"""The rules of deadlines beside Odoo's planning, and beside calendars of others.

First speed: the same questions to a calendar of an office in China and to Odoo's own
``plan_days`` and ``plan_hours``, in alternating rounds of one process, so that a busy
machine slows down both; the best round of each counts. Odoo is asked without leaves,
which is its fastest, and without our special days; ours knows those of twelve years.

Then more than 100,000 random questions, each also answered by somebody else: numpy,
``chinese_calendar``, dateutil, Odoo. Nothing is kept. Exits with 0 if the rules are at
least 300 times as fast and no answer differs.
"""

import os
import random
import sys
import time
from datetime import date, datetime, timedelta, timezone
from itertools import product
from pathlib import Path
from unittest.mock import patch

import chinese_calendar
import holidays
import numpy
from databases import environment
from dateutil.relativedelta import relativedelta

from odoo.fields import Command
from odoo.tools import config

sys.path.insert(0, str(Path(__file__).parent.parent / "addons" / "service_deadline"))

from rules.counting import due  # noqa: E402
from rules.types import Pattern, Shift, SpecialDay, Term  # noqa: E402
from rules.working_calendar import WorkingCalendar  # noqa: E402

TIMES = 300
ROUNDS, ASKED = 7, 200
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
FIRST, LAST = date(2015, 1, 1), date(2026, 12, 31)
OFFICE = tuple(Shift(day, *hours) for day in range(5) for hours in ((9, 12), (13, 18)))
NIGHTS = tuple(Shift(day, *hours) for day in range(7) for hours in ((0, 6), (22, 24)))
ROTA = tuple(Shift(day, 8 + 4 * (day % 2), 17, week=day % 2) for day in range(6))
ZONES = ("Asia/Shanghai", "Europe/London", "America/New_York", "America/Santiago")
# Random questions to each oracle; Odoo takes milliseconds for each.
IN_CHINA, ANYWHERE, MONTHS, PLANNED = 40_000, 40_000, 30_000, 4_000

chance = random.Random(19)


def main() -> int:
    database = config["db_name"][0] if config["db_name"] else os.environ["PGDATABASE"]
    with environment(database) as env:
        calendars = env["resource.calendar"]
        hook = patch.object(
            type(calendars), "_special_days_between", lambda *_ignored: {}
        )
        with hook:  # the peer is Odoo alone
            return max(not compare_speed(calendars), not compare_answers(calendars))


# -- speed


def compare_speed(calendars) -> bool:
    ours, peer = in_china(), in_odoo(calendars, "Asia/Shanghai", OFFICE)
    starts = [random_moment() for _ in range(ASKED)]
    days = [(start, chance.choice((1, 7, 15, 45))) for start in starts]
    hours = [(start, chance.choice((1, 4, 24, 80))) for start in starts]
    kept = [
        report(
            "working days",
            lambda: [ours.add_working_days(start.date(), n) for start, n in days],
            lambda: [peer.plan_days(n, start) for start, n in days],
        ),
        report(
            "working hours",
            lambda: [ours.add_working_time(start, n * 3600) for start, n in hours],
            lambda: [peer.plan_hours(n, start) for start, n in hours],
        ),
    ]
    return all(kept)


def report(name: str, ours, peer) -> bool:
    best = {ours: float("inf"), peer: float("inf")}
    for _ in range(ROUNDS):
        for ask in best:
            start = time.perf_counter()
            ask()
            best[ask] = min(best[ask], (time.perf_counter() - start) / ASKED)
    times = best[peer] / best[ours]
    verdict = "OK" if times >= TIMES else "NO"
    print(
        f"{name:15}{best[ours] * 1e6:8.2f} µs, Odoo {best[peer] * 1e6:8.0f} µs:"
        f" {times:6.0f} times as fast (at least {TIMES}) {verdict}"
    )
    return times >= TIMES


# -- answers


def compare_answers(calendars) -> bool:
    start = time.perf_counter()
    results = {
        "China: numpy, chinese_calendar": differ_in_china(),
        "any week: numpy": differ_anywhere(),
        "months: dateutil": differ_in_months(),
        "any zone: Odoo's planning": differ_from_odoo(calendars),
    }
    for name, (asked, differing) in results.items():
        print(f"{name:32}{asked:8,} cases, {differing} differ")
    asked, differing = map(sum, zip(*results.values(), strict=True))
    verdict = "NO" if differing else "OK"
    seconds = time.perf_counter() - start
    print(
        f"{'in all':32}{asked:8,} cases, {differing} differ {verdict} ({seconds:.0f} s)"
    )
    return not differing


def differ_in_china() -> tuple[int, int]:
    """Days worked, added and counted, between 2016 and 2025, by 200 at most."""
    ours = in_china()
    days = [FIRST + n * DAY for n in range((LAST - FIRST).days + 1)]
    off = [day for day in days if chinese_calendar.is_holiday(day)]
    busdays = numpy.busdaycalendar(weekmask="1111111", holidays=off)
    starts = [date(2016, 1, 1) + chance.randrange(3650) * DAY for _ in range(IN_CHINA)]
    amounts = [chance.choice((1, -1)) * chance.randrange(1, 200) for _ in starts]
    differing = sum(
        ours.is_working_day(day) != chinese_calendar.is_workday(day) for day in days
    )
    differing += differ_in_days(ours, busdays, starts, amounts)
    return len(days) + 2 * IN_CHINA, differing


def differ_anywhere() -> tuple[int, int]:
    """Random weeks with random days off, up to eight years far."""
    differing, batch = 0, 500
    for _ in range(ANYWHERE // batch):
        weekdays = chance.sample(range(7), chance.randrange(1, 8))
        off = {
            FIRST + chance.randrange(4000) * DAY for _ in range(chance.randrange(80))
        }
        ours = WorkingCalendar(
            Pattern(
                chance.choice(ZONES),
                tuple(Shift(weekday, 8, 12) for weekday in weekdays),
                tuple(SpecialDay(day, False) for day in off),
            )
        )
        mask = "".join("01"[weekday in weekdays] for weekday in range(7))
        busdays = numpy.busdaycalendar(weekmask=mask, holidays=sorted(off))
        starts = [FIRST + chance.randrange(-9000, 9000) * DAY for _ in range(batch)]
        amounts = [chance.choice((1, -1)) * chance.randrange(1, 2000) for _ in starts]
        differing += differ_in_days(ours, busdays, starts, amounts)
    return 2 * ANYWHERE, differing


def differ_in_days(ours, busdays, starts, amounts) -> int:
    """How many days added, and counted again, are not numpy's."""
    days = numpy.array(starts, "M8[D]")
    amount = numpy.array(amounts)
    forward = numpy.busday_offset(days, amount, roll="backward", busdaycal=busdays)
    backward = numpy.busday_offset(days, amount, roll="forward", busdaycal=busdays)
    expected = numpy.where(amount > 0, forward, backward)
    lows, highs = numpy.minimum(days, expected), numpy.maximum(days, expected)
    counted = numpy.busday_count(lows + 1, highs + 1, busdaycal=busdays).tolist()
    return sum(
        (ours.add_working_days(start, n) != end)
        + (ours.count_working_days(*sorted((start, end))) != count)
        for start, n, end, count in zip(
            starts, amounts, expected.tolist(), counted, strict=True
        )
    )


def differ_in_months() -> tuple[int, int]:
    """Months forwards and back, up to forty years."""
    ours, differing = in_china(), 0
    for _ in range(MONTHS):
        at, months = random_moment(), chance.randrange(480)
        back = chance.random() < 0.5
        term = Term(months, "months", "next_day", "day", backward=back)
        day = at.astimezone(ours.tzinfo).date()
        expected = day + relativedelta(months=-months if back else months)
        differing += due(term, at, ours).last_day != expected
    return MONTHS, differing


def differ_from_odoo(calendars) -> tuple[int, int]:
    """Hours and days planned in zones that change their clocks, in three weeks."""
    asked = differing = 0
    for zone, shifts in product(ZONES, (OFFICE, NIGHTS, ROTA)):
        peer, ours = in_odoo(calendars, zone, shifts), in_rules(zone, shifts)
        for _ in range(PLANNED // 12 // 2):
            at, sign = random_moment(), chance.choice((1, -1))
            # half a minute, so that no sum ends exactly with a shift: Odoo ends days a
            # microsecond early, and would go on to the next
            seconds = sign * (chance.randrange(6000) * 60 + 30)
            planned = peer.plan_hours(seconds / 3600, at)
            found = ours.add_working_time(at, seconds)
            differing += abs(planned - found) > timedelta(milliseconds=1)
            differing += differ_in_planned_days(peer, ours, at.date(), sign)
            asked += 2
    return asked, differing


def differ_in_planned_days(peer, ours, day: date, sign: int) -> bool:
    """Asked for at the start of a day, which Odoo counts and the rules don't."""
    n = chance.randrange(1, 60)
    planned = peer.plan_days(sign * n, ours.start_of_day(day))
    if sign > 0:
        planned, day = planned - timedelta(milliseconds=1), day - DAY
    return ours.local(planned).date() != ours.add_working_days(day, sign * n)


# -- calendars


def in_china() -> WorkingCalendar:
    """An office in China, with the special days that the ``holidays`` library knows."""
    known = holidays.country_holidays("CN", years=range(FIRST.year, LAST.year + 1))
    days = [SpecialDay(day, False, public=True) for day in known]
    days += [SpecialDay(day, True) for day in known.weekend_workdays]
    return in_rules("Asia/Shanghai", OFFICE, tuple(days))


def in_rules(zone: str, shifts, special_days=()) -> WorkingCalendar:
    return WorkingCalendar(Pattern(zone, tuple(shifts), special_days))


def in_odoo(calendars, zone: str, shifts):
    """A calendar record of those shifts."""
    return calendars.create(
        {
            "name": zone,
            "tz": zone,
            "company_id": False,
            "two_weeks_calendar": any(shift.week is not None for shift in shifts),
            "attendance_ids": [
                Command.create(
                    {
                        "name": "Shift",
                        "dayofweek": str(shift.weekday),
                        "hour_from": shift.start,
                        "hour_to": shift.end,
                        "week_type": False if shift.week is None else str(shift.week),
                    }
                )
                for shift in shifts
            ],
        }
    )


def random_moment() -> datetime:
    """Some minute of the years 2020 to 2027."""
    start = datetime(2020, 1, 1, tzinfo=timezone.utc)
    return start + chance.randrange(8 * 365 * 24 * 60) * MINUTE


if __name__ == "__main__":
    sys.exit(main())
