from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    service_dispatch_team_id = fields.Many2one(
        related="company_id.service_dispatch_team_id", readonly=False
    )
