from ast import literal_eval

from freezegun import freeze_time

from .clock_common import ClockCommon


class TestPolicyWords(ClockCommon):
    """Policies as managers read them: words instead of codes, and no sums of terms."""

    def setUp(self):
        super().setUp()
        self.policy = self._create_policy(jurisdiction="CN", province="330000")
        self.policy = self.policy.with_user(self.boss)

    def _choices(self, name):
        return dict(self.policy.fields_get([name])[name]["selection"])

    def test_term(self):
        self.assertEqual(self.policy.term_text, "4 working hours")
        self.policy.write({"amount": 1, "unit": "months", "backward": True})
        self.assertEqual(self.policy.term_text, "1 month before")

    def test_place(self):
        self.assertEqual(self.policy.place, "China · Zhejiang")
        self.policy.write({"jurisdiction": "EU", "province": False})
        self.assertEqual(self.policy.place, "European Union")

    def test_place_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.assertEqual(self.policy.with_context(lang="zh_CN").place, "中国 · 浙江")

    def test_provinces_of_other_countries_stay_choices(self):
        """A file may bring a province that the list does not know by name."""
        self.policy.write({"jurisdiction": "DE", "province": "DE-BY"})
        self.assertEqual(self._choices("province")["DE-BY"], "DE-BY")

    def test_kinds_of_records_by_their_name(self):
        self.assertEqual(self._choices("res_model")[self.Claim._name], "Test Claim")

    def test_standing(self):
        for values, day, standing in (
            ({}, "2026-03-02", "in_use"),
            ({"in_force_from": "2026-03-02"}, "2026-03-02", "in_use"),
            ({"in_force_from": "2026-03-03"}, "2026-03-02", "not_yet"),
            ({"in_force_from": False}, "2026-03-02", "in_use"),
            ({"in_force_to": "2026-03-02"}, "2026-03-02", "in_use"),
            ({}, "2026-03-03", "no_longer"),
            ({"active": False}, "2026-03-02", "off"),
        ):
            with self.subTest(standing=standing, day=day), freeze_time(f"{day} 10:00"):
                self.policy.write(values)
                self.policy.invalidate_recordset()
                self.assertEqual(self.policy.standing, standing)

    def test_no_sums_of_different_units(self):
        fields = self.policy.fields_get(["amount", "version"], ["aggregator"])
        self.assertFalse(any("aggregator" in field for field in fields.values()))

    def test_the_list_shows_what_is_switched_off(self):
        """One must see that a rule is switched off, and why."""
        action = self.env.ref("service_deadline.service_deadline_policy_action")
        self.policy.active = False
        shown = self.policy.search(literal_eval(action.domain))
        self.assertIn(self.policy, shown)

    def test_settles_a_promise_where_it_is_shown(self):
        """Cards on a record's tab have what the steps of clocks are read from."""
        view = self.env.ref("service_deadline.service_deadline_view_cards")
        shown = self.env["service.deadline"].get_view(view.id, "kanban")["arch"]
        for action in ("action_keep", "action_break", "action_withdraw"):
            self.assertIn(action, shown)
