from odoo import fields, models


class ServiceDeadlineFiring(models.Model):
    """That a clock did something once: a warning, its breach, an escalation."""

    _name = "service.deadline.firing"
    _description = "Deadline Fired"
    _order = "at, id"
    _rec_name = "step_id"

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
