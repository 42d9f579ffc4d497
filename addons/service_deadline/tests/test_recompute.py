from odoo.exceptions import UserError
from odoo.fields import Command

from .clock_common import ClockCommon


class TestRecompute(ClockCommon):
    def setUp(self):
        super().setUp()
        self.policy = self._create_policy()
        self.claim = self._claim()
        self.clock = self.claim.deadline_ids

    def _recompute(self):
        while self.env["service.deadline"].sudo()._recompute_batch():
            continue

    def _close(self, day):
        self.env["service.special.day"].create(
            {
                "calendar_id": self.calendar.id,
                "date": day,
                "kind": "off",
                "name": "Flood",
            }
        )
        self.env.flush_all()

    def test_calendar_changed(self):
        """A day that is closed later moves what is counted on it, and says so."""
        self._close("2026-03-02")
        self._recompute()
        self.assertClock(self.clock, "running", "2026-03-03 13:00:00")
        move = self.clock.move_ids
        self.assertEqual(move.due_before, self._at("2026-03-02 13:00:00"))
        self.assertEqual(move.due_after, self._at("2026-03-03 13:00:00"))

    def test_changed_calendar_wakes_the_recompute(self):
        cron = self.env.ref("service_deadline.cron_recompute")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self._close("2026-03-02")
        self.env.cr.precommit.run()
        after = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self.assertTrue(after - triggers)

    def test_never_fires_on_a_stale_day(self):
        """The sweep reckons anew first where a calendar changed meanwhile."""
        self._close("2026-03-02")
        self._sweep("2026-03-02 13:00:00")
        self.assertClock(self.clock, "running", "2026-03-03 13:00:00")
        self.assertFalse(self.clock.sudo().firing_ids)

    def test_ended_clocks_stay(self):
        self._happens(self.claim, "answered", "2026-03-02 10:00:00")
        self._close("2026-03-02")
        self._recompute()
        self.assertClock(self.clock, "met", "2026-03-02 13:00:00")

    def test_policy_change_leaves_running_clocks(self):
        """The rule in force when the event happened stays with the clock."""
        self.policy.amount = 6
        self._happens(self.claim, "waiting", "2026-03-02 10:00:00")
        self._happens(self.claim, "going_on", "2026-03-02 11:00:00")
        self.assertClock(self.clock, "running", "2026-03-02 14:00:00")

    def test_preview_then_apply(self):
        """A manager sees what would move, then moves it, with the reason."""
        self.policy.amount = 6
        wizard = self.env["service.deadline.recompute"].with_user(self.boss)
        wizard = wizard.create({"policy_id": self.policy.id, "reason": "New contract"})
        line = wizard.line_ids
        self.assertEqual(line.due_after, self._at("2026-03-02 15:00:00"))
        self.assertClock(self.clock, "running", "2026-03-02 13:00:00")
        wizard.action_apply()
        self.assertClock(self.clock, "running", "2026-03-02 15:00:00")
        self.assertEqual(self.clock.move_ids.reason, "New contract")

    def test_provisional_mends_itself(self):
        """Beyond the published days a clock is provisional until they are published."""
        self.calendar.published_until = "2026-02-28"
        self.env.flush_all()
        clock = self._claim().deadline_ids
        self.assertTrue(clock.provisional)
        self.calendar.published_until = "2026-12-31"
        self.env.flush_all()
        self._recompute()
        self.assertFalse(clock.provisional)

    def test_lost_hours_are_refused(self):
        """Nobody can take the last hours from a calendar that a policy counts on."""
        self.env.cr.flush()
        with self.assertRaises(UserError):
            self.calendar.attendance_ids = [Command.clear()]
            self.env.cr.flush()
