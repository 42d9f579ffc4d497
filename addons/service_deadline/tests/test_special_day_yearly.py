from odoo.tests import freeze_time, tagged

from .calendar_common import CalendarCommon

CRON = "service_deadline.ir_cron_fill_special_days"


@tagged("post_install", "-at_install")
class TestSpecialDayYearly(CalendarCommon):
    """Calendars with a country are filled year after year."""

    def setUp(self):
        super().setUp()
        self.env["resource.calendar"].search(
            [("holiday_country_id", "!=", False)]
        ).holiday_country_id = False

    def _run(self):
        with self.enter_registry_test_mode():
            self.env.ref(CRON).method_direct_trigger()

    def _years(self):
        return sorted({date[:4] for date, _kind, _source in self._rows()})

    @freeze_time("2026-11-20")
    def test_what_follows_from_rules_is_filled_five_years_ahead(self):
        self.calendar.holiday_country_id = self.env.ref("base.de")
        self._run()
        self.assertEqual(self._years(), [str(year) for year in range(2026, 2032)])
        self.assertEqual(str(self.calendar.published_until), "2031-12-31")

    @freeze_time("2026-11-20")
    def test_what_a_government_has_not_published_stays_provisional(self):
        """China's 2027 is filled with estimates, and not taken for known."""
        self.calendar.holiday_country_id = self.env.ref("base.cn")
        self._run()
        self.assertEqual(self._years(), ["2026", "2027"])
        self.assertEqual(str(self.calendar.published_until), "2026-12-31")

    @freeze_time("2026-11-20")
    def test_running_again_changes_nothing(self):
        self.calendar.holiday_country_id = self.env.ref("base.cn")
        self._create_day("2026-10-10")
        self._run()
        before, messages = self.calendar.special_day_ids, self.calendar.message_ids
        self.assertIn(("2026-10-10", "off", "hand"), self._rows())
        self._run()
        self.assertEqual(self.calendar.special_day_ids, before)
        self.assertEqual(self.calendar.message_ids, messages)

    def test_years_missed_meanwhile_are_made_good(self):
        """A server that slept through 2024 and 2025 leaves no year empty."""
        self.calendar.holiday_country_id = self.env.ref("base.de")
        self.calendar.published_until = "2023-12-31"
        with freeze_time("2026-11-20"):
            self._run()
        self.assertEqual(self._years()[0], "2024")

    @freeze_time("2026-11-20")
    def test_one_calendar_in_trouble_keeps_no_other_from_its_days(self):
        """Its trouble is written on it, once, however often the job runs."""
        other = self._create_calendar(
            name="Depot", holiday_country_id=self.env.ref("base.de").id
        )
        self.calendar.holiday_country_id = self.env.ref("base.cn")
        self.env.cr.execute(  # as after the library dropped a country
            "UPDATE resource_calendar SET holiday_subdivision = 'ZZ' WHERE id = %s",
            [self.calendar.id],
        )
        self.env.invalidate_all()
        before = len(self.calendar.message_ids)
        self._run()
        self._run()
        self.assertFalse(self._rows())
        self.assertTrue(self._rows(other))
        self.assertEqual(len(self.calendar.message_ids), before + 1)

    def test_it_runs_every_month(self):
        cron = self.env.ref(CRON)
        self.assertEqual((cron.interval_number, cron.interval_type), (1, "months"))
        self.assertIn("_cron_fill_special_days", cron.code)
