from odoo import fields, models


class ServiceDeadlineRecomputeLine(models.TransientModel):
    """One deadline that would move."""

    _name = "service.deadline.recompute.line"
    _description = "Deadline That Would Move"
    _order = "due_after"

    wizard_id = fields.Many2one(
        "service.deadline.recompute", required=True, ondelete="cascade", index=True
    )
    deadline_id = fields.Many2one("service.deadline", required=True, ondelete="cascade")
    # who changes policies need not see each record that they bind
    record_name = fields.Char(
        "About", related="deadline_id.record_name", related_sudo=False
    )
    due_before = fields.Datetime("Is Due")
    due_after = fields.Datetime("Would Be Due")
