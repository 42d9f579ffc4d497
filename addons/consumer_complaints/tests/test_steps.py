from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ComplaintCase


@tagged("post_install", "-at_install")
class TestSteps(ComplaintCase):
    """The buttons of a complaint: what they ask for, do, and tell the consumer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        complainant = cls._create_complainant(email="xiaoyu@example.com")
        cls.complaint = cls._create_complaint(complainant_id=complainant.id)
        cls.case = cls.complaint.with_user(cls.agent)

    def _press(self, event, role="agent", complaint=None, **answers):
        """Press a button and fill in its dialog, if it opens one."""
        case = (complaint or self.complaint).with_user(getattr(self, role))
        action = case.with_context(event=event).action_step()
        if not action or action["res_model"] != "consumer.step":
            return action
        dialogs = self.env["consumer.step"].with_user(case.env.user)
        dialog = dialogs.with_context(**action["context"]).create(answers)
        return dialog.action_take()

    def _mails(self):
        mails = self.env["mail.mail"].sudo()
        return mails.search([("email_to", "=", "xiaoyu@example.com")], order="id")

    def test_acknowledging_is_one_press_and_mails_it(self):
        self._press("acknowledge")
        self.assertStands(self.complaint, "acknowledged")
        self.assertIn(self.complaint.number, self._mails().subject)
        self.assertEqual(self.complaint.timeline_ids[-1].kind, "letter")

    def test_a_question_reaches_the_consumer_with_a_link(self):
        self._press("ask", words="请补充 9 月账单")
        self.assertStands(self.complaint, "info_asked")
        self.assertEqual(
            self.complaint.timeline_ids[-2]._content()["text"], "请补充 9 月账单"
        )
        body = self._mails().body_html
        self.assertIn("请补充 9 月账单", body)
        self.assertIn(self.complaint._link_for("consumer").url, body)

    def test_nothing_is_mailed_where_one_says_so_or_has_no_address(self):
        self._press("ask", words="账单?", mail_consumer=False)
        other = self._create_complaint()
        self._press("ask", words="账单?", complaint=other)
        self.assertStands(other, "info_asked")
        self.assertFalse(self._mails())
        self.assertNotIn("letter", other.timeline_ids.mapped("kind"))

    def test_words_that_are_needed_are_asked_for(self):
        for event in ("ask", "answer"):
            with self.assertRaisesRegex(UserError, "in words"):
                self._press(event, words="  ")

    def test_forwarding_happened_when_it_happened_and_shows_the_link(self):
        """Filed in the morning, told to the respondent at noon, entered at night."""
        with freeze_time("2026-09-25 01:00:00"):
            case = self._create_complaint()
        with freeze_time("2026-09-25 12:00:00"):
            action = self._press("forward", complaint=case, at="2026-09-25 04:00:00")
        self.assertEqual(case.respondent_told_at, datetime(2026, 9, 25, 4))
        self.assertEqual(action["res_model"], "consumer.link")
        clock = self.assertRuns(case, "CN_ZJ_OPERATOR_ANSWER_5D")
        self.assertEqual(clock.started_at, datetime(2026, 9, 25, 4))

    def test_the_future_is_refused(self):
        with self.assertRaisesRegex(UserError, "future"):
            self._press("forward", at="2999-01-01 00:00:00")

    def test_when_the_respondent_was_told_is_set_by_the_event_alone(self):
        with self.assertRaises(UserError):
            self.case.respondent_told_at = "2026-01-01 00:00:00"

    def test_from_the_answer_to_the_end(self):
        self._press("forward")
        self._press("answer", words="下月起改为 8 元套餐")
        self.assertEqual(
            self.complaint.timeline_ids[-2]._content()["answer"][:2], "下月"
        )
        self._press("final_answer", "manager", words="维持原答复")
        self.assertStands(self.complaint, "answered", "company")
        self.assertEqual(len(self._mails()), 2)
        self._press("accept")
        with self.assertRaisesRegex(UserError, "needs an outcome"):
            self._press("close", "officer", words="完成")
        self._press("close", "officer", words="已改", outcome="remedied")
        self.assertStands(self.complaint, "closed")
        self.assertEqual(self.complaint.outcome_note, "已改")
        self.assertEqual(
            self.complaint.timeline_ids[-1]._content()["outcome"], "remedied"
        )

    def test_who_may_not_is_told_and_nothing_is_kept(self):
        self._press("answer", words="x")
        with self.assertRaisesRegex(UserError, "is for: Officer"), self.cr.savepoint():
            self._press("close", words="x", outcome="remedied")
        self.assertFalse(self.complaint.outcome)
        with self.assertRaises(AccessError):
            self._press("acknowledge", "auditor", self._create_complaint())

    def test_auditors_have_no_buttons(self):
        self.assertEqual(self.complaint.with_user(self.auditor).can_events, ",,")
        self.assertIn(",acknowledge,", self.case.can_events)
        self.assertNotIn(",final_answer,", self.case.can_events)

    def test_other_step_shows_what_may_happen(self):
        dialogs = self.env["consumer.step"].with_user(self.agent)
        dialog = dialogs.with_context(**self.case.action_step()["context"]).create({})
        self.assertIn(",withdraw,", dialog.can_events)
        action = dialog.with_context(event="withdraw").action_choose()
        self.assertEqual(action["context"]["default_event"], "withdraw")

    def test_a_dragged_card_that_needs_words_names_the_button(self):
        """As an agent drags it on the board."""
        for target, button in (
            ("answered", "Enter Answer"),
            ("info_asked", "Ask Consumer"),
            ("escalated", "Hand On"),
        ):
            role = self.officer if target == "escalated" else self.agent
            with self.assertRaisesRegex(UserError, f"press “{button}”"):
                self.complaint.with_user(role).write({"state": target})
        self._press("answer", words="x")
        with self.assertRaisesRegex(UserError, "press “Close Case”"):
            self.complaint.with_user(self.officer).state = "closed"
        with self.assertRaisesRegex(UserError, "is for: Officer"):
            self.case.state = "closed"
        with self.assertRaisesRegex(UserError, "No step leads"):
            self.case.state = "received"
