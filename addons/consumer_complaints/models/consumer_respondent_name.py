from odoo import api, fields, models

from ..rules.company_names import name_key


class ConsumerRespondentName(models.Model):
    """Another name under which people know a respondent, or knew it."""

    _name = "consumer.respondent.name"
    _description = "Other Name of a Respondent"
    _order = "respondent_id, name"

    name = fields.Char(required=True)
    name_key = fields.Char(
        compute="_compute_name_key", store=True, index="btree_not_null"
    )
    kind = fields.Selection(
        [("former", "Former"), ("other", "Other")], required=True, default="other"
    )
    respondent_id = fields.Many2one(
        "consumer.respondent", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="respondent_id.company_id", store=True)

    _name_once = models.Constraint(
        "UNIQUE(respondent_id, name)", "The respondent has this name already."
    )

    @api.depends("name")
    def _compute_name_key(self):
        for each in self:
            each.name_key = name_key(each.name) or False
