from odoo import models
from odoo.exceptions import UserError


class ConsumerReferral(models.Model):
    """A body's own way to what was referred to it."""

    _inherit = "consumer.referral"

    def action_body_link(self):
        """Show the body's link, to be copied."""
        self.ensure_one()
        if self.state in ("draft", "to_file"):
            raise UserError(
                self.env._("The body gets its link once the referral was sent.")
            )
        return self.complaint_id._show_link("body", self)
