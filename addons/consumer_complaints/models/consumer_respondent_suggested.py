from odoo import fields, models


class ConsumerRespondent(models.Model):
    """Respondents whose names the public form suggests."""

    _inherit = "consumer.respondent"

    is_suggested = fields.Boolean(
        "Suggested on the Form",
        help="The public form suggests this name while somebody types. Leave it off to "
        "tell nobody whom complaints are about.",
    )
