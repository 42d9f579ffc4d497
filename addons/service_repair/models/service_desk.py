from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_datetime

from odoo.addons.service_door.rules.inputs import MAX_ID, clean_text

from ..rules.phone import parse_phone, place_of

CUSTOMERS = 5
TICKETS_READ = 30  # enough for the products a caller owns
PAST_SHOWN = 5
PRODUCTS = 8
TEXTS = ("caller_phone", "partner_name", "address", "serial_number", "fault")
RECORDS = ("partner_id", "product_id", "region_id")
MAX_TEXT = 10_000
# What is shown of a ticket in a line.
LINE_FIELDS = (
    "address",
    "caller_number",
    "create_date",
    "fault",
    "name",
    "number",
    "partner_id",
    "product_id",
    "region_id",
    "region_status",
    "serial_key",
    "serial_number",
    "stage_id",
    "station_id",
)


class ServiceDesk(models.AbstractModel):
    """What the hotline desk asks while a call is taken. Saves nothing."""

    _name = "service.desk"
    _description = "Hotline Desk"

    def _check_agent(self):
        if not self.env.user.has_group("service_repair.group_agent"):
            raise AccessError(self.env._("The hotline desk is for agents."))

    # -- who calls

    @api.model
    def look_up(self, phone):
        """What is known of a caller by the number.

        :param phone: the number as the agent types it or the telephone system gives it
        :return: dict: `number` in E.164 form or False, `status`, `place` where it was
            issued; `customers`, `owned` products, `past` tickets, `last_address`
        """
        self._check_agent()
        country = self.env.company.service_country_code or "CN"
        parsed = parse_phone(clean_text(phone), country)
        number = parsed.number
        partners = self._customers(number)
        tickets = self._tickets_of(number, partners)
        with_address = tickets.filtered("address")[:1]
        statuses = self.env["helpdesk.ticket"]._fields["caller_phone_status"]
        labels = dict(statuses._description_selection(self.env))
        return {
            "number": number or False,
            "status": parsed.status,
            "status_label": labels[parsed.status],
            "place": place_of(number) if number else "",
            "customers": [
                {"id": partner.id, "name": partner.display_name} for partner in partners
            ],
            "last_address": with_address.address or "",
            "owned": self._owned(tickets),
            "past": [self._line(ticket) for ticket in tickets[:PAST_SHOWN]],
        }

    def _customers(self, number):
        Partner = self.env["res.partner"]
        if not number:
            return Partner
        return Partner.search_fetch(
            [("phone_sanitized", "=", number)],
            ["complete_name"],
            limit=CUSTOMERS,
            order="id desc",
        )

    def _tickets_of(self, number, partners):
        """The latest repair tickets of a number or of its customers."""
        Ticket = self.env["helpdesk.ticket"]
        if not number:
            return Ticket
        latest = Ticket.browse()
        # one after the other, so that each is answered from its index
        for domain in (
            [("caller_number", "=", number)],
            [("partner_id", "in", partners.ids)],
        ):
            latest |= Ticket.search_fetch(
                [("is_repair", "=", True), *domain],
                LINE_FIELDS,
                limit=TICKETS_READ,
                order="create_date desc",
            )
        latest.stage_id.fetch(["name", "closed"])
        return latest.sorted(lambda ticket: (ticket.create_date, ticket.id), True)

    def _owned(self, tickets):
        """The things that earlier tickets were about, each once."""
        owned = {}
        for ticket in tickets:
            if ticket.product_id or ticket.serial_key:
                key = ticket.serial_key or ticket.product_id.id
                owned.setdefault(key, ticket)
        return [
            {
                "product_id": ticket.product_id.id,
                "product": ticket.product_id.display_name or "",
                "serial_number": ticket.serial_number or "",
            }
            for ticket in owned.values()
        ]

    def _line(self, ticket, why=False):
        """A ticket as the desk shows it."""
        return {
            "id": ticket.id,
            "number": ticket.number,
            "name": ticket.name,
            "stage": ticket.stage_id.name or "",
            "closed": ticket.closed,
            "station": ticket.station_id.name or "",
            "date": format_datetime(self.env, ticket.create_date, dt_format="short"),
            "why": why,
        }

    @api.model
    def find_products(self, text):
        """Products by name or code.

        :return: list of {"id", "name"}
        """
        self._check_agent()
        found = self.env["product.product"].name_search(
            clean_text(text), limit=PRODUCTS
        )
        return [{"id": id_, "name": name} for id_, name in found]

    # -- what becomes of it

    @api.model
    def preview(self, values):
        """What would become of a call if it was saved now.

        :param values: dict as the desk collects it, see `_accept`
        :return: dict: `region`, `station`, `same` (the open ticket to be offered
            instead, or False), `similar` open tickets
        """
        self._check_agent()
        draft = self.env["helpdesk.ticket"].new(
            {
                **self._accept(values),
                "desk_key": self._key_of(values),
                "is_repair": True,
                "company_id": self.env.company.id,
            }
        )
        same, why = draft._find_same_case()
        similar = [pair for pair in draft._find_similar() if pair[0] != same]
        found = same.union(*(ticket for ticket, _why in similar))
        found.fetch(LINE_FIELDS)
        found.stage_id.fetch(["name", "closed"])
        return {
            "region": self._preview_region(draft),
            "station": self._preview_station(draft),
            "same": bool(same) and self._line(same, why),
            "similar": [self._line(*pair) for pair in similar],
        }

    def _key_of(self, values):
        """The key of a call; without one it is a call of the desk all the same."""
        return clean_text(values.get("key") if isinstance(values, dict) else "") or "-"

    def _preview_region(self, draft):
        labels = dict(draft._selection_region_status())
        is_open = draft.region_status == "ambiguous"
        candidates = draft.region_candidate_ids if is_open else draft.region_id.browse()
        return {
            "status": draft.region_status if draft.address else "",
            "label": labels.get(draft.region_status, ""),
            "name": draft.region_id.complete_name or "",
            "reason": draft.region_reason if draft.address else "",
            "candidates": [
                {"id": region._origin.id, "name": region.complete_name}
                for region in candidates[:9]
            ],
        }

    def _preview_station(self, draft):
        station = draft.station_id
        return {
            "id": station._origin.id,
            "name": station.name or "",
            "load": station.load_text if station else "",
            "percent": station.load_percent,
            "limited": bool(station.daily_capacity),
            "reason": draft.routing_reason if draft.address else "",
        }

    def _accept(self, values):
        """Ticket values of what the desk sent, whatever it sent.

        Texts `caller_phone`, `partner_name`, `address`, `serial_number`, `fault` and
        `product_text` (a product that no record was found for, kept with the fault);
        ids `partner_id`, `product_id`, `region_id` (chosen by hand); `is_emergency`.
        """
        values = values if isinstance(values, dict) else {}
        accepted = {
            name: clean_text(values.get(name))[:MAX_TEXT] or False for name in TEXTS
        }
        for name in RECORDS:
            if id_ := self._accept_id(name, values.get(name)):
                accepted[name] = id_
        if "region_id" in accepted:
            accepted["region_by_hand"] = True
        unknown = clean_text(values.get("product_text"))[:MAX_TEXT]
        if unknown and "product_id" not in accepted:
            accepted["fault"] = "\n".join(filter(None, (unknown, accepted["fault"])))
        return accepted | {"is_emergency": values.get("is_emergency") is True}

    def _accept_id(self, name, id_):
        if type(id_) is not int or not 0 < id_ <= MAX_ID:
            return None
        comodel = self.env["helpdesk.ticket"]._fields[name].comodel_name
        return self.env[comodel].browse(id_).exists().id

    def _now_text(self):
        return format_datetime(self.env, fields.Datetime.now(), dt_format="short")
