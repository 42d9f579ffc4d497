from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError

from .clock_common import ClockCommon


class TestPromise(ClockCommon):
    def setUp(self):
        super().setUp()
        self.claim = self.Claim.with_user(self.agent).create(
            {"name": "Claim", "user_id": self.agent.id}
        )

    def _promise(self, due_at="2026-03-04 09:00:00"):
        with freeze_time("2026-03-02 09:00:00"):
            return self.claim._deadline_promise(
                "Calls back", self._at(due_at), "Hotline", "Ms Lin"
            )

    def test_noted(self):
        promise = self._promise()
        self.assertEqual(promise.name, "Calls back")
        self.assertClock(promise, "running", "2026-03-04 09:00:00")

    def test_past_is_refused(self):
        with self.assertRaises(UserError):
            self._promise("2026-03-02 08:59:00")

    def test_kept_in_time(self):
        promise = self._promise().with_user(self.agent)
        with freeze_time("2026-03-04 09:00:00"):
            promise.action_keep()
        self.assertEqual(promise.state, "met")

    def test_kept_too_late_is_broken(self):
        promise = self._promise().with_user(self.agent)
        with freeze_time("2026-03-04 09:00:01"):
            promise.action_keep()
        self.assertEqual(promise.state, "missed")

    def test_settled_once(self):
        """The second click on “Kept” says that it is settled already."""
        promise = self._promise().with_user(self.agent)
        promise.action_break()
        with self.assertRaises(UserError):
            promise.action_keep()

    def test_not_kept_is_told_once(self):
        promise = self._promise()
        self._sweep("2026-03-04 09:00:00")
        self._sweep("2026-03-04 09:05:00")
        self.assertEqual(promise.state, "late")
        self.assertEqual(len(promise.sudo().firing_ids), 1)
        self.assertEqual(self.claim.deadline_promises_broken, 1)

    def test_withdrawn(self):
        promise = self._promise().with_user(self.agent)
        promise.action_withdraw()
        self._sweep("2026-03-05 09:00:00")
        self.assertEqual(promise.state, "cancelled")
        self.assertEqual(self.claim.deadline_promises_broken, 0)

    def test_who_may_not_write_the_record_notes_nothing(self):
        self.env["ir.model.access"].search(
            [("model_id.model", "=", self.Claim._name)]
        ).perm_write = False
        with self.assertRaises(AccessError):
            self._promise()

    def test_noted_in_the_client(self):
        """The dialog proposes 48 hours from now."""
        wizard = self.env["service.deadline.promise.note"].with_user(self.agent)
        context = {"active_model": self.claim._name, "active_id": self.claim.id}
        with freeze_time("2026-03-02 09:00:00"):
            note = wizard.with_context(**context).create({"promise": "Calls back"})
            note.action_note()
        self.assertClock(self.claim.deadline_ids, "running", "2026-03-04 09:00:00")
