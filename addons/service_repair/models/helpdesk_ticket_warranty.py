from odoo import models
from odoo.fields import Domain


class HelpdeskTicket(models.Model):
    """A repair that did not last: its customer is visited again, free of charge within
    the repair warranty."""

    _inherit = "helpdesk.ticket"

    def write(self, vals):
        closed = self.filtered("closed") if "stage_id" in vals else self.browse()
        result = super().write(vals)
        closed.filtered(lambda ticket: not ticket.closed)._come_again()
        return result

    def _note_follow_up(self, closed):
        """What was written after the ticket was closed for good is a new one."""
        result = super()._note_follow_up(closed)
        self._come_again()
        return result

    def _come_again(self):
        """A visit without a time for each ticket that was solved by one and is open
        again, unless one is planned already."""
        # sudo: customers reopen tickets, and plan no visits
        visits = self.env["service.visit"].sudo()
        chains = {ticket: ticket._leading_here() for ticket in self.sudo()}
        solved = visits._read_group(
            Domain("ticket_id", "in", self.browse().union(*chains.values()).ids)
            & Domain("result", "=", "solved"),
            ["ticket_id"],
        )
        solved = self.browse().union(*(ticket for (ticket,) in solved))
        missing = [
            ticket
            for ticket, chain in chains.items()
            if chain & solved and not ticket.next_visit_id
        ]
        made = visits.create([{"ticket_id": ticket.id} for ticket in missing])
        made._dispatch()
