from freezegun import freeze_time

from .clock_common import ClockCommon

TELECOM = "CN_TEL_OPERATOR_REPLY_15D"


class TestShippedPolicies(ClockCommon):
    """The policies that come with the addon, and what upgrades do to them."""

    def setUp(self):
        super().setUp()
        every = self.env["service.deadline.policy"].with_context(active_test=False)
        self.shipped = every.search([("shipped", "!=", False)])
        self.telecom = self.shipped.filtered(lambda policy: policy.code == TELECOM)

    def _upgrade(self):
        self.env["service.deadline.policy"]._load_shipped()

    def test_all_are_there(self):
        self.assertEqual(len(set(self.shipped.mapped("code"))), 94)

    def test_unverified_ones_come_switched_off(self):
        unverified = self.shipped.filtered(lambda p: p.verification == "memory")
        self.assertTrue(unverified)
        delivered = [policy.shipped["active"] for policy in unverified]
        self.assertFalse(any(delivered))

    def test_upgrade_keeps_what_was_changed(self):
        self.telecom.amount = 10
        self._upgrade()
        self.assertEqual(self.telecom.amount, 10)

    def test_upgrade_brings_what_was_not_changed(self):
        """A correction of ours arrives beside a change of theirs."""
        self.telecom.amount = 10
        self.telecom.article = "art. 1"
        self.telecom.shipped = {**self.telecom.shipped, "article": "art. 1"}
        self._upgrade()
        self.assertNotEqual(self.telecom.article, "art. 1")
        self.assertEqual(self.telecom.amount, 10)

    def test_upgrade_finds_a_policy_by_another_code(self):
        """Who changed its code keeps all other changes too, and gets no second one."""
        self.telecom.write({"code": "OUR_OWN_CODE", "amount": 10})
        self._upgrade()
        self.assertEqual((self.telecom.code, self.telecom.amount), ("OUR_OWN_CODE", 10))
        self.test_upgrade_adds_none_twice()

    def test_upgrade_meets_what_somebody_made_before(self):
        """A law that a manager entered is not entered again, and stays as entered."""
        name = "service_deadline.policy_cn_tel_operator_reply_15d_1"
        self.telecom.unlink()
        made = self._create_policy(code=TELECOM, amount=9)
        self._upgrade()
        self.assertEqual(made.amount, 9)
        self.assertEqual(self.env.ref(name), made)
        self.assertTrue(made.is_shipped)

    def test_upgrade_keeps_renamed_words(self):
        event = self.env.ref("service_deadline.event_complaint_received")
        event.name = "Complaint on my desk"
        self._upgrade()
        self.assertEqual(event.name, "Complaint on my desk")

    def test_upgrade_adds_none_twice(self):
        self._upgrade()
        every = self.env["service.deadline.policy"].with_context(active_test=False)
        again = every.search([("shipped", "!=", False)])
        self.assertEqual(again, self.shipped)

    @freeze_time("2026-09-25 08:10:00")
    def test_preview(self):
        """A manager reads when a complaint received now would be due, and why."""
        self.assertIn("due 10/10/2026 24:00", self.telecom.preview)
        self.assertIn("<li", self.telecom.preview)
        self.assertIn("Asia/Shanghai", self.telecom.preview)

    @freeze_time("2026-09-25 08:10:00")
    def test_preview_follows_what_is_typed(self):
        draft = self.telecom.new(origin=self.telecom)
        draft.amount = 1
        self.assertIn("09/28/2026 24:00", draft.preview)

    def test_statutory_days_of_china(self):
        self.assertEqual(
            self.telecom.calendar_id, self.env.ref("service_deadline.calendar_cn")
        )
