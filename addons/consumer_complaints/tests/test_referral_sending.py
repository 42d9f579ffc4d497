import re
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command, fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from .common import ComplaintCase

# Friday 25 September 2026, ten past four in the afternoon in China.
FRIDAY = datetime(2026, 9, 25, 8, 10)
LATER = datetime(2026, 10, 20, 2)
WAITS = (5, 30, 120, 720)  # minutes, as the letter of a failure tells


@tagged("post_install", "-at_install")
class TestReferralSending(ComplaintCase):
    """A referral by mail goes out once, and what fails is tried ever later."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.email = "ts@example.com"
        with freeze_time(FRIDAY):
            cls.complaint = cls._create_complaint(
                harmed_on=FRIDAY.date(),
                is_charge=True,
                user_id=cls.officer.id,
                remedy_ids=[Command.create({"kind": "plan_change"})],
            )
            cls.complaint.with_user(cls.agent)._happen("forward")
        with freeze_time(LATER):
            case = cls.complaint.with_user(cls.officer)
            cls.referral = case._draft_referral()
            cls.referral.body_id.sudo().email = "shensu@example.org"
            cls.referral.channel = "mail"
            cls.referral.action_send()

    @contextmanager
    def _mails(self, works=True):
        """A mail server that takes mails, or none at all."""
        sent = []

        def send_email(server, message, *args, **kwargs):
            if not works:
                raise OSError("no route to host")
            sent.append(message)
            return message["Message-Id"]

        with (
            patch.object(IrMail_Server, "_disable_send", return_value=False),
            patch.object(IrMail_Server, "_connect__", return_value=None),
            patch.object(IrMail_Server, "send_email", send_email),
            mute_logger("odoo.addons.mail.models.mail_mail"),
        ):
            yield sent

    def _queue_at(self, moment, works):
        """What the two crons do at a moment; the mails that went out."""
        with freeze_time(moment), self._mails(works) as sent:
            referrals = self.env["consumer.referral"]
            with patch.object(type(self.env["ir.cron"]), "_commit_progress"):
                referrals._cron_retry()
            self.referral.sudo().mail_id.filtered(
                lambda mail: mail.state == "outgoing"
            ).send()
        return sent

    def test_the_mail_leads_to_the_bodys_page(self):
        self.assertEqual(self.referral.state, "queued")
        mail = self.referral.sudo().mail_id
        token = re.search(r"/complaint/b/(\w+)", mail.body_html)[1]
        link = self.env["consumer.link"]._open_as("body", token)
        self.assertEqual(link.referral_id, self.referral)
        files = mail.attachment_ids.mapped("datas")
        dossier = self.referral.dossier_id.sudo()
        self.assertCountEqual(files, [dossier.pdf, dossier.archive])

    def test_it_is_sent_once(self):
        sent = self._queue_at(LATER, works=True)
        self.assertEqual(len(sent), 1)
        self.assertEqual(self.referral.state, "sent")
        self.assertStands(self.complaint, "escalated", "regulator")
        self.assertEqual(self._queue_at(LATER + timedelta(days=2), works=True), [])

    def test_what_fails_is_tried_ever_later_and_sent_once(self):
        moment = LATER
        for wait in WAITS:
            self._queue_at(moment, works=False)
            self.assertEqual(self.referral.state, "failed")
            self.assertIn("no route", self.referral.error)
            early = moment + timedelta(minutes=wait, seconds=-1)
            self.assertEqual(self._queue_at(early, works=True), [])
            moment += timedelta(minutes=wait)
        self.assertFalse(self.referral.activity_ids)
        self.assertEqual(len(self._queue_at(moment, works=True)), 1)
        self.assertEqual((self.referral.state, self.referral.error), ("sent", False))
        self.assertEqual(self._queue_at(moment + timedelta(days=9), works=True), [])

    def test_after_the_last_try_a_person_is_asked(self):
        moment = LATER
        for wait in (*WAITS, 9999):
            self._queue_at(moment, works=False)
            moment += timedelta(minutes=wait)
        self.assertEqual(self.referral.tries, len(WAITS) + 1)
        self.assertFalse(self.referral.next_try_at)
        self.assertEqual(self.referral.activity_ids.user_id, self.officer)
        self.assertEqual(self._queue_at(moment, works=True), [])
        with freeze_time(moment):
            self.referral.action_send()
        self.assertEqual(len(self._queue_at(moment, works=True)), 1)
        self.assertEqual(self.referral.state, "sent")

    def test_what_was_taken_back_is_never_sent(self):
        """Neither while it waits, nor after a failure, and it stops no other one."""
        self._queue_at(LATER, works=False)
        self.referral.action_withdraw()
        moment = LATER + timedelta(minutes=WAITS[0])
        self.assertEqual(self._queue_at(moment, works=True), [])
        self.assertEqual(self.referral.state, "withdrawn")
        self.assertEqual(self.referral.sudo().mail_id.state, "cancel")

    def test_the_clock_tries_by_itself(self):
        self._queue_at(LATER, works=False)
        self.referral.sudo().next_try_at = fields.Datetime.now() - timedelta(minutes=1)
        with self.enter_registry_test_mode():
            cron = self.env.ref("consumer_complaints.ir_cron_retry_referrals")
            cron.method_direct_trigger()
        self.assertEqual(self.referral.state, "queued")
