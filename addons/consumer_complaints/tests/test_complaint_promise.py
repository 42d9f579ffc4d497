from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ComplaintCase

MONDAY = datetime(2026, 3, 2, 2)


@tagged("post_install", "-at_install")
class TestComplaintPromise(ComplaintCase):
    """A promise to the consumer is a clock; how it ends stands on the case."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(MONDAY):
            cls.complaint = cls._create_complaint().with_user(cls.agent)

    def _promise(self, **values):
        values = {"hours": 48, "by": "工号 1024", "channel": "phone", **values}
        with freeze_time(MONDAY):
            return self.complaint._note_promise("48小时内回电", **values)

    def _sweep(self, at):
        with freeze_time(at):
            while self.env["service.deadline"].sudo()._sweep_batch():
                continue

    def _told(self):
        entries = self.complaint.timeline_ids.filtered(lambda e: e.kind == "promise")
        return entries.mapped("code")

    def assertPromises(self, made, broken):
        counts = self.complaint.promise_count, self.complaint.promise_broken_count
        self.assertEqual(counts, (made, broken))

    def test_a_promise_runs(self):
        promise = self._promise()
        self.assertEqual(promise.due_at, datetime(2026, 3, 4, 2))
        self.assertEqual(self.complaint.promise_ids, promise)
        self.assertPromises(1, 0)
        self.assertEqual(self._told(), ["made"])
        entry = self.complaint.timeline_ids[-1]
        self.assertEqual(entry.summary, "48小时内回电 · Telephone")
        self.assertNotIn("1024", entry.payload)

    def test_a_promise_that_the_clock_breaks(self):
        promise = self._promise()
        self._sweep("2026-03-04 02:00:00")
        self.assertPromises(1, 1)
        promise.with_user(self.agent).action_break()
        self.assertEqual(self._told(), ["made", "broken"])
        self.assertEqual(promise.promise_state, "broken")
        found = self.env["consumer.complaint"].search(
            [("promise_broken_count", ">", 0), ("id", "=", self.complaint.id)]
        )
        self.assertTrue(found)

    def test_a_promise_that_was_broken_before_the_filing(self):
        """They promised on the 3rd of February to call within 48 hours."""
        promise = self._promise(made_at=datetime(2026, 2, 3, 2))
        self.assertEqual(promise.state, "missed")
        self.assertPromises(1, 1)
        self.assertEqual(self._told(), ["made", "broken"])
        self._sweep("2026-03-04 02:00:00")
        self.assertEqual(self._told(), ["made", "broken"])

    def test_kept_kept_late_and_withdrawn_are_told(self):
        kept, late, dropped = (self._promise() for _each in range(3))
        with freeze_time("2026-03-03 02:00:00"):
            kept.with_user(self.agent).action_keep()
            dropped.with_user(self.agent).action_withdraw()
        with freeze_time("2026-03-05 02:00:00"):
            late.with_user(self.agent).action_keep()
        self.assertPromises(3, 1)
        self.assertEqual(self._told()[3:], ["kept", "withdrawn", "kept_late"])

    def test_the_end_of_a_case_ends_what_is_late(self):
        """A closed case does not stay among the late ones; what is not due runs on,
        unless the consumer asks for nothing any more."""
        late, refund = self._promise(), self._promise(hours=24 * 30)
        self._sweep("2026-03-05 02:00:00")
        case = self.complaint.with_user(self.officer)
        with freeze_time("2026-03-06 02:00:00"):
            case._happen("answer", answer="退款")
            case._happen("close", outcome="remedied")
            self.assertEqual((late.state, refund.state), ("missed", "running"))
            self.assertNotEqual(case.deadline_state, "late")
            case._happen("reopen")
            case._happen("withdraw")
            self.assertEqual(refund.state, "cancelled")
        self.assertPromises(2, 1)

    def test_a_promise_from_outside(self):
        """A public door has the case with sudo, and a user without rights."""
        public = self.env.ref("base.public_user")
        case = self.complaint.with_user(public).sudo()
        with freeze_time(MONDAY):
            case._note_promise("回电", hours=2)
        self.assertPromises(1, 0)
        self.assertEqual(self.complaint.timeline_ids[-1].actor, "consumer")

    def test_a_time_that_can_not_be_is_refused(self):
        for hours in (0, -1, 24 * 367):
            with self.assertRaises(UserError):
                self._promise(hours=hours)
        with self.assertRaises(UserError):
            self._promise(hours=None)
        with self.assertRaises(UserError):
            self._promise(made_at=datetime(2026, 3, 2, 2, 1))
