import random
from datetime import date, datetime, timedelta, timezone
from unittest.mock import patch

from odoo.tests import tagged

from .calendar_common import CalendarCommon

SECOND = timedelta(seconds=1)
# Odoo ends a day a microsecond before its 24:00.
NEARLY = timedelta(milliseconds=1)


def utc(*numbers):
    return datetime(*numbers, tzinfo=timezone.utc)


@tagged("post_install", "-at_install")
class TestSpecialDayPlanning(CalendarCommon):
    """Odoo's planning and the rules of deadlines give the same answers."""

    def _scatter_days(self, calendar):
        """Special days of every kind over 2027, some on days that others touch."""
        chance = random.Random(4)
        days = chance.sample(range(365), 60)
        for number, offset in enumerate(days):
            day = date(2027, 1, 1) + timedelta(days=offset)
            kind = "on" if number % 2 else "off"
            hours = ((0, 24), (0, 24), (9, 11), (16, 20))[number % 4]
            self._create_day(day, kind, hours, calendar)
            if number % 5 == 0 and hours == (0, 24):
                self._create_day(day, "on", (18, 20.5), calendar)
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Closed",
                "calendar_id": calendar.id,
                "date_from": datetime(2027, 3, 3, 9, 30),
                "date_to": datetime(2027, 3, 5, 10, 15),
            }
        )

    def _assert_same_answers(self, calendar, resource=None):
        rules, chance = calendar._working_calendar(), random.Random(5)
        for _case in range(60):
            start = utc(2027, 1, 4) + chance.randrange(300 * 24 * 60) * 60 * SECOND
            hours = chance.choice((0.5, 4, 8, 20, 60, -3, -16))
            planned = calendar.plan_hours(hours, start, compute_leaves=True)
            counted = rules.add_working_time(start, round(hours * 3600))
            self.assertLess(abs(planned - counted), NEARLY, (start, hours))
            end = start + chance.randrange(20 * 24 * 60) * 60 * SECOND
            self.assertAlmostEqual(
                calendar.get_work_hours_count(start, end),
                rules.count_working_time(start, end) / 3600,
                places=4,
            )
            self._assert_same_days(calendar, rules, start, chance.randrange(1, 12))

    def _assert_same_days(self, calendar, rules, start, days):
        """Odoo counts the day it starts on where work is left on it."""
        first = rules.local(start).date()
        left = rules.count_working_time(start, rules.end_of_day(first)) > 0
        expected = rules.add_working_days(first, days - left)
        planned = calendar.plan_days(days, start, compute_leaves=True)
        self.assertEqual(rules.local(planned).date(), expected, (start, days))

    def test_planned_hours_and_days_agree_with_the_rules(self):
        self._scatter_days(self.calendar)
        self._assert_same_answers(self.calendar)

    def test_two_week_calendars_agree_with_the_rules(self):
        calendar = self._create_calendar(weekdays=(1, 2, 4), weeks=("0", "1"))
        calendar.attendance_ids.filtered(
            lambda line: line.week_type == "1" and line.dayofweek == "2"
        ).unlink()
        self._scatter_days(calendar)
        self._assert_same_answers(calendar)

    def test_a_made_up_saturday_is_worked_like_a_monday(self):
        """Its break is a break too, and its length counts as one day."""
        self._create_day("2027-05-08", "on")
        span = utc(2027, 5, 8), utc(2027, 5, 9)
        work = self.calendar._work_intervals_batch(*span)[False]
        self.assertEqual(
            [(start.hour, end.hour) for start, end, _line in work], [(8, 12), (13, 17)]
        )
        lunch = self.calendar._attendance_intervals_batch(*span, lunch=True)[False]
        self.assertEqual(
            [(start.hour, end.hour) for start, end, _ in lunch], [(12, 13)]
        )
        data = self.calendar.get_work_duration_data(*span)
        self.assertEqual((data["days"], data["hours"]), (1, 8))

    def test_added_hours_count_as_part_of_a_day(self):
        self._create_day("2027-05-08", "on", (9, 11))
        data = self.calendar.get_work_duration_data(utc(2027, 5, 8), utc(2027, 5, 9))
        self.assertEqual((data["days"], data["hours"]), (0.25, 2))

    def test_a_special_day_is_the_resources_own_local_day(self):
        """Hours of a resource are those of its own clock, and so are its days off."""
        self._create_day("2027-05-07")
        resource = self.env["resource.resource"].create(
            {"name": "Bay", "tz": "Asia/Tokyo", "calendar_id": self.calendar.id}
        )
        span = utc(2027, 5, 6, 12), utc(2027, 5, 8, 12)
        work = self.calendar._work_intervals_batch(*span, resource)[resource.id]
        self.assertFalse(list(work))

    def test_who_has_no_calendar_has_no_special_days(self):
        self._create_day("2027-05-07")
        resource = self.env["resource.resource"].create(
            {"name": "Bay", "tz": "UTC", "calendar_id": False}
        )
        span = utc(2027, 5, 7), utc(2027, 5, 8)
        work = self.calendar._attendance_intervals_batch(*span, resource)[resource.id]
        self.assertEqual(
            sum((end - start for start, end, _ in work), timedelta()).days, 1
        )

    def test_flexible_hours_rest_on_days_off(self):
        calendar = self._create_calendar(
            name="Flexible", schedule_type="flexible", full_time_required_hours=40
        )
        calendar.hours_per_day = 8
        self._create_day("2027-05-06", calendar=calendar)
        span = utc(2027, 5, 5, 22), utc(2027, 5, 6, 22)
        self.assertEqual(calendar.get_work_hours_count(*span), 0)
        unusual = calendar._get_unusual_days(datetime(2027, 5, 5), datetime(2027, 5, 7))
        self.assertEqual([day for day in unusual if unusual[day]], ["2027-05-06"])

    def test_calendars_on_screen_grey_out_what_is_off(self):
        """A public Thursday stands out, a made-up Saturday does not."""
        self._create_day("2027-05-06")
        self._create_day("2027-05-08", "on")
        unusual = self.calendar._get_unusual_days(
            datetime(2027, 5, 5), datetime(2027, 5, 9, 23)
        )
        self.assertEqual(
            [day for day in unusual if unusual[day]], ["2027-05-06", "2027-05-09"]
        )
        self.assertFalse(self.calendar._works_on_date(date(2027, 5, 6)))
        self.assertTrue(self.calendar._works_on_date(date(2027, 5, 8)))
        self.assertTrue(self.calendar._works_on_date(date(2027, 5, 7)))

    def test_planning_a_week_asks_no_more_questions(self):
        """Special days are compiled with the calendar: planning reads none of them."""
        span = utc(2027, 5, 3), utc(2027, 5, 10)
        self._create_day("2027-05-06")
        self.env.flush_all()
        self.calendar._work_intervals_batch(*span)
        with self.assertQueryCount(2):  # attendances, days off
            self.calendar._work_intervals_batch(*span)

    def test_calendars_without_special_days_plan_as_before(self):
        """They are not even compiled for it."""
        model = self.env.registry["resource.calendar"]
        with patch.object(model, "_working_calendar") as compiled:
            hours = self.calendar.get_work_hours_count(
                utc(2027, 5, 3), utc(2027, 5, 10)
            )
        self.assertEqual(hours, 40)
        compiled.assert_not_called()
