from odoo import fields, models


class ServiceStationStatementLine(models.Model):
    """One visit of a statement, as it was when the statement was reckoned."""

    _name = "service.station.statement.line"
    _description = "Visit of a Statement"
    _order = "finished_at, id"

    statement_id = fields.Many2one(
        "service.station.statement",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    currency_id = fields.Many2one(related="statement_id.currency_id")
    visit_id = fields.Many2one("service.visit", readonly=True, ondelete="restrict")
    finished_at = fields.Datetime(string="Finished", readonly=True)
    technician = fields.Char(readonly=True)
    result = fields.Selection(
        lambda self: (
            self.env["service.visit"]._fields["result"]._description_selection(self.env)
        ),
        readonly=True,
    )
    is_emergency = fields.Boolean(string="Emergency", readonly=True)
    is_warranty = fields.Boolean(string="Free by Warranty", readonly=True)
    visit_amount = fields.Monetary(string="Visit Fee", readonly=True)
    emergency_amount = fields.Monetary(string="Emergency Fee", readonly=True)
    parts_amount = fields.Monetary(string="Parts", readonly=True)
    amount = fields.Monetary(string="Total", readonly=True)
