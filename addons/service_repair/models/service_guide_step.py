from odoo import fields, models


class ServiceGuideStep(models.Model):
    """One step of a guide: what to do, and how it looks."""

    _name = "service.guide.step"
    _description = "Step of a Guide"
    _order = "guide_id, sequence, id"

    guide_id = fields.Many2one(
        "service.guide", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="What to Do", required=True, translate=True)
    text = fields.Text(string="In Detail", translate=True)
    picture = fields.Image(max_width=1024, max_height=1024)
    picture_alt = fields.Char(
        string="What the Picture Shows",
        translate=True,
        help="For those who can't see it.",
    )
