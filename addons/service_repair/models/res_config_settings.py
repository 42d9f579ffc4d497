from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    service_dispatch_team_id = fields.Many2one(
        related="company_id.service_dispatch_team_id", readonly=False
    )
    service_mail_limit = fields.Integer(
        related="company_id.service_mail_limit", readonly=False
    )
    service_link_days = fields.Integer(
        related="company_id.service_link_days", readonly=False
    )
    service_reopen_days = fields.Integer(
        related="company_id.service_reopen_days", readonly=False
    )
    service_duplicate_hours = fields.Integer(
        related="company_id.service_duplicate_hours", readonly=False
    )
