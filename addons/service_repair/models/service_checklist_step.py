from odoo import fields, models


class ServiceChecklistStep(models.Model):
    """One thing that is to be done at a visit."""

    _name = "service.checklist.step"
    _description = "Step of a Checklist"
    _order = "template_id, sequence, id"

    template_id = fields.Many2one(
        "service.checklist.template", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(string="What to Do", required=True, translate=True)
    sequence = fields.Integer(default=10)
    is_required = fields.Boolean(
        string="Required",
        default=True,
        help="A repair does not count as solved before this is done.",
    )

    def _item_values(self):
        """What a visit takes from these steps, in the language of who takes it."""
        return [
            {"name": step.name, "is_required": step.is_required, "sequence": number}
            for number, step in enumerate(self, 1)
        ]
