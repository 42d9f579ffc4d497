from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import ormcache


class ServiceDeadlineVocabulary(models.AbstractModel):
    """A list of words that policies use: a code for programs, a name for people."""

    _name = "service.deadline.vocabulary"
    _description = "Words of Deadline Policies"
    _order = "name"

    code = fields.Char(required=True, help="The name that programs and files use.")
    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint(
        "UNIQUE(code)", "There is an entry with this code already."
    )

    @api.model
    @ormcache()
    def _ids_by_code(self):
        """All entries: code → id. Archived ones count, so that no report is lost."""
        # sudo: who reports an event need not read the list
        words = self.sudo().with_context(active_test=False).search_fetch([], ["code"])
        return {word.code: word.id for word in words}

    @api.model
    def _id_of(self, code):
        """The id of the entry with this code; ValidationError for an unknown one."""
        try:
            return self._ids_by_code()[code]
        except KeyError:
            text = self.env._(
                "%(list)s: there is no “%(code)s”.", list=self._description, code=code
            )
            raise ValidationError(text) from None

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
