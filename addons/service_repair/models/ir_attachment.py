from odoo import fields, models

PHOTO_KINDS = [("before", "Before the Work"), ("after", "After the Work")]


class IrAttachment(models.Model):
    """Photos of a visit are attachments that know when they were taken."""

    _inherit = "ir.attachment"

    service_photo_kind = fields.Selection(
        PHOTO_KINDS, string="Photo of a Visit", readonly=True, copy=False
    )
