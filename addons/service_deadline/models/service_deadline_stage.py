from odoo import models


class ServiceDeadlineStage(models.Model):
    """What is due: rules for the same stage and debtor are about the same duty."""

    _name = "service.deadline.stage"
    _description = "Deadline Stage"
    _inherit = ["service.deadline.vocabulary"]
