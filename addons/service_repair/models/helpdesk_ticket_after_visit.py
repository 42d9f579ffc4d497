from odoo import models


class HelpdeskTicket(models.Model):
    """What a customer finds on the own page after a visit."""

    _inherit = "helpdesk.ticket"

    def _visit_to_rate(self):
        """The customer's last visit that is done, if there was one to speak of."""
        # sudo: the customer of the ticket knows that somebody came
        done = self.sudo().visit_ids.filtered(lambda visit: visit._may_be_rated())
        return done.sorted(lambda visit: (visit.finished_at, visit.id))[-1:]

    def _guides_after_visit(self):
        """What the customer may read about the product that was seen to."""
        category = self.product_category_id
        return self.env["service.guide"]._guides_for(category, ("how_to", "course"))
