from odoo import api, models

from ..rules.ticket_events import what_happened

# The field of a ticket that says when something happened to it.
WHEN = {
    "ticket_created": "create_date",
    "ticket_taken": "assigned_date",
    "customer_awaited": "last_stage_update",
    "ticket_done": "closed_date",
    "ticket_dropped": "closed_date",
}


class ServiceTicketDemo(models.AbstractModel):
    """Demonstration: tickets of the last weeks, which are all made in one moment."""

    _name = "service.ticket.demo"
    _description = "Demonstration of Repair Tickets"

    @api.model
    def _tell_past(self):
        """Have the clocks of the demonstration's tickets run as if everything had been
        told when it happened, by the dates of the tickets."""
        of_demo = [("module", "=", "service_repair"), ("model", "=", "helpdesk.ticket")]
        named = self.env["ir.model.data"].search(of_demo)
        tickets = self.env["helpdesk.ticket"].browse(named.mapped("res_id"))
        about = [("res_model", "=", tickets._name), ("res_id", "in", tickets.ids)]
        self.env["service.deadline"].search(about).unlink()
        self.env["service.deadline.event"].search(about).unlink()
        for ticket in tickets:
            happened = what_happened(set(), ticket._deadline_traits())
            ticket._deadline_events(
                [(code, ticket[WHEN[code]], "") for code in happened]
            )
