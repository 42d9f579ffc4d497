from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """How visits are booked, offered and told of."""

    _inherit = "res.config.settings"

    service_visit_minutes = fields.Integer(
        related="company_id.service_visit_minutes", readonly=False
    )
    service_window_minutes = fields.Integer(
        related="company_id.service_window_minutes", readonly=False
    )
    service_lead_minutes = fields.Integer(
        related="company_id.service_lead_minutes", readonly=False
    )
    service_cutoff_hour = fields.Float(
        related="company_id.service_cutoff_hour", readonly=False
    )
    service_horizon_days = fields.Integer(
        related="company_id.service_horizon_days", readonly=False
    )
    service_offer_minutes = fields.Integer(
        related="company_id.service_offer_minutes", readonly=False
    )
    service_offer_minutes_emergency = fields.Integer(
        related="company_id.service_offer_minutes_emergency", readonly=False
    )
    service_quiet_from = fields.Float(
        related="company_id.service_quiet_from", readonly=False
    )
    service_quiet_until = fields.Float(
        related="company_id.service_quiet_until", readonly=False
    )
    service_warranty_days = fields.Integer(
        related="company_id.service_warranty_days", readonly=False
    )
    service_sms_gateway = fields.Selection(
        related="company_id.service_sms_gateway", readonly=False
    )
    service_after_visit_minutes = fields.Integer(
        related="company_id.service_after_visit_minutes", readonly=False
    )
