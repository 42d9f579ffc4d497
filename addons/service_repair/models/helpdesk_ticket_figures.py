from odoo import api, fields, models
from odoo.tools import SQL


class HelpdeskTicket(models.Model):
    """What pivots and graphs measure besides the number of tickets."""

    _inherit = "helpdesk.ticket"

    close_hours = fields.Float(
        string="Hours to Close",
        compute="_compute_close_hours",
        aggregator="avg",
        help="From when the ticket came in until it was closed; only closed tickets "
        "count.",
    )

    @api.depends("closed", "closed_date", "create_date")
    def _compute_close_hours(self):
        for ticket in self:
            known = ticket.closed and ticket.closed_date and ticket.create_date
            took = ticket.closed_date - ticket.create_date if known else None
            ticket.close_hours = took.total_seconds() / 3600 if took else 0.0

    def _read_group_select(self, aggregate_spec, query):
        """Hours to close are not stored: reopened tickets would keep theirs."""
        name, _colon, function = aggregate_spec.partition(":")
        if name != "close_hours":
            return super()._read_group_select(aggregate_spec, query)
        if function not in ("avg", "max", "min"):
            raise ValueError(f"Hours to close have no {function!r}")
        alias = query.table
        return SQL(
            "%s(EXTRACT(EPOCH FROM %s - %s) / 3600) FILTER (WHERE %s IN (%s))",
            SQL(function),
            self._field_to_sql(alias, "closed_date", query),
            self._field_to_sql(alias, "create_date", query),
            self._field_to_sql(alias, "stage_id", query),
            self._closed_stages(),
        )

    def _closed_stages(self):
        """The query for the ids of all stages in which a ticket is closed."""
        # sudo: whether a ticket is closed, whoever may see its stage
        stages = self.env["helpdesk.ticket.stage"].sudo()
        closed = stages.with_context(active_test=False)._search([("closed", "=", True)])
        return closed.select()
