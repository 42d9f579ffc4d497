from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .clock_common import ClockCommon


class TestAccess(ClockCommon):
    """Who may read a record may read its deadlines; policies are the managers'."""

    def setUp(self):
        super().setUp()
        self.policy = self._create_policy()
        self.claim = self._claim()
        self.clock = self.claim.deadline_ids.with_user(self.agent)
        self.portal = new_test_user(self.env, "portal", groups="base.group_portal")

    def _hide(self):
        """Let nobody but superusers read claims."""
        self.env["ir.rule"].create(
            {
                "name": "none",
                "model_id": self.env["ir.model"]._get_id(self.Claim._name),
                "domain_force": "[(0, '=', 1)]",
            }
        )

    def test_reads_with_the_record(self):
        self.assertEqual(self.clock.read(["due_at"])[0]["id"], self.clock.id)
        self.assertIn(self.clock, self.clock.search([]))

    def test_hidden_with_the_record(self):
        self._hide()
        self.assertNotIn(self.clock, self.clock.search([]))
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.clock.read(["due_at"])

    def test_moves_are_hidden_with_the_clock(self):
        moves = self.env["service.deadline.move"]
        vals = {"deadline_id": self.clock.id, "reason": "The calendar changed"}
        move = moves.create(vals).with_user(self.agent)
        about = [("deadline_id", "=", self.clock.id)]
        self.assertEqual(move.search(about), move)
        self.assertEqual(self.clock.move_ids, move)
        self.assertTrue(move.read(["reason"]))
        self._hide()
        self.env.invalidate_all()
        self.assertFalse(move.search(about))
        self.assertFalse(move._read_group(about, ["reason"]))
        with self.assertRaises(AccessError):
            move.read(["reason"])

    def test_nobody_writes_clocks(self):
        for user in (self.agent, self.boss):
            clock = self.clock.with_user(user)
            for attempt in (
                lambda clock=clock: clock.write({"state": "met"}),
                lambda clock=clock: clock.unlink(),
                lambda clock=clock: clock.copy(),
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    attempt()

    def test_agents_do_not_change_policies(self):
        with self.assertRaises(AccessError):
            self.policy.with_user(self.agent).amount = 1
        self.policy.with_user(self.boss).amount = 1

    def test_a_note_of_a_promise_is_its_writers(self):
        """It names people, and its button writes what it says."""
        notes = self.env["service.deadline.promise.note"]
        about = {"res_model": self.Claim._name, "res_id": self.claim.id}
        note = notes.with_user(self.boss).create({**about, "promise": "Calls back"})
        note.promised_to = "Ms Lin"
        others = note.with_user(self.agent)
        self.assertFalse(others.search([("id", "=", note.id)]))
        for attempt in (
            lambda: others.read(["promised_to"]),
            lambda: others.write({"promise": "Pays back"}),
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_a_preview_of_moves_tells_no_hidden_record(self):
        wizards = self.env["service.deadline.recompute"].with_user(self.boss)
        wizard = wizards.create({"policy_id": self.policy.id, "reason": "x"})
        lines = self.env["service.deadline.recompute.line"].with_user(self.boss)
        line = lines.create({"wizard_id": wizard.id, "deadline_id": self.clock.id})
        self.assertTrue(line.record_name)
        self._hide()
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            line.read(["record_name"])

    def test_portal_reads_nothing(self):
        for model in (
            "service.deadline",
            "service.deadline.event",
            "service.deadline.firing",
            "service.deadline.move",
            "service.deadline.policy",
            "service.deadline.step",
            "service.special.day",
        ):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.portal).search([]).read(["id"])

    def test_other_company(self):
        """A clock of another company is not seen."""
        other = self.env["res.company"].create({"name": "Other"})
        self.clock.sudo().company_id = other
        self.assertNotIn(self.clock, self.clock.search([]))
