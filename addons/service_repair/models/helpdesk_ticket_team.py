from odoo import fields, models


class HelpdeskTicketTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    takes_repairs = fields.Boolean(
        help="Mails to the team's address become repair tickets, which find their "
        "station by what they say.",
    )

    def _find_addressed(self, recipients):
        """The first team that takes repairs under one of these mail addresses."""
        names = {address.partition("@")[0] for address in recipients}
        if not names:
            return self.browse()
        found = self.search(
            [("takes_repairs", "=", True), ("alias_name", "in", list(names))]
        )
        return found.filtered(
            lambda team: (
                not team.alias_domain
                or f"{team.alias_name}@{team.alias_domain}" in recipients
                or team.alias_id.alias_incoming_local
            )
        )[:1]

    def _any_takes_repairs(self):
        return bool(self.search_count([("takes_repairs", "=", True)], limit=1))
