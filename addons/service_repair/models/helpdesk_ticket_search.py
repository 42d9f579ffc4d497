from odoo import fields, models


class HelpdeskTicket(models.Model):
    """What people search for, and columns of boards, without reading every ticket."""

    _inherit = "helpdesk.ticket"

    number = fields.Char(index="trigram")
    name = fields.Char(index="trigram")
    address = fields.Text(index="trigram")

    # as the board shows a stage: emergencies first, then by priority and age. Behind
    # INCLUDE stands the rest of what finding and counting a column asks for, so that
    # no ticket is read for it
    _board_index = models.Index(
        "(stage_id, (COALESCE(is_emergency, FALSE)) DESC, priority DESC,"
        " create_date DESC)"
        " INCLUDE (is_emergency, company_id, sequence, number, id)"
        " WHERE is_repair IS TRUE AND active IS TRUE"
    )
    # as the list shows all: its first page is found without sorting the rest, also
    # when a word is searched for that most tickets have
    _list_index = models.Index(
        "((COALESCE(is_emergency, FALSE)) DESC, priority DESC, create_date DESC)"
        " WHERE is_repair IS TRUE AND active IS TRUE"
    )
