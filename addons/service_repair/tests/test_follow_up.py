from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .odd_mails import PIXEL, proper, raw
from .test_customer_link import CustomerLinkCase, picture
from .test_mail_corpus import MailCase

LONG_AGO = timedelta(days=15)  # the company's window is 14 days


def close(ticket, ago):
    stages = ticket.team_id.with_company(ticket.company_id)._get_applicable_stages()
    ticket.stage_id = stages.filtered("closed")[:1]
    ticket.closed_date = fields.Datetime.now() - ago


@tagged("post_install", "-at_install")
class TestMailToClosedTicket(MailCase):
    def setUp(self):
        super().setUp()
        self.ticket, _entry = self._receive(raw("start", "凤凰县沱江镇的锁坏了"))
        self.ticket.serial_number = "AB-1"

    def _answer(self, name="answer", body="又坏了", **headers):
        headers.setdefault("In_Reply_To", "<start@customer.example.com>")
        return self._receive(raw(name, body, **headers))

    def test_reply_within_the_window_reopens(self):
        """The mail is a message on its ticket, which is open again."""
        close(self.ticket, timedelta(days=13))
        made, entry = self._answer()
        self.assertFalse(made)
        self.assertEqual((entry.outcome, entry.ticket_id), ("reply", self.ticket))
        self.assertFalse(self.ticket.closed)
        self.assertFalse(self.ticket.closed_date)
        self.assertIn("又坏了", self.ticket.message_ids[0].body)

    def test_reply_after_the_window_is_a_new_ticket(self):
        """It knows what the old one knew, and each says which the other is."""
        close(self.ticket, LONG_AGO)
        made, entry = self._answer()
        self.assertEqual((entry.outcome, entry.ticket_id), ("ticket", made))
        self.assertTrue(self.ticket.closed)
        self.assertEqual(self.ticket.continued_by_id, made)
        self.assertEqual(made.continues_ids, self.ticket)
        self.assertAt(made, self.fenghuang)
        self.assertEqual(made.serial_number, "AB-1")
        self.assertEqual(made.fault, "又坏了")
        self.assertIn(made.number, self.ticket.message_ids[0].body)
        notes = "".join(made.message_ids.mapped("body"))
        self.assertIn(self.ticket.number, notes)
        self.assertIn("又坏了", notes)

    def test_customer_is_told_of_the_new_ticket(self):
        """A mail names both numbers, to an address without account as well."""
        close(self.ticket, LONG_AGO)
        made, _entry = self._answer()
        told = made.message_ids.filtered("outgoing_email_to")
        self.assertEqual(told.outgoing_email_to, "wangfang@customer.example.com")
        for number in (self.ticket.number, made.number):
            self.assertIn(number, told.body)

    def test_second_reply_joins_the_new_ticket(self):
        """Whichever of the two a later mail answers, there is one ticket more."""
        close(self.ticket, LONG_AGO)
        made, _entry = self._answer()
        again, entry = self._answer("again", "还没有人来")
        self.assertFalse(again)
        self.assertEqual((entry.outcome, entry.ticket_id), ("reply", made))
        close(made, LONG_AGO)
        third, _entry = self._answer("third", "第三次坏了")
        self.assertEqual(made.continued_by_id, third)
        self.assertEqual(self.ticket._goes_on_as(), third)

    def test_files_of_the_reply_are_kept(self):
        close(self.ticket, LONG_AGO)
        mail = proper("files", "又坏了", In_Reply_To="<start@customer.example.com>")
        mail.add_attachment(PIXEL, maintype="image", subtype="png", filename="a.png")
        made, _entry = self._receive(mail.as_bytes())
        self.assertEqual(made.message_ids.attachment_ids.raw, PIXEL)

    def test_stranger_learns_nothing(self):
        """Who answers with another's address gets a ticket without the old one's
        place, product and person."""
        close(self.ticket, LONG_AGO)
        made, _entry = self._answer(sender="别人 <stranger@example.org>")
        self.assertEqual(self.ticket.continued_by_id, made)
        self.assertFalse(made.address)
        self.assertFalse(made.serial_number)
        self.assertEqual(made.partner_email, "stranger@example.org")

    def test_reply_to_a_merged_ticket_is_read(self):
        """The same customer's joins the survivor; another's is an internal note."""
        survivor, _entry = self._receive(raw("other", "凤凰县沱江镇的锁坏了两天"))
        self.ticket._merge_into(survivor)
        made, entry = self._answer()
        self.assertFalse(made)
        self.assertEqual(entry.ticket_id, survivor)
        self.assertIn("又坏了", survivor.message_ids[0].body)

    def test_reply_to_a_ticket_merged_into_anothers(self):
        """It stays the sender's; of the survivor only its people read it."""
        survivor = self._create_ticket(partner_email="li@customer.example.com")
        self.ticket._merge_into(survivor)
        _made, entry = self._answer()
        self.assertEqual(entry.ticket_id, self.ticket)
        self.assertTrue(self.ticket.closed)
        self.assertIn("又坏了", "".join(survivor.message_ids.mapped("body")))
        seen = survivor._messages_outside().mapped("body")
        self.assertNotIn("又坏了", "".join(seen))

    def test_own_people_do_not_reopen(self):
        """A colleague's mail on a closed ticket is a message and nothing more."""
        self.agent.email = "agent@repair.example.com"
        close(self.ticket, LONG_AGO)
        made, entry = self._answer(sender=self.agent.email_formatted)
        self.assertFalse(made)
        self.assertEqual(entry.ticket_id, self.ticket)
        self.assertTrue(self.ticket.closed)

    def test_automatic_answers_reopen_nothing(self):
        close(self.ticket, timedelta(days=1))
        _made, entry = self._answer(Auto_Submitted="auto-replied")
        self.assertEqual(entry.outcome, "automatic")
        self.assertTrue(self.ticket.closed)

    def test_reply_by_the_catchall(self):
        """A ticket's mails are answered to the address for everything, mostly."""
        close(self.ticket, LONG_AGO)
        made, _entry = self._answer(to="any@repair.example.com")
        self.assertEqual(self.ticket.continued_by_id, made)
        self.assertTrue(made.is_repair)
        self.assertIn("又坏了", "".join(made.message_ids.mapped("body")))

    def test_windows_are_sensible(self):
        """No number of days that no calendar holds."""
        for name, wrong in (("service_link_days", 0), ("service_reopen_days", -1)):
            for days in (wrong, 2**31 - 1):
                with (
                    self.assertRaises(CheckViolation),
                    mute_logger("odoo.sql_db"),
                    self.cr.savepoint(),
                ):
                    self.env.company[name] = days
                    self.env.flush_all()
                self.env.invalidate_all(flush=False)


