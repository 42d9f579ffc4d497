from datetime import timedelta
from email.message import EmailMessage
from email.utils import make_msgid

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.service_door.rules.uploads import EVIDENCE

from .common import ComplaintCase
from .consumer_common import PNG

LIN = "林小雨 <lin@consumer.example.com>"


@tagged("post_install", "-at_install")
class TestConsumerMail(ComplaintCase):
    """Mails of consumers: a new one is a complaint, an answer lands on its case."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.alias_domain_id = cls.env["mail.alias.domain"].create(
            {"name": "service.example.com"}
        )
        cls.alias = cls.env.ref("consumer_complaints.mail_alias_complaints")
        cls.alias.alias_domain_id = cls.company.alias_domain_id
        cls.company.complaint_team_id = cls.team

    def _send(self, subject="", body="", to=None, files=(), **headers):
        """Hand a mail to the gateway; returns the id of what it led to."""
        mail = EmailMessage()
        mail["From"] = headers.pop("sender", LIN)
        mail["To"] = to or self.alias.alias_full_name
        mail["Subject"] = subject
        mail["Message-Id"] = headers.pop("message_id", make_msgid())
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(body)
        for name, content in files:
            mail.add_attachment(
                content, maintype="application", subtype="octet-stream", filename=name
            )
        with mute_logger("odoo.addons.mail.models.mail_thread"):
            led_to = self.env["mail.thread"].message_process(None, mail.as_bytes())
        self.env.invalidate_all()
        return led_to

    def _file(self, **mail):
        found = self._send("套餐不能改", "APP里没有降档入口", **mail)
        return self.env["consumer.complaint"].browse(found)

    def _reply(self, case, body="13900139000", **mail):
        """Answer to the latest letter of a case."""
        letter = case.message_ids.filtered("message_id")[0]
        return self._send(
            f"Re: {case.number}", body, In_Reply_To=letter.message_id, **mail
        )

    def test_a_mail_is_a_complaint(self):
        case = self._file(files=[("截图.png", PNG)])
        self.assertEqual((case.name, case.channel), ("套餐不能改", "mail"))
        self.assertEqual(case.description, "APP里没有降档入口")
        self.assertEqual(case.team_id, self.team)
        self.assertEqual(case.complainant_id.name, "林小雨")
        self.assertEqual(case.complainant_id.email, "lin@consumer.example.com")
        self.assertEqual(case.exhibit_ids.mapped("source"), ["consumer"])
        self.assertEqual(case.timeline_ids[0].code, "file")

    def test_it_is_confirmed_with_the_link(self):
        """By a mail of its own: the messages of the case hold no link."""
        case = self._file()
        self.assertStands(case, "acknowledged")
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertIn("lin@consumer.example.com", mail.email_to)
        self.assertIn("/complaint/c/", mail.body_html)
        self.assertNotIn("/complaint/c/", "".join(case.message_ids.mapped("body")))

    def test_an_answer_to_that_mail_finds_the_case(self):
        case = self._file()
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        references = f"{mail.references} {mail.message_id}"
        self.assertTrue(mail.auto_delete)
        mail.unlink()  # as it is once it went out
        led_to = self._send("Re", "补充", References=references)
        self.assertEqual(led_to, case.id)
        self.assertIn("补充", case.message_ids[0].body)
        self.assertFalse(case.message_ids[0].is_internal)

    def test_the_same_mail_twice(self):
        first = self._file(message_id="<same@consumer.example.com>")
        self.assertTrue(first)
        self.assertFalse(self._file(message_id="<same@consumer.example.com>"))

    def test_an_answer_to_a_question(self):
        case = self._file()
        case.with_user(self.agent)._happen("ask")
        self._reply(case, files=[("账单.png", PNG), ("x.html", b"<script></script>")])
        self.assertStands(case, "investigating")
        self.assertEqual(case.timeline_ids[-1].code, "inform")
        self.assertEqual(case.timeline_ids[-1].actor, "consumer")
        # what is no proof stays with the message
        self.assertEqual(case.exhibit_ids.mapped("name"), ["账单.png"])

    def test_somebody_elses_mail_answers_nothing(self):
        """A stranger's answer is a message, no more."""
        case = self._file()
        case.with_user(self.agent)._happen("ask")
        self._reply(case, sender="x@stranger.example.com", files=[("a.png", PNG)])
        self.assertStands(case, "info_asked")
        self.assertFalse(case.exhibit_ids)
        self.assertNotedToLookAt(case)
        self._reply(case, sender="y@stranger.example.com")
        self.assertEqual(len(self._looks(case)), 1)
        case._happen("withdraw", role="consumer")
        self._reply(case, sender="x@stranger.example.com")
        self.assertStands(case, "withdrawn")

    def test_a_forged_sender_answers_nothing(self):
        """The receiving server says that the mail is not of whom it names."""
        case = self._file()
        case.with_user(self.agent)._happen("ask")
        self._reply(case, Authentication_Results="mx.example.com; dmarc=fail")
        self.assertStands(case, "info_asked")
        self.assertNotedToLookAt(case)
        case._happen("withdraw", role="consumer")
        forged = "mx.example.com; spf=softfail smtp.mailfrom=x; dkim=none"
        self._reply(case, "又扣费了", Authentication_Results=forged)
        self.assertStands(case, "withdrawn")
        self._reply(case, Authentication_Results="mx.example.com; dmarc=pass; spf=fail")
        self.assertStands(case, "investigating")

    def test_staff_answer_by_mail_as_ever(self):
        case = self._file()
        self.agent.email = "agent@service.example.com"
        self._reply(case, sender="agent@service.example.com")
        note = case.message_ids[0]
        self.assertEqual(note.subtype_id, self.env.ref("mail.mt_comment"))
        self.assertFalse(self._looks(case))

    def _looks(self, case):
        return case.activity_ids.filtered(lambda each: "somebody else" in each.summary)

    def assertNotedToLookAt(self, case):
        """The last mail is a note of the house, and the handler is asked to look."""
        note = case.message_ids.filtered(lambda each: each.message_type == "email")[0]
        self.assertTrue(note.is_internal)
        self.assertEqual(note.subtype_id, self.env.ref("mail.mt_note"))
        self.assertFalse(note.notified_partner_ids)
        self.assertEqual(self._looks(case).user_id, self.agent)

    def test_a_mail_brings_no_more_proof_than_a_form(self):
        case = self._file(files=[(f"{number}.png", PNG) for number in range(40)])
        self.assertEqual(len(case.exhibit_ids), EVIDENCE.max_files)

    def test_a_flood_of_one_sender_is_stopped(self):
        """Odoo counts what one sender filed, where it is told who that is."""
        self.env["ir.config_parameter"].set_param("mail.gateway.loop.threshold", 2)
        filed = [self._send(f"第 {number} 封", "x") for number in range(4)]
        self.assertEqual([bool(each) for each in filed], [True, True, False, False])
        self.assertTrue(self._file(sender="x@stranger.example.com"))

    def test_words_after_the_end(self):
        """Within the window they reopen; later they are a note."""
        case = self._file()
        case._happen("withdraw", role="consumer")
        self._reply(case, "又扣费了")
        self.assertStands(case, "investigating")
        case._happen("withdraw", role="consumer")
        self.company.complaint_reopen_days = 0
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE consumer_complaint SET closed_at = %s WHERE id = %s",
            [fields.Datetime.now() - timedelta(days=1), case.id],
        )
        case.invalidate_recordset()
        self._reply(case, "还是不行")
        self.assertStands(case, "withdrawn")
        self.assertIn("after the time", case.message_ids[0].body)
        self.assertIn("还是不行", "".join(case.message_ids.mapped("body")))

    def test_answering_machines(self):
        """They file nothing and answer nothing; on the case it is noted."""
        before = self.env["consumer.complaint"].search_count([])
        for headers in (
            {"Auto_Submitted": "auto-replied"},
            {"Precedence": "bulk"},
            {"subject": "自动回复：收到"},
        ):
            self.assertFalse(self._send(**{"subject": "Re", "body": "x", **headers}))
        self.assertEqual(self.env["consumer.complaint"].search_count([]), before)
        case = self._file()
        case.with_user(self.agent)._happen("ask")
        self._reply(case, "不在办公室", Auto_Submitted="auto-replied")
        self.assertStands(case, "info_asked")
        self.assertIn("Automatic answer", case.message_ids[0].body)

    def test_odd_mails_are_taken(self):
        """Without subject, text or name there is still a case."""
        case = self.env["consumer.complaint"].browse(
            self._send(sender="x@consumer.example.com")
        )
        self.assertEqual(case.name, "Mail without subject")
        self.assertEqual(case.complainant_id.name, "x@consumer.example.com")
        long = self._send("长" * 900, "x" * 90_000)
        self.assertEqual(len(self.env["consumer.complaint"].browse(long).name), 200)
