import random
from datetime import datetime, timedelta, timezone
from itertools import product

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.base.tests.common import BaseCommon

from ..rules.types import Pattern, Shift
from ..rules.working_calendar import WorkingCalendar

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
# Odoo ends a day a microsecond before its 24:00.
NEARLY = timedelta(milliseconds=1)
# Clocks that never change, that do at 1:00, 2:00, by half an hour, at midnight.
ZONES = (
    *("UTC", "Asia/Shanghai", "Europe/London", "America/New_York"),
    *("Australia/Lord_Howe", "America/Santiago"),
)
WEEK = range(5)
SHIFTS = {
    "office": [Shift(day, *hours) for day in WEEK for hours in ((9, 12), (13, 18))],
    "half days": [*(Shift(day, 8.5, 17.25) for day in range(4)), Shift(5, 9, 12.5)],
    "two weeks": [
        *(Shift(day, 8, 16, week=0) for day in (0, 2, 4)),
        *(Shift(day, 12, 20, week=1) for day in (1, 3, 5)),
    ],
    "nights": [Shift(day, *hours) for day in range(7) for hours in ((0, 6), (22, 24))],
    "small hours": [Shift(day, 1.5, 5) for day in range(7)],
}
QUESTIONS = 12


@tagged("post_install", "-at_install")
class TestAgainstOdoo(BaseCommon):
    """Where no special day is involved, the rules plan as Odoo's calendars do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chance = random.Random(2026)

    def _both(self, zone, name, closed=()):
        """The same calendar as Odoo and the rules have it."""
        shifts = SHIFTS[name]
        calendar = self.env["resource.calendar"].create(
            {
                "name": name,
                "tz": zone,
                "company_id": False,
                "two_weeks_calendar": any(shift.week is not None for shift in shifts),
                "attendance_ids": [Command.create(self._line(one)) for one in shifts],
            }
        )
        self.env["resource.calendar.leaves"].create(
            [
                {
                    "name": "Closed",
                    "calendar_id": calendar.id,
                    "date_from": start.replace(tzinfo=None),
                    "date_to": end.replace(tzinfo=None),
                }
                for start, end in closed
            ]
        )
        pattern = Pattern(zone, tuple(shifts), closures=tuple(closed))
        return calendar, WorkingCalendar(pattern)

    def _line(self, shift):
        return {
            "name": "Shift",
            "dayofweek": str(shift.weekday),
            "hour_from": shift.start,
            "hour_to": shift.end,
            "day_period": "morning",
            "week_type": False if shift.week is None else str(shift.week),
        }

    def _moment(self):
        """Some minute of the years 2024 to 2027."""
        start = datetime(2024, 1, 1, tzinfo=timezone.utc)
        return start + self.chance.randrange(4 * 365 * 24 * 60) * MINUTE

    def _assert_same_hours(self, calendar, rules):
        for _question in range(QUESTIONS):
            at = self._moment()
            # half a minute, so that no sum ends exactly with a shift: there Odoo's
            # lost microseconds would make it the next one
            seconds = self.chance.choice((1, -1)) * (
                self.chance.randrange(100 * 60) * 60 + 30
            )
            planned = calendar.plan_hours(seconds / 3600, at, compute_leaves=True)
            found = rules.add_working_time(at, seconds)
            self.assertLess(abs(planned - found), NEARLY, (calendar.name, at, seconds))
            later = at + self.chance.randrange(60 * 24 * 60) * MINUTE
            hours = calendar.get_work_hours_count(at, later)
            counted = rules.count_working_time(at, later) / 3600
            self.assertAlmostEqual(hours, counted, 4, (calendar.name, at, later))

    def _assert_same_days(self, calendar, rules):
        for _question in range(QUESTIONS):
            day, n = self._moment().date(), self.chance.randrange(1, 60)
            start = rules.start_of_day(day)
            later = calendar.plan_days(n, start, compute_leaves=True)
            found = rules.add_working_days(day - DAY, n)
            self.assertEqual(self._day(later - NEARLY, rules), found, (day, n))
            earlier = calendar.plan_days(-n, start, compute_leaves=True)
            found = rules.add_working_days(day, -n)
            self.assertEqual(self._day(earlier, rules), found, (day, -n))

    def _day(self, moment, rules):
        return rules.local(moment).date()

    def test_hours_and_days_are_planned_as_odoo_plans_them(self):
        """In every zone, forwards and backwards, over changes of the clock."""
        for zone, name in product(ZONES, SHIFTS):
            with self.subTest(zone=zone, calendar=name):
                both = self._both(zone, name)
                self._assert_same_hours(*both)
                self._assert_same_days(*both)

    def test_closures_are_left_out_as_odoo_leaves_them_out(self):
        """Hours and weeks off, overlapping too, wherever they begin and end."""
        for zone, name in product(ZONES[1:4], SHIFTS):
            with self.subTest(zone=zone, calendar=name):
                closed = []
                for _number in range(40):
                    start = self._moment()
                    hours = self.chance.choice((3, 30, 300))
                    closed.append((start, start + hours * 60 * MINUTE))
                both = self._both(zone, name, closed)
                self._assert_same_hours(*both)
                self._assert_same_days(*both)

    def test_whole_hours_end_with_the_shift_not_with_the_next(self):
        """Eight hours of work from Monday 9:00 end on Monday at 18:00."""
        calendar, rules = self._both("Asia/Shanghai", "office")
        monday = datetime(2026, 3, 2, 1, tzinfo=timezone.utc)
        for hours in range(-80, 81):
            planned = calendar.plan_hours(hours, monday)
            self.assertEqual(planned, rules.add_working_time(monday, hours * 3600))
