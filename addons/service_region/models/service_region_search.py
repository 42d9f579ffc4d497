from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .service_region_mixin import UNSTORABLE

# No name or path is longer; without a bound a pasted page keeps the database busy
# for minutes.
SEARCHED_LENGTH = 200


class ServiceRegion(models.Model):
    """Regions are found by all their names, and by what a caller's words mean."""

    _inherit = "service.region"

    @api.model
    def _search_display_name(self, operator, value):
        """By path, code and all names, also the names of what the region was before.

        The names are looked up in subqueries: along the relations, the database takes
        this for so long a search that it starts compiling it.
        """
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented  # then the ORM negates what the positive one finds
        if isinstance(value, str):
            value = value.translate(UNSTORABLE)
            if len(value) > SEARCHED_LENGTH:
                return Domain.FALSE
        names = self.env["service.region.name"]._search([("name", operator, value)])
        named = names.subselect("region_id")
        became = SQL(
            "(SELECT successor_id FROM service_region_successor_rel "
            "WHERE region_id IN %s)",
            named,
        )
        return (
            Domain("complete_name", operator, value)
            | Domain("code", operator, value)
            | Domain("id", "in", named)
            | Domain("id", "in", became)
        )

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Like any name search, but the regions most likely meant come first.

        昆山 offers the city of that name before the towns that lie in it, and 苏州昆山,
        which is no part of any path, offers it too.
        """
        text = (name or "").translate(UNSTORABLE).strip()[:SEARCHED_LENGTH]
        domain = Domain(domain or Domain.TRUE)
        if operator != "ilike" or not text:
            return super().name_search(name, domain, operator, limit)
        meant = self.search_fetch(
            domain & self._domain_of_meant(text), ["display_name"], limit=limit
        )
        found = [(region.id, region.display_name) for region in meant]
        if limit and len(found) >= limit:
            return found
        rest = limit and limit - len(found)
        domain &= Domain("id", "not in", meant.ids)
        return found + super().name_search(text, domain, operator, rest)

    @api.model
    def _domain_of_meant(self, text):
        """Regions called exactly so; where there are none, what the text means."""
        named = Domain("name_ids.name", "=", text)
        if self.search_count(named, limit=1):
            return named
        (resolution,) = self._resolve([text])
        codes = resolution.candidates
        if resolution.status == "resolved":
            codes = [resolution.code]
        return Domain(
            "id", "in", [region.id for region in self._from_code(codes).values()]
        )
