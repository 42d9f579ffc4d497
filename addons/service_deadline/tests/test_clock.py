from odoo.exceptions import ValidationError
from odoo.fields import Command

from .clock_common import ClockCommon


class TestClock(ClockCommon):
    def setUp(self):
        super().setUp()
        self.policy = self._create_policy()

    def test_starts_with_its_event(self):
        """An event starts the clock of each policy that waits for it."""
        clock = self._claim().deadline_ids
        self.assertEqual(clock.policy_id, self.policy)
        self.assertClock(clock, "running", "2026-03-02 13:00:00")

    def test_same_event_twice(self):
        """Reported twice, an event starts one clock."""
        claim = self._claim()
        self._happens(claim, "opened", "2026-03-02 09:00:00")
        self.assertEqual(len(claim.deadline_ids), 1)

    def test_unknown_event(self):
        """An event that the model does not declare is refused."""
        with self.assertRaises(ValidationError):
            self._claim()._deadline_event("exploded")

    def test_met_in_time(self):
        claim = self._claim()
        self._happens(claim, "answered", "2026-03-02 13:00:00")
        self.assertClock(claim.deadline_ids, "met", "2026-03-02 13:00:00")

    def test_met_too_late(self):
        claim = self._claim()
        self._happens(claim, "answered", "2026-03-02 13:00:01")
        self.assertEqual(claim.deadline_ids.state, "missed")

    def test_paused_time_does_not_count(self):
        claim = self._claim()
        self._happens(claim, "waiting", "2026-03-02 10:00:00")
        self.assertEqual(claim.deadline_ids.state, "paused")
        self.assertFalse(claim.deadline_ids.next_at)
        self._happens(claim, "going_on", "2026-03-03 09:00:00")
        self.assertClock(claim.deadline_ids, "running", "2026-03-03 12:00:00")

    def test_closed_from_hold_keeps_its_verdict(self):
        """1 of 4 hours used, on hold past the frozen deadline, then done: in time."""
        claim = self._claim()
        self._happens(claim, "waiting", "2026-03-02 10:00:00")
        self._happens(claim, "answered", "2026-03-06 10:00:00")
        self.assertEqual(claim.deadline_ids.state, "met")

    def test_closed_from_hold_after_breach(self):
        """On hold only after the deadline had passed: the verdict stays missed."""
        claim = self._claim()
        self._happens(claim, "waiting", "2026-03-02 14:00:00")
        self._happens(claim, "answered", "2026-03-06 10:00:00")
        self.assertEqual(claim.deadline_ids.state, "missed")

    def test_reopened_starts_anew(self):
        """The second run has a clock of its own; the first keeps its verdict."""
        claim = self._claim()
        self._happens(claim, "answered", "2026-03-02 16:00:00")
        self._happens(claim, "opened", "2026-03-03 09:00:00")
        first, second = claim.deadline_ids.sorted("started_at")
        self.assertEqual(first.state, "missed")
        self.assertClock(second, "running", "2026-03-03 13:00:00")

    def test_events_out_of_order(self):
        """A pause reported after the answer still counts where it happened."""
        claim = self._claim()
        self._happens(claim, "answered", "2026-03-03 10:00:00")
        self.assertEqual(claim.deadline_ids.state, "missed")
        self._happens(claim, "waiting", "2026-03-02 10:00:00")
        self.assertEqual(claim.deadline_ids.state, "met")

    def test_event_before_the_start(self):
        """What was reported before the event that starts the clock is replayed."""
        claim = self.Claim.create({"name": "Claim"})
        self._happens(claim, "answered", "2026-03-02 10:00:00")
        self._happens(claim, "opened", "2026-03-02 09:00:00")
        self.assertEqual(claim.deadline_ids.state, "met")

    def test_cancelled(self):
        claim = self._claim()
        self._happens(claim, "dropped", "2026-03-02 10:00:00")
        self.assertEqual(claim.deadline_ids.state, "cancelled")

    def test_deleted_with_its_record(self):
        claim = self._claim()
        clock = claim.deadline_ids
        claim.unlink()
        self.assertFalse(clock.exists())

    def test_calendar_without_hours_does_not_stop_intake(self):
        """A calendar that is missing is no reason to refuse a claim."""
        self.policy.calendar_id = False
        self.env.company.resource_calendar_id = False
        clock = self._claim().deadline_ids
        self.assertClock(clock, "running", "2026-03-02 13:00:00")

    def test_explains_itself(self):
        claim = self._claim(at="2026-03-06 15:00:00")  # a Friday
        steps = claim.deadline_ids.explanation
        self.assertIn("<li>Rest days: 03/07/2026 to 03/08/2026</li>", steps)
        self.assertIn("<li><strong>Ends 03/09/2026 11:00</strong></li>", steps)

    def test_what_people_typed_stays_text_in_the_steps(self):
        special = {"date": "2026-03-09", "name": "<b>Fair</b>", "kind": "off"}
        self.calendar.special_day_ids = [Command.create(special)]
        claim = self._claim(at="2026-03-06 15:00:00")
        self.assertIn("&lt;b&gt;Fair&lt;/b&gt;", claim.deadline_ids.explanation)

    def test_queries_do_not_grow(self):
        """Events of many records take as many queries as those of one."""
        claims = self.Claim.create([{"name": str(number)} for number in range(22)])
        at = self._at("2026-03-02 09:00:00")
        counts = []
        # the first round only fills the caches
        for some in (claims[:1], claims[1:2], claims[2:]):
            before = self.env.cr.sql_log_count
            some._deadline_event("opened", at)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
