from markupsafe import Markup

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..rules.lifecycle import OPEN, takes

MOST_TOLD, MOST_NAMED = 1000, 20


class ConsumerComplaint(models.Model):
    """Whose a case is: of nobody at first, then of who takes it."""

    _inherit = "consumer.complaint"

    team_told_at = fields.Datetime(
        "Team Told",
        readonly=True,
        copy=False,
        help="When the team was told that nobody handles it.",
    )

    _untold_index = models.Index(
        "(id) WHERE user_id IS NULL AND team_told_at IS NULL AND active IS TRUE"
    )

    def _happen(self, event, role=None, *args, **more):
        result = super()._happen(event, role, *args, **more)
        if takes(event, role or self._own_role()):
            self._take()
        return result

    def _take(self):
        """Those that nobody handles become the user's; never somebody else's."""
        free = self.filtered(lambda complaint: not complaint.user_id)
        # the program acts for an agent too, and is nobody
        if free and self.env.uid != SUPERUSER_ID:
            free.user_id = self.env.user

    def action_take_free(self):
        """Take what nobody handles."""
        self.check_access("write")
        others = self.user_id - self.env.user
        if others:
            raise UserError(self.env._("%s has taken it already.", others[0].name))
        self._take()

    # -- its team hears of it

    @api.model
    def _cron_tell_teams(self):
        """Tell each team once of what came in and nobody has taken since.

        One note a run for all of it, by mail or in the inbox as each member chose: who
        prefers mails gets one now and then, not one a case.
        """
        waiting = self.search(
            Domain("user_id", "=", False)
            & Domain("team_told_at", "=", False)
            & Domain("state", "in", OPEN),
            limit=MOST_TOLD,
            order="id",
        )
        for team, cases in waiting.grouped(_team_of).items():
            cases._tell_team(team)
        waiting.team_told_at = fields.Datetime.now()
        self.env["ir.cron"]._commit_progress(len(waiting))

    def _tell_team(self, team):
        """One note for these cases, to the members who may work on them."""
        members = team.user_ids.filtered(
            lambda user: (
                user.has_group("consumer_complaints.group_agent")
                and self.company_id <= user.company_ids
            )
        )
        if not members:
            return
        told = self.with_context(lang=self.company_id[:1].partner_id.lang)
        told[:1].message_notify(
            partner_ids=members.partner_id.ids,
            subject=told.env._("Complaints that wait for somebody: %s", len(told)),
            body=told._worded_waiting(),
        )

    def _worded_waiting(self):
        """The cases as links, the first of many, as HTML."""
        lines = [case._get_html_link() for case in self[:MOST_NAMED]]
        if more := self[MOST_NAMED:]:
            lines.append(self.env._("and %s more", len(more)))
        items = Markup("").join(Markup("<li>%s</li>") % line for line in lines)
        intro = self.env._("Nobody handles these yet. Who acknowledges one has it.")
        return Markup("<p>%s</p><ul>%s</ul>") % (intro, items)


def _team_of(complaint):
    """Whose it is to take: its team's, or that of the company's form."""
    return complaint.team_id or complaint.company_id.complaint_team_id
