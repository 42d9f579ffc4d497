from datetime import datetime

from freezegun import freeze_time

from odoo.tests import tagged

from .common import CHONGQING, HENAN, ComplaintCase

# Friday 25 September 2026, ten past four in the afternoon in China; National Day is
# off from 1 to 7 October.
FRIDAY = datetime(2026, 9, 25, 8, 10)


@tagged("post_install", "-at_install")
class TestClocks(ComplaintCase):
    """The clocks of a complaint, by its sector and by the respondent's province."""

    def _forwarded(self, province):
        operator = self._create_respondent("运营商", province)
        with freeze_time(FRIDAY):
            complaint = self._create_complaint(respondent_id=operator.id)
            complaint.with_user(self.agent)._happen("forward")
        return complaint

    def _due(self, complaint, code):
        clock = self.assertRuns(complaint, code)
        return clock.due_at

    def test_the_respondents_province_binds(self):
        """Midnight in China is 16:00 UTC of the day before."""
        zhejiang = self._forwarded("330000")
        self.assertEqual(
            self._due(zhejiang, "CN_ZJ_OPERATOR_ANSWER_5D"), datetime(2026, 9, 30, 16)
        )
        henan = self._forwarded(HENAN)
        self.assertEqual(
            self._due(henan, "CN_HA_TEL_OPERATOR_REPLY_5WD"), datetime(2026, 10, 9, 16)
        )
        # 15 days end on 10 October; 15 working days would end later and don't bind
        chongqing = self._forwarded(CHONGQING)
        self.assertEqual(
            self._due(chongqing, "CN_TEL_OPERATOR_REPLY_15D"),
            datetime(2026, 10, 10, 16),
        )

    def test_the_respondents_clock_starts_when_it_is_told(self):
        complaint = self._create_complaint()
        codes = complaint.deadline_ids.policy_id.mapped("code")
        self.assertNotIn("CN_ZJ_OPERATOR_ANSWER_5D", codes)

    def test_a_complaint_of_ourselves_is_received_at_once(self):
        own = self._create_respondent("本公司", partner_id=self.company.partner_id.id)
        complaint = self._create_complaint(respondent_id=own.id)
        self.assertRuns(complaint, "CN_ZJ_OPERATOR_ANSWER_5D")

    def test_an_answer_meets_the_duty_to_answer(self):
        complaint = self._forwarded("330000")
        with freeze_time("2026-09-28 03:00:00"):
            complaint._happen("answer", role="respondent", answer="可以改")
        clock = complaint.deadline_ids.filtered(
            lambda c: c.policy_id.code == "CN_ZJ_OPERATOR_ANSWER_5D"
        )
        self.assertEqual(clock.state, "met")

    def test_waiting_for_the_consumer_pauses_the_house_and_not_the_law(self):
        complaint = self._forwarded("330000")
        with freeze_time("2026-09-28 03:00:00"):
            complaint.with_user(self.agent)._happen("ask")
        self.assertEqual(
            self.assertRuns(complaint, "COMPLAINT_DECISION").state, "paused"
        )
        self.assertEqual(
            self.assertRuns(complaint, "CN_ZJ_OPERATOR_ANSWER_5D").state, "running"
        )

    def test_the_time_bar_of_a_charge_runs_from_its_day(self):
        complaint = self._create_complaint(harmed_on="2026-09-25", is_charge=True)
        due = self._due(complaint, "CN_TEL_APPEAL_TIMEBAR_BILLING_5M")
        self.assertEqual(due, datetime(2027, 2, 25, 16))
        self.assertRuns(complaint, "CN_SAMR_COMPLAINT_TIMEBAR_3Y")

    def test_a_withdrawn_complaint_has_no_clock_that_runs(self):
        complaint = self._forwarded("330000")
        complaint._happen("withdraw", role="consumer")
        open_clocks = complaint.deadline_ids._open()
        self.assertFalse(open_clocks.filtered(lambda c: c.policy_id.holder == "team"))
        self.assertFalse(
            open_clocks.filtered(lambda c: c.policy_id.holder == "operator")
        )

    def test_another_sector_chooses_anew(self):
        complaint = self._forwarded(CHONGQING)
        self.assertRuns(complaint, "CN_TEL_OPERATOR_REPLY_15D")
        general = self.env["service.deadline.sector"].search(
            [("code", "=", "consumer_general")]
        )
        complaint.sector_id = general
        clock = complaint.deadline_ids.filtered(
            lambda c: c.policy_id.code == "CN_TEL_OPERATOR_REPLY_15D"
        )
        self.assertEqual(clock.state, "cancelled")
