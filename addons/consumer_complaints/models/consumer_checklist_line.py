from odoo import api, fields, models

from ..rules.checklist import Line, missing


class ConsumerChecklistLine(models.Model):
    """One kind of proof that complaints of a nature or a practice need."""

    _name = "consumer.checklist.line"
    _description = "Checklist Line"
    _inherit = ["consumer.shipped.mixin"]
    _order = "sequence, id"

    _shipped_file = "checklist.csv"
    _shipped_prefix = "checklist"
    _shipped_key = ("nature_id", "practice_id", "kind_id")

    nature_id = fields.Many2one("consumer.nature", index=True, ondelete="cascade")
    practice_id = fields.Many2one("consumer.practice", index=True, ondelete="cascade")
    kind_id = fields.Many2one(
        "consumer.exhibit.kind", required=True, index=True, ondelete="cascade"
    )
    required = fields.Boolean(
        default=True, help="Without it the case is not ready to be handed on."
    )
    hint = fields.Char(translate=True, help="What it should show.")
    sequence = fields.Integer(default=1000)
    active = fields.Boolean(default=True)

    _of_something = models.Constraint(
        "CHECK (nature_id IS NOT NULL OR practice_id IS NOT NULL)",
        "A line of the checklist needs a nature or a practice.",
    )
    _kind_once = models.UniqueIndex(
        "(COALESCE(nature_id, 0), COALESCE(practice_id, 0), kind_id)",
        "The checklist asks for this kind of exhibit already.",
    )

    @api.depends("nature_id", "practice_id", "kind_id")
    def _compute_display_name(self):
        for line in self:
            about = [line.nature_id, line.practice_id, line.kind_id]
            line.display_name = " · ".join(each.display_name for each in about if each)

    @api.model
    def _missing(self, cases):
        """What each case has no exhibit of, required kinds first.

        :param cases: list of (nature, practices, kinds present), as records
        :return: list of lists of `rules.checklist.Wanted`, in the cases' order
        """
        lines = self._lines()
        return [
            missing(lines, set(kinds.ids), nature.id or None, set(practices.ids))
            for nature, practices, kinds in cases
        ]

    @api.model
    def _lines(self):
        """The checklist as the rule reads it; of kinds that are in use."""
        # sudo: whoever files a complaint is told what proof it needs
        lines = self.sudo().search([("kind_id.active", "=", True)])
        return [
            Line(
                id=line.id,
                kind=line.kind_id.id,
                nature=line.nature_id.id or None,
                practice=line.practice_id.id or None,
                required=line.required,
            )
            for line in lines
        ]
