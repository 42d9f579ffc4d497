from odoo import fields, models


class ServiceTicketMerge(models.TransientModel):
    """Asks which ticket goes on when several are about the same thing."""

    _name = "service.ticket.merge"
    _description = "Merge Tickets"

    ticket_ids = fields.Many2many(
        "helpdesk.ticket", string="Tickets", required=True, readonly=True
    )
    survivor_id = fields.Many2one(
        "helpdesk.ticket",
        string="Merge Into",
        required=True,
        domain="[('is_repair', '=', True), ('stage_id.closed', '=', False), "
        "('duplicate_id', '=', False)]",
        help="This ticket goes on, with the messages and files of all of them.",
    )

    def action_merge(self):
        """Merge, and open the ticket that goes on.

        The survivor may be among the tickets that were selected in a list.
        """
        self.ensure_one()
        (self.ticket_ids - self.survivor_id)._merge_into(self.survivor_id)
        return self.survivor_id.get_formview_action()
