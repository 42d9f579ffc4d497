from odoo import api, fields, models

from ..rules.provinces import PROVINCES
from ..rules.term_wording import describe_term

STANDINGS = [
    ("in_use", "In use"),
    ("not_yet", "Not in force yet"),
    ("no_longer", "No longer in force"),
    ("off", "Switched off"),
]


class ServiceDeadlinePolicy(models.Model):
    """A policy as people read it in a list: its term, its place, whether it applies."""

    _inherit = "service.deadline.policy"

    term_text = fields.Char("Term", compute="_compute_term_text")
    place = fields.Char(compute="_compute_place", help="Whose law it is.")
    standing = fields.Selection(
        STANDINGS,
        compute="_compute_standing",
        help="Rules that nobody could verify come switched off: check the source of "
        "one before you switch it on.",
    )

    @api.depends("amount", "unit", "backward")
    @api.depends_context("lang")
    def _compute_term_text(self):
        for policy in self:
            policy.term_text = describe_term(
                policy.amount, policy.unit, policy.backward, self.env._
            )

    @api.depends("jurisdiction", "province")
    @api.depends_context("lang")
    def _compute_place(self):
        countries = dict(self._jurisdictions())
        provinces = dict(self._provinces())
        for policy in self:
            country = countries.get(policy.jurisdiction)
            province = provinces.get(policy.province)
            policy.place = " · ".join(filter(None, (country, province)))

    @api.depends("active", "in_force_from", "in_force_to")
    def _compute_standing(self):
        today = fields.Date.context_today(self)
        for policy in self:
            policy.standing = policy._standing_on(today)

    def _standing_on(self, day):
        if not self.active:
            return "off"
        if self.in_force_from and day < self.in_force_from:
            return "not_yet"
        if self.in_force_to and day > self.in_force_to:
            return "no_longer"
        return "in_use"

    @api.model
    def _jurisdictions(self):
        """Whose law it can be, for a choice: countries by their codes, and the EU."""
        countries = self.env["res.country"].search_fetch([], ["code", "name"])
        return [
            ("EU", self.env._("European Union")),
            *((country.code, country.name) for country in countries),
        ]

    @api.model
    def _provinces(self):
        """Provinces for a choice: China's, and whatever else policies name by code."""
        chinese = (self.env.lang or "").startswith("zh")
        known = {
            code: word.name_zh if chinese else word.name
            for code, word in PROVINCES.items()
        }
        named = self.with_context(active_test=False)._read_group(
            [("province", "not in", [False, *known])], ["province"]
        )
        return [*known.items(), *((code, code) for (code,) in named)]
