from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import ComplaintCase

DONE = ("remedy_performed", "refund_paid")


@tagged("post_install", "-at_install")
class TestLife(ComplaintCase):
    """What happens to a complaint, by whom, and what is refused with a reason."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.complaint = cls._create_complaint()

    def _as(self, role, complaint=None):
        return (complaint or self.complaint).with_user(getattr(self, role))

    def test_it_begins_as_received_with_a_number(self):
        self.assertStands(self.complaint, "received", "agent")
        self.assertRegex(self.complaint.number, r"^TS/\d{4}/\d{5}$")
        self.assertTrue(self.complaint.received_at)

    def test_it_begins_nowhere_else(self):
        with self.assertRaises(ValidationError):
            self._create_complaint(state="closed")
        with self.assertRaises(UserError):
            self._create_complaint(rung="court")

    def test_from_the_filing_to_the_end(self):
        self._as("agent")._happen("acknowledge")
        self._as("agent")._happen("forward")
        self.assertTrue(self.complaint.respondent_told_at)
        self.complaint._happen("answer", role="respondent", answer="可以改")
        self.complaint._happen("accept", role="consumer")
        self.complaint.outcome = "remedied"
        self._as("officer")._happen("close")
        self.assertStands(self.complaint, "closed")
        self.assertTrue(self.complaint.closed_at)
        told = self.complaint.timeline_ids.mapped("code")
        wanted = ["file", "acknowledge", "forward", "answer", "accept", "close"]
        self.assertEqual(told, wanted)

    def test_what_an_event_brings_is_in_the_timeline(self):
        self.complaint._happen("answer", role="respondent", answer="可以改")
        self.assertEqual(self.complaint.timeline_ids[-1]._content()["answer"], "可以改")

    def test_what_was_agreed_is_done_whoever_enters_it(self):
        """Only a refund that was agreed and done tells the clocks of money."""
        for kinds, told in (
            (("plan_change",), {"remedy_performed"}),
            (("plan_change", "refund"), {"remedy_performed", "refund_paid"}),
        ):
            case = self._create_complaint()
            case.remedy_ids = [
                Command.create({"kind": kind, "state": "offered"}) for kind in kinds
            ]
            case._happen("answer", role="respondent", answer="可以")
            self._as("agent", case)._happen("accept")
            self.assertEqual(set(case.remedy_ids.mapped("state")), {"agreed"})
            self._as("agent", case)._happen("perform")
            self.assertEqual(set(case.remedy_ids.mapped("state")), {"performed"})
            self.assertEqual(self._told_of(case) & set(DONE), told)

    def test_the_end_says_of_a_remedy_only_what_is_true(self):
        for outcome, told in (
            ("remedied", "remedy_performed"),
            ("settled", "remedy_performed"),
            ("unremedied", "complaint_closed"),
            ("lapsed", "complaint_closed"),
        ):
            case = self._create_complaint(outcome=outcome)
            case._happen("answer", role="respondent", answer="可以")
            self._as("officer", case)._happen("close")
            ends = {"remedy_performed", "complaint_closed"}
            self.assertEqual(self._told_of(case) & ends, {told}, outcome)

    def test_of_what_is_half_done_the_clocks_hear_half(self):
        case = self.complaint
        case.remedy_ids = [
            Command.create({"kind": "refund", "state": "performed"}),
            Command.create({"kind": "cancel", "state": "agreed"}),
        ]
        case._happen("answer", role="respondent", answer="可以")
        case._happen("accept", role="consumer")
        case._happen("perform", role="respondent")
        self.assertEqual(self._told_of(case) & set(DONE), {"refund_paid"})

    def _told_of(self, case):
        """What was reported to the clocks of a case."""
        about = [("res_model", "=", case._name), ("res_id", "=", case.id)]
        events = self.env["service.deadline.event"].search(about)
        return set(events.mapped("type_id.code"))

    def test_a_refusal_says_why(self):
        self.complaint._happen("answer", role="respondent", answer="x")
        with self.assertRaisesRegex(UserError, "is for: Officer, Manager"):
            self._as("agent")._happen("close", outcome="remedied")
        with self.assertRaisesRegex(UserError, "needs an outcome"):
            self._as("officer")._happen("close")
        with self.assertRaisesRegex(UserError, "only while it is: In mediation"):
            self._as("officer")._happen("mediation_end", referral=True)

    def test_a_dragged_card_does_what_leads_there(self):
        self._as("agent").state = "acknowledged"
        self.assertStands(self.complaint, "acknowledged")
        self.assertEqual(self.complaint.timeline_ids[-1].code, "acknowledge")

    def test_a_card_that_may_not_go_says_why(self):
        with self.assertRaisesRegex(UserError, "No step leads"):
            self._as("manager").state = "mediation"
        with self.assertRaisesRegex(UserError, "needs a referral"):
            self._as("manager").state = "escalated"
        self.assertStands(self.complaint, "received")

    def test_what_follows_from_the_life_is_set_by_nobody(self):
        for name, value in (
            ("rung", "court"),
            ("received_at", "2020-01-01"),
            ("closed_at", "2020-01-01"),
            ("number", "X"),
        ):
            with self.assertRaises(UserError):
                self._as("manager").write({name: value})

    def test_no_context_from_outside_opens_the_door(self):
        complaint = self._as("manager").with_context(by_the_rules=True)
        with self.assertRaises(UserError):
            complaint.write({"rung": "court"})

    def test_many_at_once(self):
        complaints = self.complaint | self._create_complaint()
        self._as("agent", complaints)._happen("acknowledge")
        self.assertEqual(set(complaints.mapped("state")), {"acknowledged"})

    def test_of_many_one_that_may_not_stops_all(self):
        other = self._create_complaint()
        self._as("agent", other)._happen("acknowledge")
        with self.assertRaises(UserError):
            self._as("agent", self.complaint | other)._happen("acknowledge")
        self.assertStands(self.complaint, "received")

    def test_reopening_within_the_window(self):
        self._as("agent")._happen("withdraw")
        self.complaint._happen("reopen", role="consumer")
        self.assertStands(self.complaint, "investigating", "agent")
        self.assertFalse(self.complaint.closed_at)

    def test_reopening_after_the_window_is_the_managers(self):
        with freeze_time("2026-01-05 02:00:00"):  # a Monday, in the morning in China
            complaint = self._create_complaint()
            self._as("agent", complaint)._happen("withdraw")
        with freeze_time("2026-03-05 02:00:00"):
            with self.assertRaisesRegex(UserError, "which is over"):
                self._as("agent", complaint)._happen("reopen")
            self._as("manager", complaint)._happen("reopen")
        self.assertStands(complaint, "investigating")

    def test_a_filed_case_is_never_deleted(self):
        with self.assertRaises(UserError):
            self._as("manager").unlink()

    def test_a_draft_starts_nothing_until_it_is_filed(self):
        draft = self._create_complaint(state="draft", harmed_on="2026-01-02")
        self.assertFalse(draft.timeline_ids)
        self.assertFalse(draft.deadline_ids)
        draft._happen("file", role="consumer")
        self.assertStands(draft, "received")
        self.assertTrue(draft.deadline_ids)

    def test_agents_see_only_cases_of_their_teams(self):
        team = self.env["helpdesk.ticket.team"].create({"name": "其他组"})
        other = self._create_complaint(team_id=team.id)
        with self.assertRaises(AccessError):
            self._as("agent", other).read(["name"])
        self.assertTrue(self._as("officer", other).name)
        self.assertTrue(self._as("auditor", other).name)
