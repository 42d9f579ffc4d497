import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_datetime

from .service_life import DECIDED_FIELDS

# As `rules.visit_life` knows them.
STATES = [
    ("open", "Nobody Yet"),
    ("offered", "Offered"),
    ("accepted", "Accepted"),
    ("on_way", "On the Way"),
    ("arrived", "At the Customer's"),
    ("done", "Done"),
    ("cancelled", "Cancelled"),
]
RESULTS = [
    ("solved", "Solved"),
    ("parts_needed", "Parts Needed"),
    ("customer_absent", "Customer Absent"),
    ("refused", "Refused by the Customer"),
    ("not_repairable", "Can't Be Repaired"),
]
CODE_DIGITS = 4


class ServiceVisit(models.Model):
    """One appointment of one technician, with helpers, at one address.

    A ticket may need several visits; each is planned, offered, driven to, done and
    signed by itself.
    """

    _name = "service.visit"
    _description = "Visit"
    _inherit = ["service.visit.life", "mail.thread", "mail.activity.mixin"]
    _order = "start desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    name = fields.Char(string="Visit Number", readonly=True, copy=False, default="/")
    ticket_id = fields.Many2one(
        "helpdesk.ticket",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_repair', '=', True)]",
    )
    company_id = fields.Many2one(related="ticket_id.company_id", store=True, index=True)
    station_id = fields.Many2one(
        "service.station",
        compute="_compute_station_id",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        check_company=True,
    )
    region_id = fields.Many2one(related="ticket_id.region_id", store=True)
    address = fields.Text(related="ticket_id.address")
    partner_id = fields.Many2one(related="ticket_id.partner_id", string="Customer")
    partner_name = fields.Char(related="ticket_id.partner_name")
    caller_phone = fields.Char(related="ticket_id.caller_phone")
    fault = fields.Text(related="ticket_id.fault")
    product_id = fields.Many2one(related="ticket_id.product_id")
    product_category_id = fields.Many2one(
        related="ticket_id.product_category_id", store=True
    )
    is_emergency = fields.Boolean(
        string="Emergency", compute="_compute_is_emergency", store=True, precompute=True
    )

    resource_id = fields.Many2one(
        "resource.resource",
        string="Technician",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        domain="[('service_station_id', '!=', False)]",
    )
    helper_ids = fields.Many2many(
        "resource.resource",
        "service_visit_helper_rel",
        "visit_id",
        "resource_id",
        string="Helpers",
        domain="[('service_station_id', '!=', False)]",
    )
    start = fields.Datetime(string="Planned Start", tracking=True, index=True)
    end = fields.Datetime(
        string="Planned End",
        compute="_compute_end",
        inverse="_inverse_end",
        store=True,
        precompute=True,
    )
    minutes = fields.Integer(
        string="Length (Minutes)",
        compute="_compute_minutes",
        store=True,
        readonly=False,
        precompute=True,
    )
    window_end = fields.Datetime(
        string="Arrives until",
        compute="_compute_window_end",
        store=True,
        help="The customer is told: between the planned start and this moment.",
    )
    travel_before = fields.Integer(
        string="Travel (Minutes)",
        readonly=True,
        copy=False,
        help="From the stop before, reckoned from how far apart the places are.",
    )
    assignment_ids = fields.One2many("service.visit.assignment", "visit_id")

    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="open",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    result = fields.Selection(RESULTS, readonly=True, copy=False, tracking=True)
    departed_at = fields.Datetime(string="On the Way", readonly=True, copy=False)
    arrived_at = fields.Datetime(string="Arrived", readonly=True, copy=False)
    finished_at = fields.Datetime(string="Finished", readonly=True, copy=False)
    previous_id = fields.Many2one(
        "service.visit",
        string="Follows",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    following_ids = fields.One2many("service.visit", "previous_id", "Followed By")
    version = fields.Integer(
        readonly=True, copy=False, help="Counts how often the appointment was moved."
    )

    _forward = models.Constraint(
        'CHECK (start IS NULL OR "end" > start)', "A visit ends after it begins."
    )
    _minutes_sensible = models.Constraint(
        "CHECK (minutes BETWEEN 5 AND 1440)",
        "A visit takes between 5 minutes and a day.",
    )
    _held_is_whole = models.Constraint(
        "CHECK (state IN ('open', 'cancelled')"
        " OR (resource_id IS NOT NULL AND start IS NOT NULL))",
        "A visit that somebody takes has a technician and a time.",
    )
    _person_start_index = models.Index("(resource_id, start)")

    # -- what follows from what

    @api.depends("ticket_id")
    def _compute_station_id(self):
        """A visit begins at its ticket's station; dispatch may hand it on."""
        for visit in self:
            visit.station_id = visit.station_id or visit.ticket_id.station_id

    @api.depends("ticket_id")
    def _compute_minutes(self):
        for visit in self:
            ticket = visit.ticket_id
            visit.minutes = (
                visit.minutes
                or ticket.product_category_id._visit_minutes()
                or ticket.company_id.service_visit_minutes
                or 60
            )

    @api.depends("ticket_id.is_emergency", "previous_id.ticket_id")
    def _compute_is_emergency(self):
        """Once somebody was there, who comes again does so at an agreed time."""
        for visit in self:
            again = visit.previous_id.ticket_id == visit.ticket_id
            visit.is_emergency = visit.ticket_id.is_emergency and not again

    @api.depends("start", "minutes")
    def _compute_end(self):
        for visit in self:
            visit.end = visit.start and visit.start + timedelta(minutes=visit.minutes)

    def _inverse_end(self):
        """Drawing a visit longer in a calendar makes it longer."""
        for visit in self.filtered(lambda visit: visit.start and visit.end):
            visit.minutes = (visit.end - visit.start) // timedelta(minutes=1)

    @api.depends("start", "is_emergency", "company_id.service_window_minutes")
    def _compute_window_end(self):
        for visit in self:
            minutes = (
                0 if visit.is_emergency else visit.company_id.service_window_minutes
            )
            visit.window_end = visit.start and visit.start + timedelta(minutes=minutes)

    @api.depends("name", "ticket_id", "partner_name")
    def _compute_display_name(self):
        for visit in self:
            who = visit.ticket_id.sudo().partner_name  # sudo: part of the visit's name
            visit.display_name = f"{visit.name} {who}" if who else visit.name

    # -- making them

    @api.model
    def default_get(self, fields):
        """What events decide is no default of somebody's, or of a call's context."""
        defaults = super().default_get(fields)
        for name in DECIDED_FIELDS & defaults.keys():
            default = self._fields[name].default
            defaults[name] = default(self) if default else False
        return defaults

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_decided(vals)
            vals["name"] = "/"
        self._number(vals_list)
        visits = super().create(vals_list)
        visits._plan()
        return visits

    def _number(self, vals_list):
        # sudo: who makes a visit need not read sequences
        sequence = self.env["ir.sequence"].sudo()
        sequence = sequence.search([("code", "=", "service.visit")], limit=1)
        numbers = sequence._next_many(len(vals_list)) if sequence else ()
        for vals, number in zip(vals_list, numbers, strict=False):
            vals["name"] = number

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        for visit in self:
            if visit.state not in ("open", "cancelled"):
                raise UserError(
                    self.env._(
                        "%(visit)s is under way or done: cancel it instead of "
                        "deleting it.",
                        visit=visit.display_name,
                    )
                )

    def _people(self):
        """The technician and the helpers."""
        return self.resource_id | self.helper_ids

    @api.model
    def _new_code(self):
        return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"

    def _moment_text(self, moment):
        """A moment as people at the station read it."""
        zone = self.station_id._zone() if self.station_id else "UTC"
        return format_datetime(self.env, moment, tz=zone, dt_format="short")

    def action_open_ticket(self):
        self.ensure_one()
        return self.ticket_id.get_formview_action()

    def _follow_up_values(self):
        """What a visit that follows this one takes from it."""
        self.ensure_one()
        return {
            "ticket_id": self.ticket_id.id,
            "station_id": self.station_id.id,
            "previous_id": self.id,
            "helper_ids": [Command.set(self.helper_ids.ids)],
        }
