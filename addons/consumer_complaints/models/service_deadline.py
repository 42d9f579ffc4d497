from odoo import api, fields, models

from ..rules.contact_wording import CHANNELS

# How a promise stands, by the state of its clock.
STANDS = {
    "running": "running",
    "paused": "running",
    "late": "broken",
    "missed": "broken",
    "met": "kept",
    "cancelled": "withdrawn",
}


class ServiceDeadline(models.Model):
    """A promise to a consumer: by which channel it was made, and what became of it."""

    _inherit = "service.deadline"

    channel = fields.Selection(list(CHANNELS.items()), "Made By", readonly=True)
    promise_state = fields.Selection(
        [
            ("running", "Running"),
            ("kept", "Kept"),
            ("broken", "Broken"),
            ("withdrawn", "Withdrawn"),
        ],
        "How It Stands",
        compute="_compute_promise_state",
    )

    @api.depends("state")
    def _compute_promise_state(self):
        for clock in self:
            clock.promise_state = not clock.policy_id and STANDS[clock.state]
