from odoo import api, fields, models
from odoo.tools import SQL

DAY = 24 * 60 * 60
# What a number of days is known by: without it there is none, rather than 0.
KNOWN_BY = {"days_open": "closed_at", "days_to_answer": "answered_at"}


class ConsumerComplaint(models.Model):
    """Measures for figures: they follow from dates alone, and outlive erasure."""

    _inherit = "consumer.complaint"

    days_open = fields.Float(
        "Days to the End",
        compute="_compute_days",
        store=True,
        digits=(16, 1),
        aggregator="avg",
        help="From its receipt to its end; counted once it has ended.",
    )
    days_to_answer = fields.Float(
        "Days to the Answer",
        compute="_compute_days",
        store=True,
        digits=(16, 1),
        aggregator="avg",
        help="From its receipt to the last answer.",
    )

    @api.depends("received_at", "answered_at", "closed_at")
    def _compute_days(self):
        for complaint in self:
            begun = complaint.received_at
            complaint.days_open = _days(begun, complaint.closed_at)
            complaint.days_to_answer = _days(begun, complaint.answered_at)

    def _read_group_select(self, aggregate_spec, query):
        """Cases that have no such day yet take no part in its average."""
        found = super()._read_group_select(aggregate_spec, query)
        known_by = KNOWN_BY.get(aggregate_spec.partition(":")[0])
        if not known_by:
            return found
        moment = self._field_to_sql(self._table, known_by, query)
        return SQL("%s FILTER (WHERE %s IS NOT NULL)", found, moment)


def _days(begun, ended):
    """Days from one moment to another; 0 where one of them is not known."""
    return (ended - begun).total_seconds() / DAY if begun and ended else 0.0
