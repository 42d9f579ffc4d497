from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    service_dispatch_team_id = fields.Many2one(
        related="company_id.service_dispatch_team_id", readonly=False
    )
    service_duplicate_hours = fields.Integer(
        related="company_id.service_duplicate_hours", readonly=False
    )
