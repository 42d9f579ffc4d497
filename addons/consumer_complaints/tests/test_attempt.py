from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import ComplaintCase

# A Monday, ten in the morning in China.
MONDAY = datetime(2026, 3, 2, 2)


@tagged("post_install", "-at_install")
class TestAttempt(ComplaintCase):
    """Each try of the consumer counts, is told to the timeline, and then stays."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(MONDAY):
            cls.complaint = cls._create_complaint().with_user(cls.agent)

    def _note(self, source="agent", **values):
        values = {"at": "2026-02-26 01:00:00", "said": "林女士说不能改", **values}
        with freeze_time(MONDAY):
            return self.complaint._note_attempts([values], source)

    def test_total_effort_stands_on_the_case(self):
        """From the evening of 20 February in China to the filing on 2 March."""
        with freeze_time(MONDAY):
            self.complaint._note_attempts(
                [
                    {"at": "2026-02-20 15:30:00", "waited": 23, "lasted": 40},
                    {"at": "2026-02-26 01:00:00", "waited": 80, "channel": "chat"},
                ]
            )
        effort = ("attempt_count", "effort_minutes", "effort_days")
        self.assertEqual([self.complaint[name] for name in effort], [2, 143, 10])

    def test_an_attempt_after_the_filing_makes_it_longer(self):
        with freeze_time("2026-03-12 02:00:00"):
            vals = [{"at": "2026-02-26 01:00:00"}, {"at": "2026-03-12 01:00:00"}]
            self.complaint._note_attempts(vals)
        self.assertEqual(self.complaint.effort_days, 14)

    def test_the_timeline_tells_it_without_names(self):
        self._note("consumer", contact="王芳", waited=23, result="talked_out")
        entry = self.complaint.timeline_ids[-1]
        self.assertEqual((entry.kind, entry.actor), ("attempt", "consumer"))
        self.assertEqual(entry.title, "Consumer tried to be heard")
        self.assertEqual(entry.summary, "Telephone · 23 min · Talked out of it")
        self.assertNotIn("王芳", entry.payload)
        self.assertNotIn("林女士", entry.payload)

    def test_what_can_not_be_is_refused(self):
        for values, field in (
            ({"waited": -1}, "Waiting"),
            ({"waited": 1441}, "Waiting"),
            ({"lasted": 1441}, "lasted"),
            ({"transfers": -1}, "Transfers"),
            ({"at": "2026-03-02 02:01:00"}, "future"),
            ({"at": "0202-03-02 02:00:00"}, "ten years"),
        ):
            with self.assertRaisesRegex(ValidationError, field):
                self._note(**values)

    def test_a_slip_is_put_right_within_a_day_and_told(self):
        attempt = self._note(waited=230)
        with freeze_time("2026-03-03 01:59:00"):
            attempt.waited = 23
        self.assertEqual(self.complaint.timeline_ids[-1].code, "corrected")
        self.assertEqual(self.complaint.effort_minutes, 23)
        with freeze_time("2026-03-03 02:01:00"), self.assertRaises(UserError):
            attempt.waited = 24

    def test_an_agent_corrects_no_colleagues_note(self):
        attempt = self._note(waited=230)
        colleague = self._create_user("agent", "complaint_colleague")
        self.team.user_ids |= colleague
        with freeze_time(MONDAY):
            with self.assertRaisesRegex(UserError, "noted this"):
                attempt.with_user(colleague).waited = 23
            self.assertEqual(attempt.waited, 230)
            attempt.with_user(self.officer).waited = 23
        self.assertEqual(attempt.waited, 23)

    def test_what_the_consumer_told_is_not_corrected(self):
        with self.assertRaises(UserError):
            self._note("consumer").said = "x"

    def test_proof_may_come_later_and_is_of_the_same_case(self):
        attempt = self._note("consumer")
        attempt.exhibit_ids = self._take(self.complaint)
        with self.assertRaises(ValidationError):
            attempt.exhibit_ids = self._take(self._create_complaint())

    def test_nothing_is_deleted_or_moved_to_another_case(self):
        attempt = self._note()
        with self.assertRaises(UserError):
            attempt.unlink()
        with freeze_time(MONDAY), self.assertRaises(UserError):
            attempt.complaint_id = self._create_complaint()

    def test_auditors_read_and_agents_of_other_teams_do_not(self):
        attempt = self._note()
        self.assertTrue(attempt.with_user(self.auditor).said)
        with self.assertRaises(AccessError):
            attempt.with_user(self.auditor).said = "x"
        stranger = self._create_user("agent", "complaint_stranger")
        with self.assertRaises(AccessError):
            attempt.with_user(stranger).read(["said"])

    def test_many_attempts_cost_no_query_each(self):
        def queries(amount):
            vals = [{"at": "2026-02-26 01:00:00", "waited": 1}] * amount
            before = self.env.cr.sql_log_count
            with freeze_time(MONDAY):
                self.complaint._note_attempts(vals)
                self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(1)
        self.assertLessEqual(queries(20), queries(2) + 2)
