from odoo import api, fields, models


class ServiceDeadlineFiring(models.Model):
    """That a clock did something once: a warning, its breach, an escalation."""

    _name = "service.deadline.firing"
    _description = "Deadline Fired"
    _order = "at, id"

    name = fields.Char("What", compute="_compute_name")
    deadline_id = fields.Many2one("service.deadline", required=True, ondelete="cascade")
    step_id = fields.Many2one(
        "service.deadline.step",
        ondelete="cascade",
        help="The warning or escalation; empty for the breach itself.",
    )
    at = fields.Datetime(required=True, help="When it was done.")
    due_then = fields.Datetime(
        required=True, help="When the deadline was due at that time."
    )

    # the database refuses the second time; also the way from a clock to its firings
    _once = models.UniqueIndex("(deadline_id, COALESCE(step_id, 0), due_then)")

    @api.depends("step_id.name")
    @api.depends_context("lang")
    def _compute_name(self):
        for firing in self:
            firing.name = firing.step_id.name or self.env._("Deadline missed")
