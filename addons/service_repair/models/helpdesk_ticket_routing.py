from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_datetime

from ..rules.wording import describe

# Set together by a decision, and by nothing else.
ROUTE_FIELDS = ("station_id", "routing_steps", "routed_at")
# What nobody writes: the record of the decision.
RECORDED_FIELDS = ("routing_steps", "routed_at")


class HelpdeskTicket(models.Model):
    """Which station serves a ticket, why, and since when.

    The station follows the address, the product and the urgency until a dispatcher
    chooses another; then it stays, and emptying it makes it follow them again.
    """

    _inherit = "helpdesk.ticket"

    station_id = fields.Many2one(
        "service.station",
        compute="_compute_route",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        copy=False,
        ondelete="set null",
        domain="[('company_id', '=', company_id)]",
    )
    station_by_hand = fields.Boolean(
        string="Station Chosen by Hand",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="A dispatcher chose the station; routing leaves it alone.",
    )
    # [[key, params], …] as `rules.routing` gives them; how full the stations are and
    # who chose is not for customers, who may read their tickets
    routing_steps = fields.Json(
        compute="_compute_route",
        store=True,
        precompute=True,
        copy=False,
        groups="base.group_user",
    )
    routed_at = fields.Datetime(
        compute="_compute_route",
        store=True,
        precompute=True,
        copy=False,
        help="When the ticket came to its present station or queue.",
    )
    routing_reason = fields.Text(
        string="Why This Station",
        compute="_compute_routing_reason",
        groups="base.group_user",
    )
    station_kind = fields.Selection(related="station_id.kind", groups="base.group_user")

    # serves a station's tickets and its load of today; what stands behind INCLUDE is
    # what cards of stations count, so that they read no tickets for it
    _station_routed_at_index = models.Index(
        "(station_id, routed_at)"
        " INCLUDE (stage_id, is_emergency, create_date, active, company_id)"
        " WHERE station_id IS NOT NULL"
    )

    @api.depends(
        "is_repair",
        "station_by_hand",
        "region_id",
        "region_resolution",
        "product_category_id",
        "is_emergency",
        "company_id",
    )
    def _compute_route(self):
        routed = self.filtered(lambda t: t.is_repair and not t.station_by_hand)
        now = fields.Datetime.now()
        for ticket in self - routed:
            chosen = (
                ticket.station_id if ticket.is_repair else ticket.station_id.browse()
            )
            ticket.station_id = chosen
            ticket.routing_steps = ticket._steps_by_hand(chosen) if chosen else False
            ticket.routed_at = (ticket.routed_at or now) if chosen else False
        decisions = self.env["service.routing"]._decide(routed)
        for ticket in routed:
            decision = decisions[ticket.id]
            moved = decision.station != ticket._origin.station_id.id
            ticket.routed_at = (
                now if moved or not ticket.routed_at else ticket.routed_at
            )
            ticket.station_id = decision.station
            ticket.routing_steps = decision.steps

    @api.depends("routing_steps")
    @api.depends_context("lang", "tz")
    def _compute_routing_reason(self):
        for ticket in self:
            ticket.routing_reason = describe(
                ticket.routing_steps or (), self.env._, self._format_moment
            )

    def _format_moment(self, moment):
        zone = self.env.context.get("tz")
        return format_datetime(self.env, moment, tz=zone, dt_format="short")

    # -- choosing by hand

    @api.model
    def default_get(self, fields):
        """A station in the context is a choice like any other, and the record of a
        decision is no default."""
        defaults = super().default_get(fields)
        hidden = {"station_by_hand", *RECORDED_FIELDS}
        if not self._may_choose():
            hidden.add("station_id")
        return {name: defaults[name] for name in defaults if name not in hidden}

    def _note_chosen_stations(self, vals_list):
        """Say in the values of new repair tickets whether a station in them was chosen.

        A form sends the station along that followed from the address: no choice.
        """
        default = self.env.context.get("default_station_id")
        if default:
            for vals in vals_list:
                vals.setdefault("station_id", default)
        undecided = [
            vals
            for vals in vals_list
            if vals.get("station_id") and "station_by_hand" not in vals
        ]
        drafts = [
            self.new({name: vals[name] for name in vals if name != "station_id"})
            for vals in undecided
        ]
        for vals, draft in zip(undecided, self.browse().concat(*drafts), strict=True):
            vals["station_by_hand"] = draft.station_id._origin.id != vals["station_id"]
        for vals in vals_list:
            if not vals.get("station_by_hand"):
                vals.pop("station_id", None)
        if any(vals.get("station_by_hand") for vals in vals_list):
            self._check_may_choose()

    def _may_choose(self):
        group = "service_repair.group_dispatcher"
        return self.env.su or self.env.user.has_group(group)

    def _check_may_choose(self):
        if self._may_choose():
            return
        raise AccessError(
            self.env._(
                "Only dispatchers choose a station by hand. Correct the address, or "
                "ask for the ticket to be routed again."
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_follows(vals, RECORDED_FIELDS)
        return super().create(vals_list)

    def write(self, vals):
        """Closed tickets keep the station that served them. A station in the values is
        a choice where routing, after the other values, says otherwise."""
        self._check_follows(vals, RECORDED_FIELDS)
        vals = dict(vals)
        given = "station_id" in vals and "station_by_hand" not in vals
        station_id = vals.pop("station_id") if given else None
        settled = self.browse()
        if "station_by_hand" in vals:
            self._check_may_choose()
            self._add_choice(vals)
        else:
            settled = self.filtered(lambda ticket: ticket.is_repair and ticket.closed)
        route = [self._fields[name] for name in ROUTE_FIELDS]
        with self.env.protecting(route, settled):
            result = super().write(vals)
        if given:
            self._choose_station(station_id)
        return result

    def _choose_station(self, station_id):
        """Give the tickets a station that stays; none: let routing find one."""
        chosen = self.filtered(lambda t: t.is_repair and t.station_id.id != station_id)
        if chosen and not station_id:
            chosen.write({"station_by_hand": False})
        elif chosen:
            chosen.write({"station_id": station_id, "station_by_hand": True})

    def _add_choice(self, vals):
        """Complete the values of a choice with since when and why."""
        if vals["station_by_hand"] and vals.get("station_id"):
            station = self.env["service.station"].browse(vals["station_id"])
            vals["routed_at"] = fields.Datetime.now()
            vals["routing_steps"] = self._steps_by_hand(station)

    def _steps_by_hand(self, station):
        left = self.env.context.get("service_handed_on_from")
        if left:
            return [["handed_on", {"station": station.name, "left": left}]]
        return [["by_hand", {"station": station.name, "user": self.env.user.name}]]

    def action_follow_routing(self):
        """Take back a choice made by hand."""
        self._check_may_choose()
        self.filtered("station_by_hand").write({"station_by_hand": False})
