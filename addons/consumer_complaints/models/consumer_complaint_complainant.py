from odoo import api, fields, models
from odoo.fields import Domain


class ConsumerComplaint(models.Model):
    """Who complains, as far as a case shows it."""

    _inherit = "consumer.complaint"

    complainant_id = fields.Many2one(
        "consumer.complainant", index=True, ondelete="restrict", copy=False
    )
    complainant_masked = fields.Char(
        "Complainant", compute="_compute_complainant_masked", store=True
    )

    @api.depends("complainant_id.masked")
    def _compute_complainant_masked(self):
        # sudo: everybody on the board sees the mask
        for complaint in self.sudo():
            complaint.complainant_masked = complaint.complainant_id.masked

    def action_show_identity(self):
        """Open who complains; that it was opened is put on record by its reading."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Complainant"),
            "res_model": "consumer.complainant",
            "res_id": self.complainant_id.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_open_looks(self):
        """Who looked at this case, its proof and whose it is."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "consumer_complaints.consumer_access_action"
        )
        of_case = Domain("complaint_id", "=", self.id)
        if self.complainant_id:
            of_case |= Domain("complainant_id", "=", self.complainant_id.id)
        return {**action, "domain": list(of_case)}
