from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError

from .clock_common import ClockCommon


class TestPromise(ClockCommon):
    def setUp(self):
        super().setUp()
        self.claim = self.Claim.with_user(self.agent).create(
            {"name": "Claim", "user_id": self.agent.id}
        )

    def _promise(self, due_at="2026-03-04 09:00:00", **more):
        with freeze_time("2026-03-02 09:00:00"):
            return self.claim._deadline_promise(
                "Calls back", self._at(due_at), "Hotline", "Ms Lin", **more
            )

    def test_noted(self):
        promise = self._promise()
        self.assertEqual(promise.name, "Calls back")
        self.assertClock(promise, "running", "2026-03-04 09:00:00")

    def test_past_is_refused(self):
        with self.assertRaises(UserError):
            self._promise("2026-03-02 08:59:00")

    def test_made_before_it_was_noted(self):
        """Its time runs from when it was made, not from when it was noted."""
        promise = self._promise(made_at=self._at("2026-03-01 08:00:00"))
        self.assertClock(promise, "running", "2026-03-04 09:00:00")
        self.assertEqual(promise.started_at, self._at("2026-03-01 08:00:00"))

    def test_noted_when_its_time_was_over_is_broken_at_once(self):
        """Told like any breach, and only once: the sweep finds nothing to do."""
        due_at = "2026-03-01 08:00:00"
        promise = self._promise(due_at, made_at=self._at("2026-02-27 08:00:00"))
        self._sweep("2026-03-02 09:05:00")
        self.assertClock(promise, "missed", due_at)
        self.assertEqual(promise.breached_at, self._at("2026-03-02 09:00:00"))
        self.assertEqual(len(promise.sudo().firing_ids), 1)
        self.assertEqual(self.claim.breaches, ["Calls back"])
        self.assertEqual(len(self.claim.activity_ids), 1)
        self.assertEqual(self.claim.deadline_promises_broken, 1)
        with self.assertRaises(UserError):
            promise.with_user(self.agent).action_keep()

    def test_made_in_the_future_or_after_it_was_due_is_refused(self):
        for made_at in ("2026-03-02 09:00:01", "2026-03-05 09:00:00"):
            with self.assertRaises(UserError):
                self._promise(made_at=self._at(made_at))
        with self.assertRaises(UserError):
            made_at = self._at("2026-03-01 08:00:00")
            self._promise("2026-03-01 08:00:00", made_at=made_at)

    def test_the_record_hears_of_it(self):
        """Once when it is made, and once how it ends."""
        promise = self._promise().with_user(self.agent)
        with freeze_time("2026-03-05 09:00:00"):
            promise.action_keep()
        self._promise().with_user(self.agent).action_withdraw()
        wanted = ["made", "made", "kept_late", "withdrawn"]
        self.assertEqual(sorted(self.claim.told), sorted(wanted))

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

    def test_noted_in_the_client_after_its_time(self):
        wizard = self.env["service.deadline.promise.note"].with_user(self.agent)
        context = {"active_model": self.claim._name, "active_id": self.claim.id}
        with freeze_time("2026-03-02 09:00:00"):
            vals = {"promise": "Calls back", "made_at": "2026-02-27 08:00:00"}
            wizard.with_context(**context).create(vals).action_note()
        self.assertClock(self.claim.deadline_ids, "missed", "2026-03-01 08:00:00")
