from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    complaint_team_id = fields.Many2one(
        related="company_id.complaint_team_id", readonly=False
    )
    complaint_reopen_days = fields.Integer(
        related="company_id.complaint_reopen_days", readonly=False
    )
    complaint_link_days = fields.Integer(
        related="company_id.complaint_link_days", readonly=False
    )
    complaint_retention_days = fields.Integer(
        related="company_id.complaint_retention_days", readonly=False
    )
    complaint_form_url = fields.Char(
        "Address of the Form", compute="_compute_complaint_form_url"
    )

    def _compute_complaint_form_url(self):
        for settings in self:
            settings.complaint_form_url = f"{settings.get_base_url()}/complaint"
