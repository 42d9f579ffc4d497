from datetime import date, timedelta

import chinese_calendar

from odoo.tests import tagged

from .calendar_common import CalendarCommon


@tagged("post_install", "-at_install")
class TestCalendarCn(CalendarCommon):
    """The working days of mainland China come with the addon."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.china = cls.env.ref("service_deadline.calendar_cn")
        cls.loader = cls.env["service.special.day.dataset"]

    def _day(self, text):
        return self.china.special_day_ids.filtered(lambda day: str(day.date) == text)

    def test_every_day_since_2015_agrees_with_another_source(self):
        """Each day of 2015–2026 is worked or not as `chinesecalendar` has it."""
        rules, day = self.china._working_calendar(), date(2015, 1, 1)
        differing = []
        while day <= date(2026, 12, 31):
            if rules.is_working_day(day) != chinese_calendar.is_workday(day):
                differing.append(day)
            day += timedelta(days=1)
        self.assertEqual(differing, [])

    def test_it_is_everybodys_and_has_chinas_time(self):
        self.assertFalse(self.china.company_id)
        self.assertEqual(self.china.tz, "Asia/Shanghai")
        self.assertGreaterEqual(str(self.china.published_until), "2026-12-31")

    def test_the_library_has_nothing_to_add_to_it(self):
        """What is shipped and what is filled in year after year say the same."""
        changes = self.china._plan_years(
            self.china.holiday_country_id, False, False, range(2015, 2027)
        )
        self.assertEqual(changes, ())

    def test_loading_again_keeps_what_people_entered(self):
        """What they changed stays changed; what they deleted comes back."""
        self._day("2026-10-10").write({"kind": "off"})
        self._day("2026-10-01").unlink()
        self.env["ir.config_parameter"].set_param(
            "service_deadline.special_days_checksum", "of an older file"
        )
        self.assertTrue(self.loader._load())
        self.assertEqual(self._day("2026-10-10").kind, "off")
        self.assertEqual(self._day("2026-10-01").kind, "off")
        self.assertFalse(self.loader._load())

    def test_loading_an_older_file_keeps_newer_years(self):
        """A year published since, by the library, is not overwritten by estimates."""
        self.china.published_until = "2027-12-31"
        day = self._create_day(
            "2027-02-14", "on", calendar=self.china, source="published"
        )
        self.loader._fill(self.china)
        self.assertTrue(day.exists())
        self.assertEqual(str(self.china.published_until), "2027-12-31")

    def test_days_are_named_in_chinese_once_somebody_reads_it(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self._day("2026-10-01").with_context(lang="zh_CN").name = "National Day"
        self.env["ir.module.module"]._load_module_terms(["service_deadline"], ["zh_CN"])
        self.env["ir.config_parameter"].set_param(
            "service_deadline.special_days_checksum", "before Chinese"
        )
        self.env["ir.module.module"]._load_module_terms(["service_deadline"], ["zh_CN"])
        day = self._day("2026-10-01")
        self.assertEqual(day.with_context(lang="zh_CN").name, "国庆节")
        self.assertEqual(day.with_context(lang="en_US").name, "National Day")
