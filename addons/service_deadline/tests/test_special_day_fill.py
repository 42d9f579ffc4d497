from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .calendar_common import CalendarCommon


@tagged("post_install", "-at_install")
class TestSpecialDayFill(CalendarCommon):
    """Published holidays are shown before they are filled in, and by hand stays."""

    def _wizard(self, country="base.cn", first=2026, last=2026, **vals):
        return (
            self.env["service.special.day.fill"]
            .with_user(self.manager)
            .create(
                {
                    "calendar_id": self.calendar.id,
                    "country_id": self.env.ref(country).id,
                    "year_from": first,
                    "year_to": last,
                    **vals,
                }
            )
        )

    def _fill(self, *args, **vals):
        wizard = self._wizard(*args, **vals)
        wizard.action_apply()
        return wizard

    def _actions(self, wizard):
        return {str(line.date): line.action for line in wizard.line_ids}

    def test_holidays_and_make_up_days_are_filled_in(self):
        """China's National Day 2026 is off; the Saturday after it is worked for it."""
        self._fill()
        rows = {date: (kind, source) for date, kind, source in self._rows()}
        self.assertEqual(rows["2026-10-01"], ("off", "published"))
        self.assertEqual(rows["2026-10-07"], ("off", "published"))
        self.assertEqual(rows["2026-10-10"], ("on", "published"))
        self.assertEqual(str(self.calendar.published_until), "2026-12-31")

    def test_the_preview_says_what_filling_does(self):
        self._create_day("2026-10-01", source="published", public=True)
        self._create_day("2026-10-02", "on", source="published")
        self._create_day("2026-07-01", source="published")
        wizard = self._wizard()
        actions = self._actions(wizard)
        self.assertNotIn("2026-10-01", actions)
        self.assertEqual(actions["2026-10-02"], "changed")
        self.assertEqual(actions["2026-07-01"], "removed")
        self.assertEqual(actions["2026-10-10"], "added")
        self.assertIn("26 to add, 1 to change, 1 to remove", wizard.summary)
        wizard.action_apply()
        self.assertFalse(self._wizard().line_ids)
        self.assertEqual(self._wizard().summary, "Nothing is left to fill in.")

    def test_what_was_entered_by_hand_is_kept_and_shown(self):
        day = self._create_day("2026-10-10", hours=(8, 10))
        wizard = self._fill()
        self.assertEqual(self._actions(wizard)["2026-10-10"], "kept")
        line = wizard.line_ids.filtered(lambda line: line.action == "kept")
        self.assertEqual((line.before, line.after), ("Off 8:00–10:00", "Worked"))
        days = self.calendar.special_day_ids.filtered(lambda row: row.date == day.date)
        self.assertEqual(days, day)

    def test_filling_twice_changes_nothing(self):
        self._fill()
        before = self.calendar.special_day_ids
        messages = self.calendar.message_ids
        self._fill()
        self.assertEqual(self.calendar.special_day_ids, before)
        self.assertEqual(self.calendar.message_ids, messages)

    def test_the_calendar_says_what_was_filled_in(self):
        self._fill()
        self.assertIn("28 added", self.calendar.message_ids[0].body)

    def test_a_part_of_a_country_has_holidays_of_its_own(self):
        """Corpus Christi 2026 is off in Bavaria, not in all of Germany."""
        self._fill("base.de", subdivision="BY")
        self.assertIn(("2026-06-04", "off", "published"), self._rows())
        other = self._create_calendar(name="Depot")
        self._fill("base.de", calendar_id=other.id)
        self.assertNotIn(("2026-06-04", "off", "published"), self._rows(other))

    def test_half_days_are_filled_in_where_asked(self):
        self._fill("base.is", half_days=True)
        eve = self.calendar.special_day_ids.filtered(
            lambda day: str(day.date) == "2026-12-24"
        )
        self.assertEqual((eve.whole_day, eve.hour_from, eve.hour_to), (False, 13, 24))

    def test_names_are_in_the_languages_of_the_users(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self._fill()
        day = self.calendar.special_day_ids.filtered(
            lambda day: str(day.date) == "2026-10-01"
        )
        self.assertEqual(day.with_context(lang="en_US").name, "National Day")
        self.assertEqual(day.with_context(lang="zh_CN").name, "国庆节")

    def test_the_calendar_goes_on_by_itself_if_asked(self):
        self._fill("base.de", subdivision="BY")
        self.assertEqual(self.calendar.holiday_country_id.code, "DE")
        self.assertEqual(self.calendar.holiday_subdivision, "BY")
        self._fill("base.de", subdivision="BY", every_year=False)
        self.assertFalse(self.calendar.holiday_country_id)

    def test_bad_input_is_named_in_the_preview_and_refused(self):
        """Nothing is written; the message says what to do instead."""
        too_many = {"first": 1990, "last": 2090}
        for vals, words in (
            ({"first": 2027, "last": 2026}, "“From Year” comes before"),
            ({"first": 0, "last": 2026}, "“From Year” comes before"),
            ({"first": 1, "last": 10}, "are known for the years 1950 to"),
            ({"first": 9999, "last": 9999}, "are known for the years"),
            (too_many, "at most 50 years"),
            ({"subdivision": "ZZ"}, "Leave “Part of the Country” empty"),
            ({"country": "base.de", "subdivision": "ZZ"}, "Known are Augsburg, BB, BE"),
            ({"country": "base.xi"}, "The public holidays of Northern Ireland are not"),
        ):
            with self.subTest(**vals):
                wizard = self._wizard(**vals)
                self.assertIn(words, wizard.problem)
                with self.assertRaisesRegex(
                    (UserError, ValidationError), words.split("“")[0]
                ):
                    wizard.action_apply()
        self.assertFalse(self._rows())

    def test_no_year_is_left_out(self):
        """A gap would look like a year without holidays."""
        self._fill()
        self.assertIn("Start with 2027", self._wizard(first=2029, last=2029).problem)

    def test_guesses_do_not_replace_what_is_known(self):
        """A calendar that got 2030 from the law itself keeps it."""
        self._fill()
        self.calendar.published_until = "2030-12-31"
        self.assertIn("newer source", self._wizard(first=2029, last=2032).problem)

    def test_the_form_shows_the_changes_while_typing(self):
        form = Form(
            self.env["service.special.day.fill"]
            .with_user(self.manager)
            .with_context(default_calendar_id=self.calendar.id)
        )
        form.country_id = self.env.ref("base.de")
        form.year_from = form.year_to = 2026
        self.assertEqual(len(form.line_ids), 9)
        form.subdivision = "BY"
        self.assertEqual(len(form.line_ids), 12)

    def test_only_managers_fill(self):
        with self.assertRaises(AccessError):
            self._wizard().with_user(self.reader).action_apply()
