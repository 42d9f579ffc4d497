from odoo import fields, models


class ServiceDeadlineMove(models.Model):
    """That a clock came to be due at another time, and why."""

    _name = "service.deadline.move"
    _description = "Deadline Moved"
    _order = "id desc"
    _rec_name = "reason"

    deadline_id = fields.Many2one(
        "service.deadline", required=True, ondelete="cascade", index=True
    )
    due_before = fields.Datetime("Was Due")
    due_after = fields.Datetime("Is Due")
    reason = fields.Char(required=True)
