from odoo import models


class HelpdeskTicket(models.Model):
    """What the customer sees of a ticket, and may do with it."""

    _inherit = "helpdesk.ticket"

    def _get_portal_close_stages(self):
        """The stages by which the customer may close this ticket."""
        self.ensure_one()
        team = self.team_id.with_company(self.company_id)
        return team._get_applicable_stages().filtered("close_from_portal")

    def _close_from_portal(self, stage_id):
        """Close the ticket for its customer, once.

        :return: "closed", "already" when it is closed or just being closed, or "stage"
            when the stage is none by which customers close this ticket
        """
        self.ensure_one()
        if self.closed or not self.try_lock_for_update():
            return "already"
        stage = self._get_portal_close_stages().filtered(
            lambda stage: stage.id == stage_id
        )
        if not stage:
            return "stage"
        self.stage_id = stage
        return "closed"
