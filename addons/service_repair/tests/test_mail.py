from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..rules.mail_head import read_head
from .odd_mails import PIXEL, proper, raw, with_file
from .test_mail_corpus import MailCase


@tagged("post_install", "-at_install")
class TestMail(MailCase):
    def test_becomes_a_repair_at_its_station(self):
        """Region, number, serial number and words are read from the mail."""
        body = (
            "您好，我家凤凰县沱江镇的锁坏了。序列号：AB-20260001\n"
            "请打 138 0013 8000\n\n-- \n王芳\n地址：吉首市"
        )
        ticket, entry = self._receive(raw("one", body, subject="Re: 锁坏了"))
        self.assertEqual(entry.outcome, "ticket")
        self.assertEqual(entry.ticket_id, ticket)
        self.assertTrue(ticket.is_repair)
        self.assertEqual(ticket.name, "锁坏了")
        self.assertAt(ticket, self.fenghuang)
        self.assertEqual(ticket.serial_number, "AB-20260001")
        self.assertEqual(ticket.caller_number, "+8613800138000")
        self.assertEqual(ticket.partner_email, "wangfang@customer.example.com")
        self.assertNotIn("吉首", ticket.fault)

    def test_signature_tells_where_when_the_text_does_not(self):
        """Without a place in the text, the signature's is taken."""
        body = "锁打不开了\n\n此致\n王芳\n地址：湖南省凤凰县"
        ticket, _entry = self._receive(raw("signed", body))
        self.assertAt(ticket, self.fenghuang)
        self.assertEqual(ticket.address, "湖南省凤凰县")

    def test_signature_settles_what_the_text_leaves_open(self):
        """It is a hint for an ambiguous text, named in the reason."""
        body = "朝阳区的门店，锁打不开了\n\n此致\n王芳\n北京市朝阳区"
        ticket, _entry = self._receive(raw("hint", body))
        self.assertEqual(ticket.region_id.code, "110105")
        self.assertIn("signature", ticket.region_reason)

    def test_earlier_ticket_of_the_sender_is_a_hint(self):
        """Who wrote from there before is thought to be there again."""
        self._receive(raw("first", "我在北京市朝阳区，锁坏了"))
        ticket, _entry = self._receive(raw("second", "朝阳区的锁又坏了"))
        self.assertEqual(ticket.region_id.code, "110105")

    def test_same_mail_twice_makes_one_ticket(self):
        """By its id; without one, by sender and words within the hour."""
        for name, headers in (("twice", {}), ("no", {"Message-Id": None})):
            source = raw(name, f"锁坏了 {name}", **headers)
            first, _entry = self._receive(source)
            again, entry = self._receive(source)
            self.assertEqual(len(first), 1)
            self.assertFalse(again)
            self.assertEqual(entry.outcome, "repeated")
            self.assertEqual(entry.ticket_id, first)

    def test_reply_joins_its_ticket(self):
        """An answer to the ticket's mail is a message on it; so are its files."""
        ticket, _entry = self._receive(raw("start", "锁坏了"))
        source = proper("answer", "又坏了", In_Reply_To="<start@customer.example.com>")
        source.add_attachment(PIXEL, maintype="image", subtype="png", filename="a.png")
        made, entry = self._receive(source.as_bytes())
        self.assertFalse(made)
        self.assertEqual((entry.outcome, entry.ticket_id), ("reply", ticket))
        self.assertEqual(len(ticket.message_ids.attachment_ids), 1)

    def test_files_are_kept(self):
        """What is attached to the mail is attached to the ticket."""
        ticket, _entry = self._receive(with_file("f", PIXEL, "image", "png", "锁.png"))
        files = self.env["ir.attachment"].search(
            [("res_model", "=", "helpdesk.ticket"), ("res_id", "=", ticket.id)]
        )
        self.assertEqual(files.mapped("name"), ["锁.png"])
        self.assertEqual(files.raw, PIXEL)

    def test_automatic_answer_is_a_note_on_its_ticket(self):
        """Out of office makes no ticket, and the source is kept."""
        ticket, _entry = self._receive(raw("asked", "锁坏了"))
        source = raw(
            "away",
            "我不在",
            Auto_Submitted="auto-replied",
            References="<asked@customer.example.com>",
        )
        made, entry = self._receive(source)
        self.assertFalse(made)
        self.assertEqual((entry.outcome, entry.ticket_id), ("automatic", ticket))
        self.assertIn("Automatic answer", ticket.message_ids[0].body)

    @mute_logger("odoo.addons.service_repair.models.service_mail")
    def test_unreadable_mail_goes_to_a_person(self):
        """A ticket in the dispatcher's queue, with the mail as it came."""
        huge = raw("huge", "x" * (2 * 2**20))
        ticket, entry = self._receive(huge)
        self.assertEqual(entry.outcome, "by_hand")
        self.assertAt(ticket, None)
        kept = self.env["ir.attachment"].search(
            [("res_model", "=", "helpdesk.ticket"), ("res_id", "=", ticket.id)]
        )
        self.assertEqual(kept.raw, huge)

    def test_person_makes_a_ticket_of_what_was_set_aside(self):
        """A dispatcher's button; agents don't read the register."""
        _made, entry = self._receive(raw("bulk", "锁坏了", Precedence="bulk"))
        mail = entry.with_user(self.dispatcher)
        mail.action_make_ticket()
        self.assertEqual(entry.outcome, "by_hand")
        self.assertTrue(entry.ticket_id.attachment_ids)
        self.assertFalse(
            self.env["service.mail"].with_user(self.agent).has_access("read")
        )

    def test_other_teams_mails_are_left_alone(self):
        """A team that takes no repairs gets plain tickets, as before."""
        self.team.takes_repairs = False
        ticket, _entry = self._receive(raw("plain", "锁坏了"))
        self.assertEqual(ticket.team_id, self.team)
        self.assertFalse(ticket.is_repair)
        self.assertFalse(self.env["service.mail"].search_count([]))

    def test_helpdesk_without_repairs_stays_as_it_is(self):
        """Where no team takes repairs, mails fetched for the helpdesk are plain."""
        self.team.takes_repairs = False
        source = raw("fetched", "锁坏了", to="somebody@example.com")
        ticket, _entry = self._receive(source, model="helpdesk.ticket")
        self.assertFalse(ticket.is_repair)

    def test_what_the_gateway_refuses_is_kept(self):
        """A sender in a loop gets no tickets, and each mail can still be filed."""
        with patch.object(
            type(self.env["mail.thread"]), "_detect_loop_sender", return_value=True
        ):
            ticket, entry = self._receive(raw("loop", "锁坏了"))
        self.assertFalse(ticket)
        self.assertEqual(entry.outcome, "refused")
        self.assertIn("锁坏了".encode(), entry._sources().raw)

    def test_two_servers_with_the_same_mail(self):
        """The database lets one of them have it; the other notes a repetition."""
        source = raw("race", "锁坏了")
        mails, head = self.env["service.mail"], read_head(source)
        first = mails._enter(source, head, self.team)
        with patch.object(type(mails), "_find_earlier", return_value=mails):
            second = mails._enter(source, head, self.team)
        self.assertEqual((first.outcome, second.outcome), ("received", "repeated"))

    def test_rights_of_each_role(self):
        """Dispatchers read the register, agents the links; nobody writes either."""
        readers = {
            "service.mail": self.dispatcher | self.manager,
            "service.ticket.link": self.agent | self.dispatcher | self.manager,
            "service.form.press": self.env["res.users"],
        }
        everybody = self.technician | self.agent | self.dispatcher | self.manager
        for name, allowed in readers.items():
            for user in everybody:
                model = self.env[name].with_user(user)
                with self.subTest(model=name, user=user.login):
                    self.assertEqual(model.has_access("read"), user in allowed)
                    for operation in ("write", "create", "unlink"):
                        self.assertFalse(model.has_access(operation))
