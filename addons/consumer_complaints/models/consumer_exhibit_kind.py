from odoo import fields, models


class ConsumerExhibitKind(models.Model):
    """What a piece of proof is."""

    _name = "consumer.exhibit.kind"
    _description = "Kind of Exhibit"
    _inherit = ["consumer.shipped.mixin"]
    _order = "sequence, id"

    _shipped_file = "exhibit_kinds.csv"
    _shipped_prefix = "exhibit_kind"

    code = fields.Char(required=True, help="The name that programs and files use.")
    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True, help="What makes a good one.")
    is_identity = fields.Boolean(
        "Shows Who It Is",
        help="Exhibits of this kind hold an identity and are seen by fewer people.",
    )
    sequence = fields.Integer(default=1000)
    active = fields.Boolean(default=True)
    checklist_ids = fields.One2many("consumer.checklist.line", "kind_id")

    _code_unique = models.Constraint(
        "UNIQUE(code)", "There is a kind of exhibit with this code already."
    )
