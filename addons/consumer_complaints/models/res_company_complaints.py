from odoo import fields, models


class ResCompany(models.Model):
    """Who takes complaints that come in by themselves."""

    _inherit = "res.company"

    complaint_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        "Team for Incoming Complaints",
        help="Gets the complaints that come in by the form and by mail.",
    )
