from datetime import date, datetime

from freezegun import freeze_time

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ComplaintCase

# Friday 25 September 2026, ten past four in the afternoon in China.
FRIDAY = datetime(2026, 9, 25, 8, 10)
LATER = datetime(2026, 10, 20, 2)


@tagged("post_install", "-at_install")
class TestReferral(ComplaintCase):
    """A case that goes to a body: where, when it may, and what runs there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(FRIDAY):
            cls.complaint = cls._create_complaint(
                harmed_on=date(2026, 9, 1),
                is_charge=True,
                user_id=cls.agent.id,
                remedy_ids=[Command.create({"kind": "plan_change"})],
            )
            cls.complaint.with_user(cls.agent)._happen("forward")

    def _send(self, referral):
        """By their website, so by hand; the moment is that of the test."""
        referral.action_send()
        if referral.state == "to_file":
            now = fields.Datetime.now()
            referral.write({"filed_at": now, "reference": "2026-118"})
            referral.action_filed()

    def _draft(self):
        return self.complaint.with_user(self.officer)._draft_referral()

    def test_the_provincial_appeal_body_is_proposed_with_the_reason(self):
        with freeze_time(LATER):
            referral = self._draft()
        self.assertEqual(referral.body_id.kind, "telecom_appeal")
        self.assertEqual(referral.body_id.region_id.code, "330000")
        self.assertIn("浙江", referral.with_context(lang="zh_CN").reason)
        self.assertEqual(referral.rung, "regulator")

    def test_it_is_drafted_once(self):
        with freeze_time(LATER):
            self.assertEqual(self._draft(), self._draft())

    def test_before_the_respondents_time_is_over_it_is_not_sent(self):
        with freeze_time("2026-09-28 02:00:00"):
            referral = self._refer_by_hand(self._body("telecom_appeal"))
            with self.assertRaises(UserError):
                referral.action_send()
        self.assertEqual(referral.state, "draft")

    def test_sent_it_lies_with_the_body_and_its_clocks_run(self):
        with freeze_time(LATER):
            referral = self._draft()
            self._send(referral.with_user(self.officer))
        self.assertEqual(referral.state, "sent")
        self.assertStands(self.complaint, "escalated", "regulator")
        self.assertRuns(referral, "CN_TEL_APPEAL_ACCEPT_5WD")
        bar = self.complaint.deadline_ids.filtered(
            lambda c: c.policy_id.code == "CN_TEL_APPEAL_TIMEBAR_BILLING_5M"
        )
        self.assertEqual(bar.state, "met")

    def test_a_second_press_sends_nothing(self):
        with freeze_time(LATER):
            referral = self._draft()
            self._send(referral.with_user(self.officer))
            count = self.complaint.timeline_count
            self._send(referral.with_user(self.officer))
        self.assertEqual(self.complaint.timeline_count, count)

    def test_what_the_body_says_moves_the_case(self):
        with freeze_time(LATER):
            referral = self._draft()
            self._send(referral.with_user(self.officer))
            referral.with_user(self.officer)._happen("accept")
            self.assertStands(self.complaint, "mediation")
            referral.with_user(self.officer)._happen("decide", text="应予变更套餐")
        self.assertStands(self.complaint, "answered", "regulator")
        self.assertEqual(referral.answer, "应予变更套餐")
        clock = referral.deadline_ids.filtered(
            lambda c: c.policy_id.code == "CN_TEL_APPEAL_ACCEPT_5WD"
        )
        self.assertEqual(clock.state, "met")

    def test_what_does_not_happen_says_so(self):
        with freeze_time(LATER):
            referral = self._draft()
            with self.assertRaisesRegex(UserError, "does not happen to a referral"):
                referral.with_user(self.officer)._happen("accept")

    def _body(self, kind, region="330000"):
        domain = [("kind", "=", kind), ("region_id.code", "=", region)]
        return self.env["consumer.body"].search(domain)

    def _refer_by_hand(self, body):
        vals = {"complaint_id": self.complaint.id, "body_id": body.id}
        return self.env["consumer.referral"].with_user(self.officer).create(vals)

    def test_an_association_that_accepted_blocks_the_appeal_body(self):
        """MIIT Order 35 art. 11(4)."""
        with freeze_time(LATER):
            referral = self._refer_by_hand(self._body("association"))
            self._send(referral)
            referral._happen("accept")
            appeal = self._refer_by_hand(self._body("telecom_appeal"))
            with self.assertRaises(UserError):
                appeal.action_send()
        self.assertEqual(appeal.state, "draft")

    def test_a_body_that_is_not_competent_is_not_asked(self):
        """The complainant's own province decides nothing."""
        with freeze_time(LATER):
            referral = self._refer_by_hand(self._body("telecom_appeal", "110000"))
            with self.assertRaisesRegex(UserError, "not competent"):
                referral.action_send()

    def test_many_late_at_once_cost_no_query_each(self):
        def late(amount):
            with freeze_time(FRIDAY):
                cases = self.complaint.browse()
                for _each in range(amount):
                    cases |= self._create_complaint(
                        harmed_on=date(2026, 9, 1), is_charge=True
                    )
                cases._happen("forward", role="agent")
            clocks = cases.deadline_ids.filtered(
                lambda clock: clock.policy_id.code == "CN_ZJ_OPERATOR_ANSWER_5D"
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            with freeze_time(LATER):
                cases._deadline_breached(clocks)
                self.env.flush_all()
            self.assertEqual(set(cases.mapped("rung")), {"manager"})
            self.assertEqual(len(cases.referral_ids), amount)
            return self.env.cr.sql_log_count - before

        late(1)
        self.assertEqual(late(20), late(1))

    def test_a_step_brings_all_of_its_cases_up(self):
        """In one go, each with a word to its team's leader."""
        with freeze_time(FRIDAY):
            cases = self._create_complaint() | self._create_complaint()
        clocks = cases.deadline_ids.filtered(
            lambda clock: clock.policy_id.code == "COMPLAINT_DECISION"
        )
        step = clocks.policy_id.step_ids
        with freeze_time(LATER):
            self.env["service.deadline.alarm"]._take_step(clocks, step)
        self.assertEqual(cases.mapped("rung"), ["manager"] * 2)
        for case in cases:
            self.assertEqual(case.activity_ids.user_id, self.manager)

    def test_a_late_respondent_brings_the_case_up_once(self):
        clock = self.assertRuns(self.complaint, "CN_ZJ_OPERATOR_ANSWER_5D")
        with freeze_time(LATER):
            self.complaint._deadline_breached(clock)
            self.complaint._deadline_breached(clock)
        self.assertStands(self.complaint, "investigating", "manager")
        self.assertEqual(len(self.complaint.referral_ids), 1)
        self.assertEqual(
            self.complaint.timeline_ids.mapped("code").count("escalate_manager"), 1
        )
