from odoo import api, models
from odoo.fields import Domain

from ..rules import form

MOST_SUGGESTED = 20


class ConsumerComplaint(models.Model):
    """What the consumers' form offers to be ticked and chosen."""

    _inherit = "consumer.complaint"

    @api.model
    def _form_practices(self):
        """What a consumer may tick, with its definition."""
        # sudo: the vocabulary is shown to everybody
        practices = self.env["consumer.practice"].sudo()
        return practices.search([("taxonomy", "=", "house")])

    @api.model
    def _form_remedies(self):
        """[(kind, label)] of what may be wanted."""
        # sudo: only the labels are read
        kind = self.env["consumer.remedy"].sudo()._fields["kind"]
        return kind._description_selection(self.env)

    @api.model
    def _form_choices(self):
        return form.Choices(
            tuple(self._form_practices().mapped("code")),
            tuple(kind for kind, _label in self._form_remedies()),
            tuple(code for code, _name in self.env["res.lang"].get_installed()),
        )

    @api.model
    def _form_companies(self):
        """Names that the form suggests: those that the company chose to show."""
        # sudo: only names that were chosen to be public are read
        respondents = self.env["consumer.respondent"].sudo()
        shown = Domain("is_suggested", "=", True)
        shown &= Domain("company_id", "=", self.env.company.id)
        return respondents.search(shown, limit=MOST_SUGGESTED).mapped("name")
