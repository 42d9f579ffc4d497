from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import groupby

from odoo.addons.service_door.rules.inputs import parse_id

from ..rules.booking import OTHER, Known, part_of_day, read_start
from ..rules.local_time import local_of
from .service_planning import to_moment

CANDIDATES = 9
GUIDES = 5
# Of a ticket's region: what the page says of the place.
PLACES = {"resolved": "found", "manual": "found", "ambiguous": "open"}


class SlotTaken(UserError):
    """Somebody else was first; nothing was filed."""


class ServiceBooking(models.AbstractModel):
    """What the guided page asks while a customer fills it in, and what it files.

    What is typed is a dict of texts as `rules.booking` has it.
    """

    _name = "service.booking"
    _description = "Booking by the Customer"

    # -- what is known of what was typed

    @api.model
    def _draft(self, typed):
        """The ticket that would come of it, not saved."""
        # sudo: who books reads no products, stations and regions
        tickets = self.sudo().env["helpdesk.ticket"]
        draft = tickets.new(self._ticket_values(typed))
        region = self._chosen_region(draft, typed)
        return tickets.new(self._ticket_values(typed, region)) if region else draft

    def _ticket_values(self, typed, region=None):
        label = self._label(typed)
        category = label.product_id.categ_id or self._category(typed)
        values = {
            "is_repair": True,
            "company_id": self.env.company.id,
            "channel_id": self._channel(),
            "product_id": label.product_id.id,
            "product_category_id": category.id,
            "serial_number": label.serial_number or typed.get("serial", False),
            "fault": typed.get("fault", False),
            "address": typed.get("address", False),
            "partner_id": self._partner(label, typed).id,
            "partner_name": typed.get("name", False),
            "partner_email": typed.get("email", False),
            "caller_phone": typed.get("phone", False),
        }
        if region:
            values |= {"region_id": region.id, "region_by_hand": True}
        return values

    def _label(self, typed):
        return self.env["service.product.label"]._of_code(typed.get("label"))

    def _partner(self, label, typed):
        """Whose account it is: of who is logged in, or whom the product belongs to if
        that is who gives the number."""
        user = self.env.user
        return (
            label._owner(typed.get("phone")) if user._is_public() else user.partner_id
        )

    def _channel(self):
        return self.env["ir.model.data"]._xmlid_to_res_id(
            "helpdesk_mgmt.helpdesk_ticket_channel_web", raise_if_not_found=False
        )

    @api.model
    def _categories(self):
        """The kinds of products to choose from."""
        # sudo: customers read no categories; these are for them
        categories = self.env["product.category"].sudo()
        return categories.search([("service_bookable", "=", True)])

    def _category(self, typed):
        found = parse_id(typed.get("category"))
        return self._categories().filtered(lambda category: category.id == found)

    def _chosen_region(self, draft, typed):
        """The place that was chosen among those that the address leaves open."""
        if draft.region_status != "ambiguous":
            return draft.region_id.browse()
        found = parse_id(typed.get("region"))
        return draft.region_candidate_ids._origin.filtered(lambda one: one.id == found)

    @api.model
    def _known(self, typed, draft, days=None):
        """What `rules.booking` needs to know.

        :param days: of `_days`; None before they matter
        """
        chosen = typed.get("category") == OTHER or bool(draft.product_category_id)
        status = PLACES.get(draft.region_status, "unknown")
        return Known(
            has_product=chosen or not self._categories(),
            place=status if draft.address else "empty",
            has_times=days is None or bool(days),
            country=self.env.company.service_country_code or "CN",
        )

    @api.model
    def _candidates(self, draft):
        """The places to choose from, where the address leaves several open."""
        is_open = draft.region_status == "ambiguous"
        return draft.region_candidate_ids._origin[: is_open and CANDIDATES]

    @api.model
    def _guides_for(self, category):
        """What a customer may try before somebody comes, for a kind of product."""
        if "service.guide" not in self.env or not category:
            return []
        return self.env["service.guide"]._guides_for(category)[:GUIDES]

    # -- when

    @api.model
    def _visit_of(self, draft):
        """The visit that a draft would get, not saved."""
        visits = self.env["service.visit"].sudo()  # sudo: as for the draft
        return visits.new({"ticket_id": draft, "station_id": draft.station_id._origin})

    @api.model
    def _days(self, visit):
        """The free times of a visit by day, for a page.

        :return: list of {"label", "count", "parts": [{"key", "slots": [{"value",
            "label"}]}]}
        """
        station = visit.station_id._origin
        if not station:
            return []
        zone = station._zone()
        times = [
            (slot.start, local_of(to_moment(slot.start), zone))
            for slot in station._free_slots(visit)
        ]
        return [
            self._day(day, those)
            for day, those in groupby(times, key=lambda time: time[1].date())
        ]

    def _day(self, day, times):
        parts = groupby(times, key=lambda time: part_of_day(time[1].hour))
        return {
            "label": self.env["service.visit"]._day_in_words(day),
            "count": len(times),
            "parts": [
                {
                    "key": key,
                    "slots": [
                        {"value": str(start), "label": f"{local:%H:%M}"}
                        for start, local in those
                    ],
                }
                for key, those in parts
            ],
        }

    # -- filing

    @api.model
    def _file(self, typed, draft, days):
        """File the request; where times are free, the chosen one is booked.

        :param days: of `_days`, as they were looked at
        :return: (ticket, "booked", or "call_back" where no time is free)
        :raise SlotTaken: the time is not free any more; then nothing is filed
        """
        start = read_start(typed) if days else None
        if days and not self._is_among(start, days):
            raise SlotTaken(self.env._("This time was just taken."))
        region = draft.region_id._origin if draft.region_by_hand else None
        with self.env.cr.savepoint():
            ticket = self._create(typed, region)
            if start is None:
                return ticket, "call_back"
            # sudo: the customer's press makes the visit
            visit = self.env["service.visit"].sudo().create({"ticket_id": ticket.id})
            if visit._book(to_moment(start), "customer"):
                raise SlotTaken(self.env._("This time was just taken."))
        return ticket, "booked"

    def _is_among(self, start, days):
        return any(
            slot["value"] == str(start)
            for day in days
            for part in day["parts"]
            for slot in part["slots"]
        )

    @api.model
    def _file_emergency(self, typed):
        """File an emergency: somebody is sent with the saving."""
        return self._create(typed, None, is_emergency=True)

    def _create(self, typed, region, **more):
        # sudo: who books has no account
        tickets = self.sudo().env["helpdesk.ticket"]
        return tickets.create({**self._ticket_values(typed, region), **more})
