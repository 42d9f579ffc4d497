from unittest.mock import patch

from odoo.fields import Command
from odoo.tools import mute_logger

from .clock_common import ClockCommon


class TestSweep(ClockCommon):
    def setUp(self):
        super().setUp()
        self.policy = self._create_policy(
            step_ids=[
                Command.create({"name": "Hurry", "timing": "before", "amount": 1}),
                Command.create(
                    {
                        "name": "Go up",
                        "timing": "after",
                        "amount": 2,
                        "action": "escalate",
                    }
                ),
            ]
        )
        self.env["service.deadline"].search([]).unlink()

    def _firings(self, claim):
        return claim.deadline_ids.sudo().firing_ids.mapped(
            lambda f: f.step_id.name or "breach"
        )

    def test_nothing_before_its_time(self):
        claim = self._claim()
        self._sweep("2026-03-02 11:59:59")
        self.assertFalse(claim.deadline_ids.sudo().firing_ids)

    def test_each_once(self):
        """Warned, late and escalated, each once, however often the sweep runs."""
        claim = self._claim()
        for at in ("12:00", "12:30", "13:00", "13:30", "15:00", "16:00"):
            self._sweep(f"2026-03-02 {at}:00")
            self._sweep(f"2026-03-02 {at}:00")
        self.assertEqual(self._firings(claim), ["Hurry", "breach", "Go up"])
        self.assertEqual(len(claim.activity_ids), 2)
        self.assertEqual(claim.escalated, 1)
        self.assertEqual(claim.deadline_ids.state, "late")
        self.assertFalse(claim.deadline_ids.next_at)

    def test_a_breach_leaves_no_complaint_in_the_log(self):
        """What is written at once meets values that were not written yet."""
        self._claim()
        with self.assertNoLogs("odoo.fields", "ERROR"):
            self._sweep("2026-03-02 14:00:00")

    def test_warning_too_late_is_left_out(self):
        """After an outage the breach is told, not a warning of it."""
        claim = self._claim()
        self._sweep("2026-03-02 14:00:00")
        self.assertEqual(self._firings(claim), ["breach"])

    def test_answered_in_between(self):
        claim = self._claim()
        self._happens(claim, "answered", "2026-03-02 12:30:00")
        self._sweep("2026-03-03 12:00:00")
        self.assertFalse(claim.deadline_ids.sudo().firing_ids)

    def test_paused_is_not_late(self):
        claim = self._claim()
        self._happens(claim, "waiting", "2026-03-02 10:00:00")
        self._sweep("2026-03-04 10:00:00")
        self.assertEqual(claim.deadline_ids.state, "paused")

    def test_an_edit_does_not_reset_an_escalation(self):
        """Editing the record after a breach leaves the escalation where it was."""
        claim = self._claim()
        self._sweep("2026-03-02 13:00:00")
        claim.write({"name": "Other", "category": "door"})
        self._sweep("2026-03-02 14:59:00")
        self.assertEqual(claim.escalated, 0)
        self._sweep("2026-03-02 15:00:00")
        self.assertEqual(claim.escalated, 1)

    def test_escalates_at_working_times(self):
        """Two working hours after a breach on Monday at 16:30 is Tuesday, 10:30."""
        claim = self._claim("2026-03-02 12:30:00")
        self._sweep("2026-03-02 16:30:00")
        self.assertEqual(claim.deadline_ids.next_at, self._at("2026-03-03 10:30:00"))

    def test_one_that_fails_does_not_stop_the_others(self):
        broken, sound = self._claim(), self._claim()
        cls = self.registry[self.Claim._name]

        def refuse(claims, deadlines):
            if broken in claims:
                raise RuntimeError("no")

        with (
            patch.object(cls, "_deadline_breached", refuse),
            mute_logger("odoo.addons.service_deadline.models.due_sweep"),
        ):
            self._sweep("2026-03-02 13:00:00")
        self.assertEqual(sound.deadline_ids.state, "late")
        self.assertEqual(broken.deadline_ids.state, "running")
        self._sweep("2026-03-02 13:30:00")
        self.assertEqual(broken.deadline_ids.state, "late")

    def test_a_pause_known_later_takes_the_breach_back(self):
        """Late by mistake: with the pause it runs again, and may breach once more."""
        claim = self._claim()
        self._sweep("2026-03-02 13:00:00")
        self._happens(claim, "waiting", "2026-03-02 10:00:00")
        self._happens(claim, "going_on", "2026-03-02 16:00:00")
        self.assertClock(claim.deadline_ids, "running", "2026-03-03 11:00:00")
        self._sweep("2026-03-03 11:00:00")
        self.assertEqual(claim.deadline_ids.state, "late")
        self.assertEqual(len(claim.deadline_ids.sudo().firing_ids), 2)

    def test_told_in_the_language_of_the_company(self):
        """Whoever runs the cron, a Chinese company reads Chinese."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env.company.partner_id.lang = "zh_CN"
        claim = self._claim()
        self._sweep("2026-03-02 13:00:00")
        self.assertIn("时限已逾期", claim.activity_ids.summary)

    def test_one_note_of_all_that_is_late_at_once(self):
        """Two duties of a record missed at the same time: one note, a line for each."""
        stage = self.env["service.deadline.stage"].create({"code": "x", "name": "X"})
        self._create_policy(name="Visit", code="VISIT", stage_id=stage.id)
        claim = self._claim()
        told = claim.message_ids
        self._sweep("2026-03-02 14:00:00")
        (note,) = (claim.message_ids - told).filtered("body")
        self.assertIn("Answer, due 03/02/2026 13:00<br", note.body)
        self.assertIn("Visit, due 03/02/2026 13:00", note.body)