@tagged("post_install", "-at_install")
class TestWordsOnClosedTicket(CustomerLinkCase):
    def _tickets(self):
        return self.env["helpdesk.ticket"].search([], order="id")

    def test_words_by_the_link_reopen(self):
        """What is written on the page of a closed ticket opens it within the window."""
        close(self.own, timedelta(days=1))
        self._send("say", text="还是打不开")
        self.assertOpen(self.own)
        self.assertIn("open again", self._get().text)

    def test_words_by_the_link_after_the_window(self):
        """They are a new ticket with the photos, and the link leads to it."""
        close(self.own, LONG_AGO)
        before = self._tickets()
        files = [("photos", ("a.png", picture(), "image/png"))]
        for _press in range(2):
            self._send("say", text="还是打不开", files=files)
        made = self._tickets() - before
        self.assertEqual(len(made), 1)
        self.assertEqual(made.partner_id, self.partner_portal)
        self.assertEqual(made.fault, "还是打不开")
        page = self._get().text
        self.assertIn(made.number, page)
        self.assertIn("is the new request", page)
        thumbnail = page.partition("/thumb/")[2].partition('"')[0]
        self.assertEqual(self._get(f"{self.path}/photo/{thumbnail}").content, picture())
        self.assertTrue(made.has_link)
        made.action_revoke_links()
        self.assertEqual(self._get().status_code, 404)

    def test_words_on_the_portal(self):
        """The conversation below the portal's page does the same."""
        self.authenticate("portal", "portal")
        for ago, opens in ((timedelta(days=1), True), (LONG_AGO, False)):
            close(self.own, ago)
            self.make_jsonrpc_request(
                "/mail/message/post",
                {
                    "thread_model": "helpdesk.ticket",
                    "thread_id": self.own.id,
                    "post_data": {
                        "body": "还是打不开",
                        "message_type": "comment",
                        "subtype_xmlid": "mail.mt_comment",
                    },
                },
            )
            self.own.invalidate_recordset()
            self.assertEqual(not self.own.closed, opens)
        following = self.own.continued_by_id
        self.assertIn("还是打不开", following.fault)
        self.assertEqual(following.partner_id, self.partner_portal)
        self.assertIn(following.number, self._get("/my/tickets").text)

    def test_link_of_a_merged_ticket(self):
        """It leads on to the same customer's ticket, never to another's."""
        mine = self._create_ticket(self.partner_portal, is_repair=True)
        self.own._merge_into(mine)
        self.assertIn(mine.number, self._get().text)
        self.own.action_undo_merge()
        self.others.is_repair = True
        self.own._merge_into(self.others)
        page = self._get().text
        self.assertIn(self.own.number, page)
        self.assertIn("goes on together with another request", page)
        self.assertNotIn(self.others.number, page)

    def test_merged_with_anothers_ticket(self):
        """Neither customer reads what the other wrote, nor follows that ticket."""
        self.others.is_repair = True
        self.own.message_subscribe(self.partner_portal.ids)
        self._send("say", text="我家住三楼")
        self.own._merge_into(self.others)
        self.assertIn("我家住三楼", "".join(self.others.message_ids.mapped("body")))
        seen = self.others._messages_outside().mapped("body")
        self.assertNotIn("我家住三楼", "".join(seen))
        self.assertNotIn(self.partner_portal, self.others.message_partner_ids)
        steps = [step.state for step in self.own._progress()]
        self.assertEqual(steps, [step.state for step in self.others._progress()])
