from odoo import fields, models


class ConsumerRight(models.Model):
    """A right of consumers, as articles 7 to 15 of the law on them give it."""

    _name = "consumer.right"
    _description = "Consumer Right"
    _inherit = ["consumer.shipped.mixin"]
    _order = "sequence, id"

    _shipped_file = "rights.csv"
    _shipped_prefix = "right"

    code = fields.Char(required=True, help="The name that programs and files use.")
    name = fields.Char(required=True, translate=True)
    article = fields.Char(translate=True, help="The law that gives it.")
    description = fields.Text(translate=True)
    sequence = fields.Integer(default=1000)
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint(
        "UNIQUE(code)", "There is a right with this code already."
    )
