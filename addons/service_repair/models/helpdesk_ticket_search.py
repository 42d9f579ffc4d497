from odoo import fields, models


class HelpdeskTicket(models.Model):
    """What people search for, and columns of boards, without reading every ticket."""

    _inherit = "helpdesk.ticket"

    number = fields.Char(index="trigram")
    name = fields.Char(index="trigram")
    address = fields.Text(index="trigram")

    # as the board shows a stage: emergencies first, then by priority and age
    _board_index = models.Index(
        "(stage_id, (COALESCE(is_emergency, FALSE)) DESC, priority DESC,"
        " create_date DESC) WHERE is_repair IS TRUE AND active IS TRUE"
    )
