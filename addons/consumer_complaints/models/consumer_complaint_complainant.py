from odoo import api, fields, models


class ConsumerComplaint(models.Model):
    """Who complains, as far as a case shows it."""

    _inherit = "consumer.complaint"

    complainant_id = fields.Many2one(
        "consumer.complainant", index=True, ondelete="restrict", copy=False
    )
    complainant_masked = fields.Char(
        "Complainant", compute="_compute_complainant_masked", store=True
    )

    @api.depends(
        "complainant_id.name", "complainant_id.phone", "complainant_id.erased_at"
    )
    def _compute_complainant_masked(self):
        # sudo: everybody on the board sees the mask
        for complaint in self.sudo():
            complainant = complaint.complainant_id
            complaint.complainant_masked = complainant and complainant._masked()
