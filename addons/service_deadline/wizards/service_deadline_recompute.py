from odoo import api, fields, models
from odoo.fields import Command

# As many moves are shown; all are applied.
SHOWN = 200
BATCH = 500


class ServiceDeadlineRecompute(models.TransientModel):
    """What would move if running clocks took over their policy as it is now."""

    _name = "service.deadline.recompute"
    _description = "Apply a Policy to Running Deadlines"

    policy_id = fields.Many2one(
        "service.deadline.policy",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self.env.context.get("active_id"),
    )
    reason = fields.Char(
        required=True,
        default=lambda self: self.env._("Policy changed"),
        help="Stands with each deadline that moves.",
    )
    open_count = fields.Integer("Running", related="policy_id.open_count")
    line_ids = fields.One2many(
        "service.deadline.recompute.line",
        "wizard_id",
        compute="_compute_line_ids",
        store=True,
    )

    @api.depends("policy_id")
    def _compute_line_ids(self):
        for wizard in self:
            moved = self.env["service.deadline"]._would_move(
                [("policy_id", "=", wizard.policy_id.id)], SHOWN, by_policy=True
            )
            wizard.line_ids = [
                Command.create(
                    {"deadline_id": clock.id, "due_before": before, "due_after": after}
                )
                for clock, before, after in moved
            ]

    def action_apply(self):
        """Move the running clocks, all of them, and say how many moved."""
        self.ensure_one()
        self.policy_id.check_access("write")
        # sudo: who may change the policy may have its clocks follow (checked above)
        clocks = self.env["service.deadline"].sudo()
        domain = [
            ("policy_id", "=", self.policy_id.id),
            ("state", "in", ("running", "paused", "late")),
        ]
        moved = 0
        for batch in clocks.search(domain)._batches(BATCH):
            moved += len(batch._adopt_policy(self.reason))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%(count)s deadlines moved.", count=moved),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
