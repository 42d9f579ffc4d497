from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules.company_names import name_key

MAX_SIMILAR = 5


class ConsumerRespondent(models.Model):
    """Respondents that are perhaps the same one, shown before another is made."""

    _inherit = "consumer.respondent"

    name_key = fields.Char(compute="_compute_keys", store=True, index="btree_not_null")
    licence_key = fields.Char(
        compute="_compute_keys", store=True, index="btree_not_null"
    )
    similar_ids = fields.Many2many(
        "consumer.respondent",
        string="Perhaps the Same",
        compute="_compute_similar_ids",
        context={"active_test": False},
        help="Same code, or a name that differs only in its legal form, width or "
        "punctuation.",
    )

    @api.depends("name", "licence_name")
    def _compute_keys(self):
        for respondent in self:
            respondent.name_key = name_key(respondent.name) or False
            respondent.licence_key = name_key(respondent.licence_name) or False

    @api.depends("name", "licence_name", "uscc", "name_ids.name", "company_id")
    def _compute_similar_ids(self):
        known = self._known_by_sign()
        for respondent in self:
            found = self.browse()
            for sign in respondent._signs():
                found |= known[sign]
            respondent.similar_ids = (found - respondent._origin)[:MAX_SIMILAR]

    def _signs(self):
        """What others may have in common with this one: (company, kind, value)."""
        self.ensure_one()
        names = [self.name, self.licence_name, *self.name_ids.mapped("name")]
        signs = [("name", key) for key in map(name_key, names) if key]
        if self.uscc:
            signs.append(("uscc", self._clean({"uscc": self.uscc})["uscc"]))
        company = self.company_id.id
        return {(company, *sign) for sign in signs}

    def _known_by_sign(self):
        """All that share a sign with one of these, by their signs; in one search."""
        signs = {sign for respondent in self for sign in respondent._signs()}
        names = [value for _company, kind, value in signs if kind == "name"]
        codes = [value for _company, kind, value in signs if kind == "uscc"]
        shared = Domain.OR(
            [
                Domain("name_key", "in", names),
                Domain("licence_key", "in", names),
                Domain("name_ids.name_key", "in", names),
                Domain("uscc", "in", codes),
            ]
        )
        known = defaultdict(self.browse)
        for other in self.with_context(active_test=False).search(shared):
            for sign in other._signs():
                known[sign] |= other
        return known
