from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

# What can make a station unable to take what it was given.
CLOSING_FIELDS = {"active", "intake_paused", "pause_until"}
HOURS_FIELDS = {"calendar_id", "is_round_the_clock"}
# What decides whose station it is and who reads its tickets.
SETUP_FIELDS = {
    "company_id",
    "contractor_user_ids",
    "in_finder",
    "kind",
    "manager_id",
    "partner_id",
    "team_id",
    "user_ids",
    "verified_on",
}


class ServiceStation(models.Model):
    """Who serves: a station of the company's own or a contractor's."""

    _name = "service.station"
    _description = "Service Station"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "sequence, name, id"
    _rec_names_search = ["name", "code"]
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    code = fields.Char(copy=False, help="A short code, as used on papers and labels.")
    active = fields.Boolean(default=True, tracking=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    kind = fields.Selection(
        [("own", "Own"), ("contractor", "Contractor")], required=True, default="own"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Address",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Holds the address and the telephone number; made with the station "
        "when left empty.",
    )
    # stored, as cards show it: reading the address for it reads all of the contact
    phone = fields.Char(related="partner_id.phone", store=True, readonly=False)
    region_id = fields.Many2one(
        "service.region",
        string="Stands in",
        index="btree_not_null",
        ondelete="restrict",
    )
    coverage_ids = fields.One2many("service.coverage", "station_id", copy=True)
    calendar_id = fields.Many2one(
        "resource.calendar",
        string="Opening Hours",
        check_company=True,
        default=lambda self: self.env.company.resource_calendar_id,
        help="Without opening hours a station gets no emergencies. Special days and "
        "days off of the calendar count.",
    )
    is_round_the_clock = fields.Boolean(string="Round the Clock", tracking=True)
    daily_capacity = fields.Integer(
        tracking=True, help="Tickets a day that routing gives the station; 0: no limit."
    )
    team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Queue",
        check_company=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The helpdesk team in whose queue the station's tickets wait; made with "
        "the station when left empty.",
    )
    intake_paused = fields.Boolean(string="Takes No Work", tracking=True, copy=False)
    pause_until = fields.Datetime(
        tracking=True, copy=False, help="Empty: until somebody takes the pause back."
    )
    pause_reason = fields.Char(tracking=True, copy=False)
    notes = fields.Html()

    _code_uniq = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL AND code != ''",
        "Another station of this company already has this code.",
    )
    _capacity_not_negative = models.Constraint(
        "CHECK (COALESCE(daily_capacity, 0) >= 0)",
        "The daily capacity can't be negative; 0 means without limit.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        stations = super().create(vals_list)
        stations._make_partners([vals.get("phone") for vals in vals_list])
        stations._make_teams()
        return stations

    def _check_may_set_up(self, names):
        group = "service_repair.group_manager"
        given = [self._fields[name] for name in sorted(SETUP_FIELDS & names)]
        if not given or self.env.su or self.env.user.has_group(group):
            return
        labels = [field._description_string(self.env) for field in given]
        raise AccessError(
            self.env._(
                "%(fields)s: only managers set up stations. Dispatchers pause them "
                "and say how much they can take.",
                fields=", ".join(labels),
            )
        )

    def write(self, vals):
        self._check_may_set_up(vals.keys())
        staffed = self.filtered("user_ids") if "user_ids" in vals else self.browse()
        capacity = {station: station.daily_capacity for station in self}
        result = super().write(vals)
        if {"user_ids", "manager_id", "team_id"} & vals.keys():
            self._follow_people(staffed)
        if CLOSING_FIELDS & vals.keys():
            self._reroute_unstarted()
        if HOURS_FIELDS & vals.keys():
            self._reroute_emergencies()
            self._follow_hours()
        self.filtered(lambda s: s._has_shrunk(capacity[s]))._reroute_today()
        return result

    def unlink(self):
        """Unstarted tickets move on before the station disappears."""
        self.filtered("active").action_archive()
        return super().unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_tickets(self):
        # sudo: tickets that the user may not see count as well
        counted = self.env["helpdesk.ticket"].sudo().with_context(active_test=False)
        for station, count in counted._read_group(
            [("station_id", "in", self.ids)], ["station_id"], ["__count"]
        ):
            raise UserError(
                self.env._(
                    "%(station)s keeps the history of %(count)s tickets. Archive it "
                    "instead of deleting it.",
                    station=station.name,
                    count=count,
                )
            )

    @api.depends("name", "code")
    def _compute_display_name(self):
        for station in self:
            code = f"[{station.code}] " if station.code else ""
            station.display_name = f"{code}{station.name or ''}"

    def copy_data(self, default=None):
        return [
            {**vals, "name": self.env._("%s (copy)", station.name)}
            if "name" not in (default or {})
            else vals
            for station, vals in zip(self, super().copy_data(default), strict=True)
        ]

    def _has_shrunk(self, capacity):
        """Whether the daily capacity is less than it was (0 is without limit)."""
        return self.daily_capacity and (not capacity or self.daily_capacity < capacity)

    def _make_partners(self, phones):
        """Addresses for the stations without one.

        :param phones: what was typed as the telephone of each of `self`
        """
        typed = dict(zip(self, phones, strict=True))
        missing = self.filtered(lambda station: not station.partner_id)
        # sudo: the address is part of the station, whoever may make contacts
        partners = (
            self.env["res.partner"]
            .sudo()
            .create(
                [
                    {
                        "name": station.name,
                        "phone": typed[station],
                        "is_company": True,
                        "company_id": station.company_id.id,
                    }
                    for station in missing
                ]
            )
        )
        for station, partner in zip(missing, partners, strict=True):
            station.partner_id = partner

    def action_make_team(self):
        self._make_teams()

    def _make_teams(self):
        missing = self.filtered(lambda station: not station.team_id)
        # sudo: the queue is part of the station, whoever may make teams
        teams = (
            self.env["helpdesk.ticket.team"]
            .sudo()
            .create([station._prepare_team_vals() for station in missing])
        )
        for station, team in zip(missing, teams, strict=True):
            station.team_id = team

    def _prepare_team_vals(self):
        self.ensure_one()
        people = self.user_ids | self.manager_id
        return {
            "name": self.name,
            "company_id": self.company_id.id,
            "user_id": self.manager_id.id,
            "user_ids": [Command.set(people.ids)],
            "show_in_portal": False,
        }
