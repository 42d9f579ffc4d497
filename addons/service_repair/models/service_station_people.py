from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command


class ServiceStation(models.Model):
    """The people of a station, and what follows when they come and go."""

    _inherit = "service.station"

    user_ids = fields.Many2many(
        "res.users",
        "service_station_user_rel",
        "station_id",
        "user_id",
        string="People",
        domain="[('share', '=', False)]",
        help="Who works here; they see the station's tickets.",
    )
    manager_id = fields.Many2one(
        "res.users", domain="[('share', '=', False)]", tracking=True
    )
    contractor_user_ids = fields.Many2many(
        "res.users",
        "service_station_contractor_rel",
        "station_id",
        "user_id",
        string="Contractor's Dispatchers",
        domain="[('share', '=', True), ('active', '=', True)]",
        help="People of the contractor with an account for the portal. There, and "
        "nowhere else, they see the tickets of this station, accept them and give them "
        "to its people.",
    )
    paused_for_people = fields.Boolean(
        readonly=True,
        copy=False,
        help="The station takes no work because its last person left.",
    )

    @api.constrains("user_ids", "manager_id")
    def _check_people(self):
        """Who works at a station reads its tickets: customers do not."""
        for station in self:
            strangers = (station.user_ids | station.manager_id).filtered("share")
            if strangers:
                raise ValidationError(
                    self.env._(
                        "People of %(station)s: %(users)s has no account of the "
                        "company's staff.",
                        station=station.name,
                        users=", ".join(strangers.mapped("name")),
                    )
                )

    @api.constrains("contractor_user_ids", "kind", "company_id")
    def _check_contractors(self):
        """Who dispatches for a contractor belongs to it, and not to the company."""
        # the account of visitors is an archived one
        everybody = self.with_context(active_test=False)
        for station in everybody.filtered("contractor_user_ids"):
            if station.kind != "contractor":
                raise ValidationError(
                    self.env._(
                        "Contractor's Dispatchers: %(station)s is no contractor's "
                        "station.",
                        station=station.name,
                    )
                )
            strangers = station.contractor_user_ids.filtered(
                lambda user, company=station.company_id: (
                    not user._is_portal() or company not in user.company_ids
                )
            )
            if strangers:
                raise ValidationError(
                    self.env._(
                        "Contractor's Dispatchers of %(station)s: %(users)s has no "
                        "portal account with %(company)s.",
                        station=station.name,
                        users=", ".join(strangers.mapped("name")),
                        company=station.company_id.name,
                    )
                )

    @api.model
    def _dispatched_by_user(self):
        """The contractors' stations that the current portal user dispatches for."""
        # sudo: portal users read no stations, their own ones neither
        return self.sudo().search(
            [
                ("contractor_user_ids", "in", self.env.uid),
                ("kind", "=", "contractor"),
                ("company_id", "in", self.env.user.company_ids.ids),
            ]
        )

    def _follow_people(self, staffed):
        """After a change of people: the queue's members follow, and a station that
        nobody is left at stops taking work until somebody comes.

        :param staffed: those of `self` that had people before
        """
        self._follow_team_members()
        staffed._pause_if_nobody_left()
        self.filtered(lambda s: s.paused_for_people and s.user_ids).write(
            {
                "intake_paused": False,
                "paused_for_people": False,
                "pause_until": False,
                "pause_reason": False,
            }
        )

    def _pause_if_nobody_left(self):
        self.filtered(lambda s: not s.user_ids and not s.intake_paused).write(
            {
                "intake_paused": True,
                "paused_for_people": True,
                "pause_until": False,
                "pause_reason": self.env._("Nobody is left at the station."),
            }
        )

    def _follow_team_members(self):
        """A queue's members are the people of the stations whose queue it is."""
        # sudo: the members follow from the stations, whoever may edit teams
        stations = self.sudo().search([("team_id", "in", self.sudo().team_id.ids)])
        for team, sharing in stations.grouped("team_id").items():
            people = sharing.user_ids | sharing.manager_id
            if people != team.user_ids:
                team.user_ids = [Command.set(people.ids)]
