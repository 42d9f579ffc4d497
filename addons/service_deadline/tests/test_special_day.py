from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .calendar_common import CalendarCommon


@tagged("post_install", "-at_install")
class TestSpecialDay(CalendarCommon):
    def test_a_day_is_off_or_worked_once(self):
        """A calendar says once whether the whole of a day is off or worked."""
        self._create_day("2027-05-07")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._create_day("2027-05-07", "on")

    def test_other_calendars_have_the_same_day(self):
        other = self._create_calendar(name="Depot")
        self._create_day("2027-05-07")
        self.assertTrue(self._create_day("2027-05-07", calendar=other))

    def test_hours_run_forward_within_the_day(self):
        for hours in ((12, 12), (14, 9), (-1, 9), (9, 24.5)):
            with (
                self.subTest(hours=hours),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self._create_day("2027-05-07", hours=hours)

    def test_hours_of_one_day_do_not_overlap(self):
        """Hours that overlap are refused, naming both; those that touch are not."""
        self._create_day("2027-05-07", hours=(8, 10))
        self._create_day("2027-05-07", hours=(10, 12))
        with self.assertRaisesRegex(ValidationError, "on 05/07/2027 overlap"):
            self._create_day("2027-05-07", "on", hours=(11, 13))

    def test_days_of_several_calendars_say_whose_they_are(self):
        day = self._create_day("2027-05-07", name="Bridge day")
        self.assertEqual(day.display_name, "Bridge day · Workshop")
        alone = day.with_context(default_calendar_id=self.calendar.id)
        self.assertEqual(alone.display_name, "Bridge day")

    def test_a_worked_day_is_no_public_holiday(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._create_day("2027-05-08", "on", public=True)

    def test_the_form_takes_the_holiday_back_from_a_worked_day(self):
        form = Form(self.Day.with_user(self.manager))
        form.calendar_id = self.calendar
        form.date = "2027-05-08"
        form.name = "Stocktaking"
        form.public = True
        form.kind = "on"
        self.assertFalse(form.save().public)

    def test_changing_a_published_day_makes_it_ones_own(self):
        day = self._create_day("2027-05-07", source="published")
        day.with_user(self.manager).name = "Bridge day"
        self.assertEqual(day.source, "published")
        day.with_user(self.manager).kind = "on"
        self.assertEqual(day.source, "hand")

    def test_managers_edit_and_others_read(self):
        """Internal users read special days; managers of deadlines edit them."""
        day = self._create_day("2027-05-07")
        self.assertEqual(day.with_user(self.reader).kind, "off")
        with self.assertRaises(AccessError):
            day.with_user(self.reader).kind = "on"
        with self.assertRaises(AccessError):
            self.env["service.special.day.fill"].with_user(self.reader).create(
                {"calendar_id": self.calendar.id}
            )
        day.with_user(self.manager).unlink()
        self.assertFalse(day.exists())

    def test_days_of_another_company_stay_out_of_sight(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        other = self._create_calendar(name="Depot", company_id=company.id)
        self._create_day("2027-05-07", calendar=other)
        mine = self.Day.with_user(self.manager).search([("calendar_id", "=", other.id)])
        self.assertFalse(mine)

    def test_a_copied_calendar_has_the_same_days(self):
        self._create_day("2027-05-07")
        self.assertEqual(
            self._rows(self.calendar.copy()), [("2027-05-07", "off", "hand")]
        )
