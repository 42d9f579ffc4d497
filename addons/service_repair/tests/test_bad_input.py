from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import FENGHUANG, RepairCase

ADDRESSES = {
    "empty": "",
    "blank": " \n\t ",
    "100 KB": "湖南省凤凰县" + "啊" * 100_000,
    "mixed scripts": "Fenghuang 凤凰縣 Хунань 湖南 ١٢٣",
    "control characters": "湖南\x00省\x07凤凰\x1b县\u202e",
    "lone surrogate": "湖南省凤凰县\ud800",
    "percent signs": "%s %(region)s 100% 凤凰县",
    "markup": "<script>alert(1)</script>湖南省凤凰县",
}


@tagged("post_install", "-at_install")
class TestBadInput(RepairCase):
    def test_addresses(self):
        """Whatever stands in an address, the ticket is filed and somebody has it."""
        for what, address in ADDRESSES.items():
            with self.subTest(what):
                ticket = self._create_ticket(address)
                self.env.flush_all()
                self.assertTrue(ticket.team_id)
                self.assertTrue(ticket.stage_id)
                self.assertTrue(ticket.routing_reason)

    def test_in_one_batch(self):
        """One bad address does not spoil the others of its batch."""
        tickets = self.env["helpdesk.ticket"].create(
            [
                {
                    "is_repair": True,
                    "address": address,
                    "caller_phone": "\x00" * 3,
                    "fault": "?",
                }
                for address in [*ADDRESSES.values(), "湖南省凤凰县"]
            ]
        )
        self.env.flush_all()
        self.assertAt(tickets[-1], self.fenghuang)

    def test_an_empty_ticket_is_refused(self):
        """A repair ticket says what is wrong, who called or where; else it is refused
        with the names of the fields, and nothing of its batch is filed."""
        Ticket = self.env["helpdesk.ticket"].with_user(self.agent)
        count = Ticket.search_count([])
        nothing = {"fault": " \n", "caller_phone": "\0", "description": "<p><br></p>"}
        for vals in ({}, nothing):
            with self.assertRaisesRegex(ValidationError, "Fault.*Phone.*Address"):
                Ticket.create(
                    [{"is_repair": True, "fault": "?"}, {"is_repair": True, **vals}]
                )
        self.assertEqual(Ticket.search_count([]), count)

    def test_half_a_word_is_enough(self):
        """Any one thing known is a ticket: a mail's sender, a customer, a title."""
        Ticket = self.env["helpdesk.ticket"].with_user(self.agent)
        partner = self.env["res.partner"].create({"name": "陈"})
        for vals in (
            {"fault": "打不开"},
            {"caller_phone": "13812345678"},
            {"address": "凤凰县"},
            {"region_id": self._region(FENGHUANG).id},
            {"partner_email": "chen@example.com"},
            {"partner_id": partner.id},
            {"name": "Safe"},
            {"description": "<p>打不开</p>"},
        ):
            with self.subTest(vals):
                self.assertTrue(Ticket.create({"is_repair": True, **vals}).number)
        given = Ticket.with_context(default_partner_id=partner.id)
        self.assertEqual(given.create({"is_repair": True}).partner_id, partner)

    def test_names_with_percent_signs(self):
        """Names of stations and people are shown as they are."""
        self.fenghuang.name = "100% %(count)s <b>站</b>"
        ticket = self._create_ticket()
        self.assertIn("100% %(count)s <b>站</b> (1 today)", ticket.routing_reason)

    def test_dispatch_team_deleted(self):
        """Without any dispatch team tickets are still filed."""
        self.env.ref("service_repair.team_dispatch").unlink()
        ticket = self._create_ticket("没有地方")
        self.env.flush_all()
        self.assertFalse(ticket.station_id)
        self.assertTrue(ticket.stage_id)

    def test_dispatch_team_of_the_company(self):
        """A company may name its own team for what no station takes."""
        team = self.env["helpdesk.ticket.team"].create({"name": "Desk"})
        self.env.company.service_dispatch_team_id = team
        self.assertEqual(self._create_ticket("没有地方").team_id, team)
