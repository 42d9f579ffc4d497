import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .common import ComplaintCase

RECEIVED = "2026-03-02 02:00:00"  # a Monday, in the morning in China
CONSUMER = ("林小雨", "13800138000", "xiaoyu@qq.com")
LETTERS = ("acknowledgement", "holding", "final_answer", "deadlock")


@tagged("post_install", "-at_install")
class TestLetters(ComplaintCase):
    """What letters say, to whom they go, and what sending one means for the case."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        with freeze_time(RECEIVED):
            complainant = cls._create_complainant(email="xiaoyu@qq.com")
            cls.complaint = cls._create_complaint(
                complainant_id=complainant.id, lang="en_US", user_id=cls.agent.id
            )

    def _rendered(self, letter, complaint=None, text=""):
        """(subject, body) of a letter as the agent gets it from its template."""
        complaint = complaint or self.complaint
        template = self.env.ref(f"consumer_complaints.mail_template_{letter}")
        template = template.with_user(self.agent).with_context(letter_text=text)
        values = template._generate_template(complaint.ids, ["subject", "body_html"])
        return values[complaint.id]["subject"], str(values[complaint.id]["body_html"])

    def _send(self, letter, complaint=None):
        """Send a letter from the composer, as the agent's browser does."""
        case = (complaint or self.complaint).with_user(self.agent)
        action = case.with_context(letter=letter).action_letter()
        composers = self.env["mail.compose.message"].with_user(self.agent)
        with Form(composers.with_context(**action["context"])) as form:
            pass
        form.save().action_send_mail()
        return case.message_ids[0]

    # -- what they say

    def test_each_names_the_case_and_who_writes(self):
        for letter in LETTERS:
            with self.subTest(letter):
                subject, body = self._rendered(letter)
                self.assertIn(self.complaint.number, subject)
                self.assertIn(self.complaint.number, body)
                self.assertIn(self.company.name, body)

    def test_the_acknowledgement_names_the_day_of_our_answer(self):
        """Ten working days from a Monday: Monday two weeks later, 16 March."""
        with freeze_time(RECEIVED):
            _subject, body = self._rendered("acknowledgement")
        self.assertIn("03/02/2026", body)
        self.assertIn("03/16/2026", body)
        self.assertIn(self.complaint.link_ids.url, body)

    def test_the_holding_letter_names_who_has_to_answer_and_when(self):
        with freeze_time(RECEIVED):
            self.complaint.with_user(self.agent)._happen("forward")
            _subject, body = self._rendered("holding", text="等待对方")
        self.assertIn("云桥通信", body)
        # Zhejiang gives the operator five days; they end on a Saturday
        self.assertIn("03/09/2026", body)
        self.assertIn("等待对方", body)
        self.complaint._happen("answer", role="respondent", answer="x")
        self.assertNotIn("has to answer by", self._rendered("holding")[1])

    def test_the_deadlock_letter_names_the_competent_bodies_and_the_last_day(self):
        with freeze_time(RECEIVED):
            case = self._create_complaint(harmed_on="2026-02-27", is_charge=True)
            case.with_user(self.agent)._happen("forward")
            case._happen("answer", role="respondent", answer="x")
            case._happen("dispute", role="consumer")
            bodies = case._bodies_to_turn_to()
            _subject, body = self._rendered("deadlock", case)
        kinds = [each.kind for each in bodies]
        self.assertTrue({"telecom_appeal", "association"} & set(kinds), kinds)
        for each in bodies:
            self.assertIn(each.name, body)
        # charges can be appealed for five months
        self.assertIn("07/27/2026", body)

    def test_without_a_competent_body_it_says_so(self):
        nobody = self.env["consumer.respondent"].create({"name": "某网店"})
        case = self._create_complaint(respondent_id=nobody.id)
        self.assertFalse(case._bodies_to_turn_to())
        self.assertIn("not clear yet", self._rendered("deadlock", case)[1])

    def test_the_final_answer_lists_what_is_offered_and_where_to_turn(self):
        self.env["consumer.remedy"].create(
            {
                "complaint_id": self.complaint.id,
                "kind": "plan_change",
                "name": "改为 8 元套餐",
                "offered": "下月起",
            }
        )
        _subject, body = self._rendered("final_answer", text="可以改")
        for text in ("可以改", "改为 8 元套餐", "下月起"):
            self.assertIn(text, body)
        for each in self.complaint._bodies_to_turn_to():
            self.assertIn(each.name, body)

    def test_they_speak_the_consumers_language(self):
        template = self.env.ref("consumer_complaints.mail_template_acknowledgement")
        template.with_context(lang="zh_CN").write(
            {
                "subject": "我们已收到 {{ object.number }}",
                "body_html": "<p t-out='object._received_on()'"
                """ t-options="{'widget': 'date'}" />""",
            }
        )
        self.assertIn("We have received", self._rendered("acknowledgement")[0])
        self.complaint.lang = "zh_CN"
        self.assertIn("我们已收到", self._rendered("acknowledgement")[0])
        self.assertIn("2026/03/02", self._rendered("acknowledgement")[1])

    def test_the_referral_names_body_respondent_and_demand(self):
        referral = self.env["consumer.referral"].create(
            {
                "complaint_id": self.complaint.id,
                "body_id": self.env["consumer.body"].search([], limit=1).id,
                "demand": "请督促改套餐",
                "reason": "属于申诉范围",
            }
        )
        template = self.env.ref("consumer_complaints.mail_template_referral")
        values = template._generate_template(referral.ids, ["subject", "body_html"])
        body = str(values[referral.id]["body_html"])
        for text in (
            referral.body_id.name,
            "云桥通信",
            "请督促改套餐",
            "属于申诉范围",
            "03/02/2026",
        ):
            self.assertIn(text, body)

    # -- where they go, and what they do

    def test_it_goes_to_the_consumer_alone(self):
        message = self._send("acknowledgement")
        emails = message.sudo().partner_ids.mapped("email")
        self.assertEqual(emails, ["xiaoyu@qq.com"])

    def test_sending_the_acknowledgement_acknowledges_once(self):
        self._send("acknowledgement")
        self.assertStands(self.complaint, "acknowledged")
        self.complaint.with_user(self.agent)._happen("investigate")
        self._send("acknowledgement")
        self.assertStands(self.complaint, "investigating")
        codes = self.complaint.timeline_ids.mapped("code")
        self.assertEqual(codes.count("acknowledge"), 1)
        self.assertEqual(codes.count("sent"), 2)

    def test_the_other_letters_move_nothing(self):
        for letter in LETTERS[1:]:
            with self.subTest(letter):
                self._send(letter)
                self.assertStands(self.complaint, "received")
                entry = self.complaint.timeline_ids[-1]
                self.assertEqual((entry.kind, entry.code), ("letter", "sent"))
                self.assertEqual(entry._content()["name"], letter)

    def test_the_timeline_names_nobody(self):
        for letter in LETTERS:
            self._send(letter)
        told = json.dumps(
            [entry._content() for entry in self.complaint.timeline_ids],
            ensure_ascii=False,
        )
        for word in CONSUMER:
            self.assertNotIn(word, told)

    def test_whoever_sees_where_it_goes_looked_at_an_identity(self):
        self.env.flush_all()
        self.env.invalidate_all()
        self._send("holding")
        looks = self.env["consumer.access"].search([("kind", "=", "identity")])
        self.assertEqual(looks.user_id, self.agent)

    def test_without_an_address_no_letter_is_begun(self):
        case = self._create_complaint().with_user(self.agent)
        with self.assertRaisesRegex(UserError, "No mail address"):
            case.with_context(letter="acknowledgement").action_letter()

    def test_auditors_read_the_timeline_and_no_mails(self):
        message = self._send("acknowledgement")
        case = self.complaint.with_user(self.auditor)
        self.assertTrue(case.timeline_ids.mapped("code"))
        messages = self.env["mail.message"].with_user(self.auditor)
        about = [("model", "=", case._name), ("res_id", "=", case.id)]
        self.assertFalse(messages.search(about))
        self.assertFalse(case._letter_address())
        with self.assertRaises(AccessError):
            message.with_user(self.auditor).read(["body"])
        with self.assertRaises(AccessError):
            case.message_post(body="x")
