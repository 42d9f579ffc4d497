from odoo import models


class ServiceDeadlineEventType(models.Model):
    """What can happen to a record that starts, pauses, resumes, meets or cancels."""

    _name = "service.deadline.event.type"
    _description = "Deadline Event"
    _inherit = ["service.deadline.vocabulary"]
