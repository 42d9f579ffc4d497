from odoo import api, fields, models

from odoo.addons.service_region.rules.types import Hint

from ..rules.phone import area_of, parse_phone, place_of

PHONE_STATUSES = [
    ("mobile", "Mobile"),
    ("landline", "Landline"),
    ("service", "Service Number"),
    ("foreign", "Foreign"),
    ("short", "Short Number"),
    ("no_area", "Area Code Missing"),
    ("unreadable", "Not a Number"),
    ("empty", "None"),
]


class HelpdeskTicket(models.Model):
    """Who called: the number as given, its standard form, and the place it tells."""

    _inherit = "helpdesk.ticket"

    caller_phone = fields.Char(help="As the caller gave it.")
    caller_number = fields.Char(
        compute="_compute_caller_number",
        store=True,
        precompute=True,
        index="btree_not_null",
        help="The number in its international form.",
    )
    caller_extension = fields.Char(
        compute="_compute_caller_number", store=True, precompute=True
    )
    caller_phone_status = fields.Selection(
        PHONE_STATUSES,
        compute="_compute_caller_number",
        store=True,
        precompute=True,
    )

    @api.model
    def _phone_get_number_fields(self):
        """Where a repair ticket has its customer's number."""
        return ["caller_phone", *super()._phone_get_number_fields()]

    @api.depends("caller_phone", "region_id", "company_id")
    def _compute_caller_number(self):
        for ticket in self:
            country = ticket.company_id.service_country_code or "CN"
            phone = parse_phone(ticket.caller_phone, country)
            if phone.status == "no_area":
                area = ticket._area_code()
                phone = parse_phone(ticket.caller_phone, country, area)
            ticket.caller_number = phone.number
            ticket.caller_extension = phone.extension
            ticket.caller_phone_status = phone.status

    def _area_code(self):
        """The telephone area code of the ticket's region, "" while that is unknown."""
        # sudo: the number follows from the region, whoever files the ticket
        region = self.region_id.sudo()
        while region and region.level not in ("prefecture", "province"):
            region = region.parent_id
        return area_of(region.name) if region else ""

    @api.depends("caller_phone", "partner_id", "desk_key")
    def _compute_region_resolution(self):
        # depends on the caller as well, who may tell where a vague address is
        return super()._compute_region_resolution()

    def _region_hints(self):
        """The town that the caller's number belongs to, and where the same customer
        or number last needed us.

        At the desk they only order the candidates: the agent can ask the caller.
        """
        hints = super()._region_hints()
        numbers = {
            ticket.id: parse_phone(ticket.caller_phone).number for ticket in self
        }
        issued = self._phone_regions(numbers.values())
        recent = self._last_regions(numbers.values())
        for ticket in self:
            number, company = numbers[ticket.id], ticket.company_id
            last = recent.get((company, number)) or recent.get(
                (company, ticket.partner_id._origin)
            )
            found = [("phone", issued.get(number)), ("last_address", last)]
            # sudo: customers don't read the field, but their tickets are resolved too
            settles = not ticket.sudo().desk_key
            hints[ticket.id] = [
                *hints.get(ticket.id, ()),
                *(Hint(source, code, settles) for source, code in found if code),
            ]
        return hints

    def _phone_regions(self, numbers):
        """{telephone number: code of the region where it was issued}"""
        places = {number: place_of(number) for number in numbers if number}
        places = {number: place for number, place in places.items() if place}
        resolutions = self.env["service.region"]._resolve(list(places.values()))
        return {
            number: resolution.code
            for number, resolution in zip(places, resolutions, strict=True)
        }

    def _last_regions(self, numbers):
        """{(company, number or partner): code of the region of its latest ticket there
        that had one}; what one company knows of a caller is not told to another."""
        # sudo: a customer's place is known to the company, whoever takes the call
        tickets = self.sudo()
        found = {}
        for field, values in (
            ("caller_number", list(filter(None, numbers))),
            ("partner_id", tickets.partner_id._origin.ids),
        ):
            latest = tickets._read_group(
                [
                    (field, "in", values),
                    ("company_id", "in", tickets.company_id.ids),
                    ("region_status", "in", ("resolved", "manual")),
                    ("id", "not in", tickets._origin.ids),
                ],
                ["company_id", field, "region_id"],
                ["id:max"],
                order="id:max",
            )
            found |= {
                (company, key): region.code for company, key, region, _id in latest
            }
        return found
