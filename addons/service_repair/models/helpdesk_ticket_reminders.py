from odoo import models

# What of a ticket decides whether and how its customer is told of visits.
REACHED_BY = {
    "partner_id",
    "partner_email",
    "caller_phone",
    "is_emergency",
    "company_id",
}


class HelpdeskTicket(models.Model):
    """Messages about visits follow what a ticket knows of its customer."""

    _inherit = "helpdesk.ticket"

    def write(self, vals):
        result = super().write(vals)
        if REACHED_BY & vals.keys():
            # sudo: messages follow, whoever may see the visits
            self.sudo().visit_ids._tell_later()
        return result
