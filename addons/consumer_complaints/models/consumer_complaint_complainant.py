from odoo import api, fields, models
from odoo.fields import Domain


class ConsumerComplaint(models.Model):
    """Who complains, as far as a case shows it."""

    _inherit = "consumer.complaint"

    complainant_id = fields.Many2one(
        "consumer.complainant", index=True, ondelete="restrict", copy=False
    )
    # where somebody lives tells who it is
    address = fields.Text(groups="consumer_complaints.group_agent")
    complainant_masked = fields.Char(
        "Complainant", compute="_compute_complainant_masked", store=True
    )

    @api.depends("complainant_id.masked")
    def _compute_complainant_masked(self):
        # sudo: everybody on the board sees the mask
        for complaint in self.sudo():
            complaint.complainant_masked = complaint.complainant_id.masked

    @api.model_create_multi
    def create(self, vals_list):
        self._check_complainants(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_complainants([vals])
        return super().write(vals)

    @api.model
    def _check_complainants(self, vals_list):
        """Who works on a case may see whose it is: so nobody is put there whom its
        writer may not see already."""
        ids = {vals.get("complainant_id") for vals in vals_list} - {None, False}
        self.env["consumer.complainant"].browse(ids).check_access("read")

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
