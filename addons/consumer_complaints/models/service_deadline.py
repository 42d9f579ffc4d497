from odoo import fields, models

from ..rules.contact_wording import CHANNELS


class ServiceDeadline(models.Model):
    """A promise to a consumer knows by which channel it was made."""

    _inherit = "service.deadline"

    channel = fields.Selection(list(CHANNELS.items()), "Made By", readonly=True)
