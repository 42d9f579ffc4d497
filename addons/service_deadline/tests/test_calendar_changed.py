from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .calendar_common import CalendarCommon


@tagged("post_install", "-at_install")
class TestCalendarChanged(CalendarCommon):
    """Who follows calendars hears of a change once, when all of it is written."""

    def setUp(self):
        super().setUp()
        self.told = []
        self._end_transaction()
        hook = patch.object(
            self.env.registry["resource.calendar"],
            "_working_calendar_changed",
            lambda calendars: self.told.append(calendars.ids),
        )
        hook.start()
        self.addCleanup(hook.stop)

    def _end_transaction(self):
        self.env.flush_all()
        self.env.cr.precommit.run()

    def test_many_changes_are_told_once(self):
        other = self._create_calendar(name="Depot")
        self._end_transaction()
        self.told.clear()
        self._create_day("2027-05-06")
        self._create_day("2027-05-07")
        other.attendance_ids[:1].hour_to = 11
        self.assertEqual(self.told, [])
        self._end_transaction()
        self.assertEqual(self.told, [[self.calendar.id, other.id]])

    def test_the_next_transaction_is_told_again(self):
        for date in ("2027-05-06", "2027-05-07"):
            self._create_day(date)
            self._end_transaction()
        self.assertEqual(self.told, [[self.calendar.id]] * 2)

    def test_what_is_not_about_hours_is_not_told(self):
        self.calendar.name = "Garage"
        self._end_transaction()
        self.assertEqual(self.told, [])

    def test_a_calendar_that_is_gone_is_not_told(self):
        calendar = self._create_calendar(name="Depot")
        calendar.unlink()
        self._end_transaction()
        self.assertEqual(self.told, [])

    def test_days_entered_on_the_form_are_told(self):
        with Form(self.calendar.with_user(self.manager)) as form:
            with form.coming_special_day_ids.new() as day:
                day.date = "2099-05-06"
                day.name = "Founder's day"
        self._end_transaction()
        self.assertEqual(self.told, [[self.calendar.id]])
        self.assertEqual(self._rows(), [("2099-05-06", "off", "hand")])

    def test_hours_that_deadlines_count_on_are_not_taken_away(self):
        """Emptying such a calendar is refused; filling it anew at once is not."""
        model = self.env.registry["resource.calendar"]
        with patch.object(model, "_counted_on", lambda calendars: calendars):
            lines = self.calendar.attendance_ids
            values = lines[0].copy_data()[0]
            self.calendar.attendance_ids = [Command.clear(), Command.create(values)]
            self._end_transaction()
            self.calendar.attendance_ids = [Command.clear()]
            with self.assertRaisesRegex(UserError, "no working hours"):
                self._end_transaction()
