from odoo import fields, models


class ConsumerNature(models.Model):
    """What a complaint is about, as the consumer associations count it."""

    _name = "consumer.nature"
    _description = "Nature of a Complaint"
    _inherit = ["consumer.shipped.mixin"]
    _order = "sequence, id"

    _shipped_file = "natures.csv"
    _shipped_prefix = "nature"

    code = fields.Char(required=True, help="The name that programs and files use.")
    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True)
    sequence = fields.Integer(default=1000)
    active = fields.Boolean(default=True)
    checklist_ids = fields.One2many("consumer.checklist.line", "nature_id")

    _code_unique = models.Constraint(
        "UNIQUE(code)", "There is a nature with this code already."
    )
