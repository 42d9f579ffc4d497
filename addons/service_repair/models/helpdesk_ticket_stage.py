from odoo import fields, models


class HelpdeskTicketStage(models.Model):
    """What a stage says about the clocks of its tickets."""

    _inherit = "helpdesk.ticket.stage"

    awaits_customer = fields.Boolean(
        help="The customer must act first: promises that are paused for it stand still."
    )
    dropped = fields.Boolean(
        "Given Up",
        help="Closed without service, such as cancelled or rejected: promises end "
        "without a verdict.",
    )
