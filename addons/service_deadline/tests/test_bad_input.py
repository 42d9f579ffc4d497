from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import ValidationError

from .clock_common import ClockCommon


class TestBadInput(ClockCommon):
    """What can't be is refused in words, before it breaks anything."""

    def test_nothing_happens_at_the_ends_of_time(self):
        self._create_policy()
        for at in ("0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31 23:59:59"):
            with self.subTest(at), self.assertRaises(ValidationError) as caught:
                self._claim(at)
            self.assertIn(str(self._at(at).year), str(caught.exception))

    def test_the_first_and_last_years_are_counted(self):
        self._create_policy()
        for at in ("1900-01-01 12:00:00", "2200-12-31 12:00:00"):
            self.assertTrue(self._claim(at).deadline_ids.due_at > self._at(at))

    def test_an_event_that_never_happens_to_the_record(self):
        never = self.env["service.deadline.event.type"].create(
            {"code": "never", "name": "Never"}
        )
        with self.assertRaisesRegex(ValidationError, "Test Claim"):
            self._create_policy(res_model=self.Claim._name, event_id=never.id)

    def test_a_province_of_another_country(self):
        with self.assertRaises(ValidationError):
            self._create_policy(jurisdiction="FR", province="330000")
        self._create_policy(jurisdiction=False, province="330000")

    def test_clocks_of_a_record_gone_past_the_program_end(self):
        """Nobody is told, nothing is tried again, and others are told as ever."""
        self._create_policy()
        gone, kept = self._claim(), self._claim()
        clocks = gone.deadline_ids | kept.deadline_ids
        self.env.flush_all()
        self.env.cr.execute(
            "DELETE FROM service_deadline_test_claim WHERE id = %s", [gone.id]
        )
        with self.assertNoLogs("odoo.addons.service_deadline", "INFO"):
            self._sweep("2026-03-02 14:00:00")
        self.assertEqual(clocks.mapped("state"), ["cancelled", "late"])
        self.assertFalse(clocks[0].next_at)

    def test_a_promise_of_a_record_gone_ends_too(self):
        claim = self._claim()
        with freeze_time("2026-03-02 09:00:00"):
            due = self._at("2026-03-02 09:00:00") + timedelta(hours=1)
            promise = claim._deadline_promise("Calls back", due)
        self.env.flush_all()
        self.env.cr.execute(
            "DELETE FROM service_deadline_test_claim WHERE id = %s", [claim.id]
        )
        self._sweep("2026-03-02 14:00:00")
        self.assertEqual(promise.state, "cancelled")
