from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_datetime

from ..rules.dispatch import describe

STATES = [
    ("waiting", "Waiting for an Answer"),
    ("accepted", "Accepted"),
    ("declined", "Declined"),
    ("lapsed", "Not Answered"),
    ("withdrawn", "Withdrawn"),
]


class ServiceVisitOffer(models.Model):
    """A visit proposed to a technician, who answers in time, else it goes on."""

    _name = "service.visit.offer"
    _description = "Offer of a Visit"
    _inherit = ["due.sweep"]
    _order = "id desc"
    _rec_name = "visit_id"
    _sweep_cron = "service_repair.ir_cron_offers"

    visit_id = fields.Many2one(
        "service.visit", required=True, readonly=True, index=True, ondelete="cascade"
    )
    station_id = fields.Many2one("service.station", readonly=True, ondelete="cascade")
    resource_id = fields.Many2one(
        "resource.resource",
        string="Technician",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    state = fields.Selection(STATES, required=True, readonly=True, default="waiting")
    answer_by = fields.Datetime(required=True, readonly=True)
    answered_at = fields.Datetime(readonly=True)
    declined_because = fields.Char(readonly=True)
    # [[key, params], …] as `rules.dispatch` gives them
    steps = fields.Json(readonly=True)
    reason = fields.Char(string="Why", compute="_compute_reason")
    round = fields.Integer(readonly=True)

    _one_waiting = models.UniqueIndex(
        "(visit_id) WHERE state = 'waiting'",
        "The visit is offered to somebody at this moment.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        offers = super().create(
            [{**vals, "next_at": vals["answer_by"]} for vals in vals_list]
        )
        offers._wake()
        return offers

    @api.depends("steps")
    @api.depends_context("lang")
    def _compute_reason(self):
        for offer in self:
            offer.reason = describe(offer.steps or (), self.env._)

    def _tell(self):
        """Tell the technician, on whatever device the account is open."""
        for offer in self.filtered("resource_id.user_id"):
            user = offer.resource_id.user_id
            offer = offer.with_context(lang=user.lang)
            visit = offer.visit_id
            visit.message_notify(
                partner_ids=user.partner_id.ids,
                subject=offer.env._("New visit: %s", visit.display_name),
                body=offer.env._(
                    "%(what)s, %(where)s. Please answer until %(until)s.",
                    what=visit.fault or visit.product_id.display_name or visit.name,
                    where=visit.region_id.display_name or visit.address or "",
                    until=offer._answer_by_text(),
                ),
            )

    def _answer_by_text(self):
        zone = self.resource_id.tz or self.station_id._zone()
        return format_datetime(self.env, self.answer_by, tz=zone, dt_format="short")

    def _do_due(self, now):
        """Nobody answered: ask the next one."""
        for visit in self.visit_id:
            visit._happen("lapse", "system", resource_id=False)
        self._end("lapsed", now)
        self.visit_id._dispatch()

    def _end(self, state, now=None):
        """Note how these offers ended; ended ones stay as they ended."""
        self.filtered(lambda offer: offer.state == "waiting").write(
            {
                "state": state,
                "answered_at": now or fields.Datetime.now(),
                "next_at": False,
            }
        )

    def _minutes_left(self, now):
        return max((self.answer_by - now) / timedelta(minutes=1), 0)
