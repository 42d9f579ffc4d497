from datetime import date, datetime, timezone

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .calendar_common import CalendarCommon

THURSDAY = date(2027, 5, 6)


@tagged("post_install", "-at_install")
class TestCalendarCompiled(CalendarCommon):
    """A calendar is compiled once, and anew whenever its hours change."""

    def _is_worked(self, day=THURSDAY, calendar=None):
        return (calendar or self.calendar)._working_calendar().is_working_day(day)

    def _create_leave(self, **vals):
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Closed",
                "calendar_id": self.calendar.id,
                "date_from": datetime(2027, 5, 5, 22),
                "date_to": datetime(2027, 5, 6, 21, 59, 59),
                **vals,
            }
        )

    def test_nothing_is_compiled_twice(self):
        first = self.calendar._working_calendar()
        with self.assertQueryCount(0):
            self.assertIs(self.calendar._working_calendar(), first)

    def test_days_are_named_in_the_readers_language(self):
        """Two readers of two languages get calendars of their own."""
        self.env["res.lang"]._activate_lang("zh_CN")
        day = self._create_day(THURSDAY, name="Ascension")
        day.with_context(lang="zh_CN").name = "耶稣升天节"
        for lang, name in (("zh_CN", "耶稣升天节"), ("en_US", "Ascension")):
            calendar = self.calendar.with_context(lang=lang)._working_calendar()
            self.assertEqual(calendar.pattern.special_days[0].name, name)

    def test_special_days_count_as_soon_as_they_are_written(self):
        self.assertTrue(self._is_worked())
        day = self._create_day(THURSDAY)
        self.assertFalse(self._is_worked())
        day.date = date(2027, 5, 7)
        self.assertTrue(self._is_worked())
        self.assertFalse(self._is_worked(date(2027, 5, 7)))
        day.unlink()
        self.assertTrue(self._is_worked(date(2027, 5, 7)))

    def test_hours_count_as_soon_as_they_are_written(self):
        """Also those of the week before and after they are changed or removed."""
        thursday = self.calendar.attendance_ids.filtered(
            lambda line: line.dayofweek == "3"
        )
        self.assertTrue(self._is_worked())
        thursday.dayofweek = "5"
        self.assertFalse(self._is_worked())
        self.assertTrue(self._is_worked(date(2027, 5, 8)))
        thursday.unlink()
        self.assertFalse(self._is_worked(date(2027, 5, 8)))

    def test_days_off_count_as_soon_as_they_are_written(self):
        self.assertTrue(self._is_worked())
        leave = self._create_leave()
        self.assertFalse(self._is_worked())
        leave.date_from = datetime(2027, 5, 6, 12)
        self.assertTrue(self._is_worked())
        leave.unlink()
        closures = self.calendar._working_calendar().pattern.closures
        self.assertEqual(closures, ())

    def test_one_persons_day_off_closes_nothing(self):
        resource = self.env["resource.resource"].create(
            {"name": "Bay", "calendar_id": self.calendar.id}
        )
        self._create_leave(resource_id=resource.id)
        self.assertTrue(self._is_worked())

    def test_a_companys_day_off_closes_its_own_calendars(self):
        """It closes those of the company, never one that all companies share."""
        own = self._create_calendar(name="Depot", company_id=self.env.company.id)
        self.assertTrue(self._is_worked(calendar=own))
        self._create_leave(calendar_id=False)
        self.assertFalse(self._is_worked(calendar=own))
        self.assertTrue(self._is_worked())

    def test_what_is_taken_back_is_forgotten(self):
        """A change that is rolled back leaves the calendar as it was."""
        self.assertTrue(self._is_worked())
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self._create_day(THURSDAY)
            self.assertFalse(self._is_worked())
            raise ZeroDivisionError
        self.assertTrue(self._is_worked())

    def test_breaks_are_no_work(self):
        calendar = self.calendar._working_calendar()
        seconds = calendar.count_working_time(
            datetime(2027, 5, 6, tzinfo=timezone.utc),
            datetime(2027, 5, 7, tzinfo=timezone.utc),
        )
        self.assertEqual(seconds, 8 * 3600)

    def test_hours_by_duration_lie_around_noon(self):
        calendar = self._create_calendar(name="By duration")
        calendar.switch_based_on_duration()
        calendar.attendance_ids.unlink()
        calendar.attendance_ids = [
            Command.create(
                {
                    "name": "Monday",
                    "dayofweek": "0",
                    "day_period": "full_day",
                    "duration_hours": 6,
                }
            )
        ]
        (shift,) = calendar._working_calendar().pattern.shifts
        self.assertEqual((shift.start, shift.end), (9, 15))

    def test_a_calendar_without_hours_is_refused_where_it_is_chosen(self):
        empty = self._create_calendar(weekdays=(), name="Empty")
        with self.assertRaisesRegex(UserError, "“Empty” has no working hours"):
            empty._require_working_time()
        self.calendar._require_working_time()

    def test_hours_outside_of_the_day_are_refused(self):
        """They come from imports, and would break every planning later."""
        line = self.calendar.attendance_ids[0]
        for hours in ({"hour_from": -1}, {"hour_to": 24.5}):
            with self.assertRaisesRegex(ValidationError, "outside of the day"):
                line.write(hours)

    def test_flexible_hours_are_refused_where_they_are_chosen(self):
        calendar = self._create_calendar(name="Flexible", schedule_type="flexible")
        with self.assertRaisesRegex(UserError, "“Flexible” has flexible hours"):
            calendar._require_working_time()

    def test_who_may_not_read_calendars_is_told_when_is_worked(self):
        """A customer's message may start a clock."""
        public = self.env.ref("base.public_user")
        calendar = self.calendar.with_user(public)
        self.assertTrue(calendar._working_calendar().is_working_day(THURSDAY))
