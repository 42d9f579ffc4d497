from odoo import api, fields, models
from odoo.fields import Domain


class HelpdeskTicket(models.Model):
    """In whose queue a ticket waits: its team, and the stage and person that fit it.

    The same outcome as in `helpdesk_mgmt`, with one query for any number of tickets,
    and before a new ticket is stored rather than after.
    """

    _inherit = "helpdesk.ticket"

    team_id = fields.Many2one(compute="_compute_team_id", store=True, precompute=True)
    user_id = fields.Many2one(compute="_compute_user_id", store=True, precompute=True)
    stage_id = fields.Many2one(compute="_compute_stage_id", store=True, precompute=True)
    unattended = fields.Boolean(
        related="stage_id.unattended", store=True, precompute=True
    )
    commercial_partner_id = fields.Many2one(
        related="partner_id.commercial_partner_id", store=True, precompute=True
    )

    @api.depends("station_id", "is_repair")
    def _compute_team_id(self):
        """A repair ticket waits in its station's queue, or with the dispatchers."""
        repairs = self.filtered("is_repair")
        for ticket in repairs:
            ticket.team_id = ticket._team_at(ticket.station_id) or ticket.team_id
        return super(HelpdeskTicket, self - repairs)._compute_team_id()

    def _team_at(self, station):
        """The queue of a ticket that goes to `station` (empty: to the dispatchers)."""
        # sudo: the queue follows from the station, whoever files the ticket
        return station.sudo().team_id or self.company_id.sudo()._get_dispatch_team()

    @api.depends("team_id")
    def _compute_stage_id(self):
        teams = {ticket.team_id._origin for ticket in self}
        stages = self._stages_by_team(self.team_id.browse().union(*teams))
        for ticket in self:
            applicable = stages[ticket.team_id._origin]
            if ticket.stage_id._origin not in applicable:
                ticket.stage_id = applicable[:1]

    def _stages_by_team(self, teams):
        """{team, also none: its stages in order}, as `_get_applicable_stages` says."""
        if len(teams) < 2:
            return {team: team._get_applicable_stages() for team in teams or [teams]}
        companies = teams.company_id | self.env.company
        stages = self.env["helpdesk.ticket.stage"].search_fetch(
            Domain("company_id", "in", [False, *companies.ids])
            & (Domain("team_ids", "=", False) | Domain("team_ids", "in", teams.ids)),
            ["company_id", "team_ids"],
        )
        return {
            team: stages.filtered(
                lambda stage, team=team: (
                    (not stage.team_ids or team in stage.team_ids)
                    and stage.company_id
                    <= (team.company_id if team else self.env.company)
                )
            )
            for team in (teams.browse(), *teams)
        }
