from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import RepairCase


@tagged("post_install", "-at_install")
class TestByHand(RepairCase):
    def test_a_choice_stays(self):
        """A dispatcher's own choice survives a change of address and routing again."""
        ticket = self._create_ticket().with_user(self.dispatcher)
        ticket.station_id = self.jishou
        self.assertTrue(ticket.station_by_hand)
        self.assertAt(ticket, self.jishou)
        reason = f"chosen by {self.dispatcher.name}: 吉首站"
        self.assertEqual(ticket.routing_reason, reason)
        ticket.address = "湖南省凤凰县沱江镇"
        ticket.action_route()
        self.assertAt(ticket, self.jishou)
        self.assertEqual(ticket.routing_reason, reason)

    def test_a_choice_taken_back(self):
        """Emptying the station, or asking for it, lets routing find one again."""
        ticket = self._create_ticket().with_user(self.dispatcher)
        for take_back in (
            lambda: ticket.write({"station_id": False}),
            ticket.action_follow_routing,
        ):
            ticket.station_id = self.jishou
            take_back()
            self.assertFalse(ticket.station_by_hand)
            self.assertAt(ticket, self.fenghuang)

    def test_choice_at_creation(self):
        """A station given with a new ticket is a choice."""
        ticket = self._create_ticket(station_id=self.jishou.id)
        self.assertTrue(ticket.station_by_hand)
        self.assertAt(ticket, self.jishou)
        self.assertTrue(ticket.routed_at)

    def test_the_suggested_station_is_no_choice(self):
        """A form that sends the station it was shown chooses nothing by that."""
        ticket = self._create_ticket(station_id=self.fenghuang.id)
        self.assertFalse(ticket.station_by_hand)
        ticket.write({"address": "湖南省吉首市", "station_id": self.jishou.id})
        self.assertFalse(ticket.station_by_hand)
        self.assertAt(ticket, self.jishou)

    def test_agents_do_not_choose(self):
        """An agent asks for routing; the station is not the agent's to choose."""
        ticket = self._create_ticket().with_user(self.agent)
        with self.assertRaises(AccessError):
            ticket.station_id = self.jishou
        with self.assertRaises(AccessError):
            ticket.write({"station_by_hand": True})
        with self.assertRaises(AccessError):
            self.env["helpdesk.ticket"].with_user(self.agent).create(
                {
                    "is_repair": True,
                    "address": "湖南省凤凰县",
                    "station_id": self.jishou.id,
                }
            )

    def test_in_the_form(self):
        """A dispatcher chooses in the form; the address then no longer matters."""
        arch = """<form><field name="is_repair" invisible="1"/><field name="name"/>
            <field name="description"/><field name="address"/>
            <field name="station_id"/></form>"""
        view = self.env["ir.ui.view"].create(
            {"name": "for.test", "model": "helpdesk.ticket", "arch": arch}
        )
        ticket = self._create_ticket().with_user(self.dispatcher)
        with Form(ticket, view=view) as form:
            form.station_id = self.jishou
        self.assertTrue(ticket.station_by_hand)
        with Form(ticket, view=view) as form:
            form.address = "湖南省凤凰县沱江镇"
        self.assertAt(ticket, self.jishou)

    def test_a_form_that_got_stale_chooses_nothing(self):
        """The station that an agent's form showed may be gone when it is saved: then
        the ticket goes to the next, and the agent is not accused of a choice."""
        view = "service_repair.helpdesk_ticket_view_form"
        tickets = self.env["helpdesk.ticket"].with_user(self.agent)
        form = Form(tickets.with_context(default_is_repair=True), view=view)
        form.address = "湖南省凤凰县"
        self.assertEqual(form.station_id, self.fenghuang)
        self.fenghuang.action_archive()
        ticket = form.save()
        self.assertAt(ticket, self.jishou)
        self.assertFalse(ticket.station_by_hand)

    def test_a_station_archived_while_it_is_chosen(self):
        """The dispatcher is told which station closed and loses nothing of the form."""
        view = "service_repair.helpdesk_ticket_view_form"
        ticket = self._create_ticket().with_user(self.dispatcher)
        form = Form(ticket, view=view)
        form.fault = "won't open"
        form.station_id = self.jishou
        self.jishou.action_archive()
        with self.assertRaisesRegex(UserError, "吉首站 was closed meanwhile"):
            form.save()
        form.station_id = self.fenghuang
        form.save()
        self.assertEqual(ticket.fault, "won't open")
        self.assertAt(ticket, self.fenghuang)

    def test_a_new_ticket_is_not_given_to_a_closed_station(self):
        """Neither is one that is filed for a station which is gone."""
        self.jishou.action_archive()
        with self.assertRaisesRegex(UserError, "吉首站"):
            self._create_ticket(station_id=self.jishou.id)
