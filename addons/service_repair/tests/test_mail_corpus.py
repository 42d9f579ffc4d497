from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import RepairCase
from .odd_mails import TO, corpus, encoded_mails


class MailCase(RepairCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        name, _at, domain = TO.partition("@")
        cls.env.company.alias_domain_id = cls.env["mail.alias.domain"].create(
            {"name": domain, "bounce_alias": "lost", "catchall_alias": "any"}
        )
        cls.env["helpdesk.ticket.team"].search([]).takes_repairs = False
        cls.team = cls.env["helpdesk.ticket.team"].create(
            {"name": "维修", "takes_repairs": True, "alias_name": name}
        )
        cls.env.company.service_mail_limit = 1
        cls.tickets = cls.env["helpdesk.ticket"]

    def _receive(self, source, model=False):
        """(ticket that came of it, its record in the register)"""
        before = self.tickets.search([])
        self.env["mail.thread"].message_process(model, source)
        entry = self.env["service.mail"].search([], limit=1)
        return self.tickets.search([]) - before, entry


@tagged("post_install", "-at_install")
class TestMailCorpus(MailCase):
    @mute_logger("odoo.addons.service_repair.models.service_mail")
    @mute_logger("odoo.addons.mail.models.mail_thread")
    def test_each_mail_is_accounted_for(self):
        """Fifty odd mails give fifty results: a ticket, or a record that keeps them."""
        mails = corpus()
        self.assertEqual(len(mails), 50)
        self.assertEqual(len({name for name, _source, _outcome in mails}), 50)
        wrong = {}
        for name, source, outcome in mails:
            tickets, entry = self._receive(source, model="helpdesk.ticket")
            wanted = {outcome} if outcome else {"ticket", "by_hand"}
            made = 1 if entry.outcome in ("ticket", "by_hand") else 0
            if entry.outcome not in wanted or len(tickets) != made:
                wrong[name] = (entry.outcome, outcome, len(tickets))
            if entry.outcome == "ticket" and not (tickets.is_repair and tickets.number):
                wrong[name] = "no repair"
            if entry.outcome != "ticket":
                where = tickets or entry
                if not self._sources(where):
                    wrong[name] = "the mail itself is lost"
        self.assertEqual(wrong, {})
        self.assertEqual(self.env["service.mail"].search_count([]), 50)

    def _said(self, ticket):
        words = ("打不开", "打不開", "虹桥路8号")
        return {word for word in words if word in ticket.fault}

    def _sources(self, record):
        return self.env["ir.attachment"].search(
            [("res_model", "=", record._name), ("res_id", "=", record.id)]
        )

    def test_text_survives_each_encoding(self):
        """The words, the number and the place are read, whatever they are sent in."""
        for name, source in encoded_mails():
            with self.subTest(name):
                ticket, _entry = self._receive(source)
                self.assertAt(ticket, self.fenghuang)
                self.assertTrue({"打不开", "打不開", "虹桥路8号"} & self._said(ticket))
                if "13800138000" in ticket.description:
                    self.assertEqual(ticket.caller_number, "+8613800138000")
