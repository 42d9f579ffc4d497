from odoo import models


class ServiceDeadlineSector(models.Model):
    """Who must obey a policy: a trade, or part of one."""

    _name = "service.deadline.sector"
    _description = "Deadline Sector"
    _inherit = ["service.deadline.vocabulary"]
