from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules.duplicates import Case, same_case, serial_key, similar_cases

# The newest of the tickets around a place are enough to find the closest among them.
SIMILAR_SEARCHED = 40
CASE_FIELDS = (
    "caller_number",
    "company_id",
    "create_date",
    "product_category_id",
    "product_id",
    "region_id",
    "serial_key",
)


class HelpdeskTicket(models.Model):
    """Which open tickets are about the same thing as this one, saved or not."""

    _inherit = "helpdesk.ticket"

    partner_id = fields.Many2one(index="btree_not_null")
    serial_key = fields.Char(
        compute="_compute_serial_key",
        store=True,
        precompute=True,
        index="btree_not_null",
        help="The serial number as it is compared with others.",
    )

    @api.depends("serial_number")
    def _compute_serial_key(self):
        for ticket in self:
            ticket.serial_key = serial_key(ticket.serial_number)

    def _as_case(self):
        """What the rules of duplicates know of this ticket."""
        self.ensure_one()
        # sudo: where a ticket lies is part of it, whoever may read regions
        region = self.region_id.sudo()
        is_town, is_county = region.level == "town", region.level == "county"
        # a town without county, as in 东莞, stands for itself
        area = region.parent_id if is_town else region if is_county else None
        return Case(
            id=self._origin.id or None,
            number=self.caller_number or None,
            serial=self.serial_key or None,
            opened=self.create_date or None,
            place=region._origin.id if area else None,
            area=area._origin.id if area else None,
            product=self.product_id._origin.id or None,
            category=self.product_category_id._origin.id or None,
        )

    def _open_others(self):
        """Domain of the other open repair tickets of the same company."""
        others = Domain(
            [
                ("is_repair", "=", True),
                ("company_id", "=", self.company_id.id),
                ("stage_id.closed", "=", False),
                ("id", "not in", self._origin.ids),
            ]
        )
        # a call that was saved while its answer got lost is no other
        return others & Domain("desk_key", "!=", self.desk_key or "-")

    def _find_same_case(self):
        """The open ticket that is about the same, and why.

        :return: (ticket, "serial" or "caller"), or (no ticket, None)
        """
        hours, now = self.company_id.service_duplicate_hours, fields.Datetime.now()
        case = self._as_case()
        known = [("caller_number", case.number), ("serial_key", case.serial)]
        same = Domain.OR(Domain(name, "=", value) for name, value in known if value)
        if not hours or same.is_false():
            return self.browse(), None
        since = Domain("create_date", ">", now - timedelta(hours=hours))
        found = self.search_fetch(self._open_others() & same & since, CASE_FIELDS)
        match = same_case(case, [each._as_case() for each in found], now, hours)
        return (found.browse(match.id), match.why) if match else (self.browse(), None)

    def _find_similar(self):
        """Open tickets nearby for the same kind of product, the closest first.

        :return: list of (ticket, "town" or "county")
        """
        case = self._as_case()
        if not case.area or not (case.product or case.category):
            return []
        # a list rather than a condition on the parent, which no index serves
        towns = self.env["service.region"].search([("parent_id", "=", case.area)])
        kind = Domain("product_category_id", "=", case.category)
        if case.product:
            kind |= Domain("product_id", "=", case.product)
        near = Domain("region_id", "in", [case.area, *towns.ids])
        found = self.search_fetch(
            self._open_others() & near & kind,
            CASE_FIELDS,
            limit=SIMILAR_SEARCHED,
            order="id desc",
        )
        found.region_id.sudo().fetch(["level", "parent_id"])  # sudo: as in _as_case
        matches = similar_cases(case, [each._as_case() for each in found])
        return [(found.browse(match.id), match.why) for match in matches]
