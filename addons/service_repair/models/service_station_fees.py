from datetime import datetime

from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.fields import Domain

from ..rules.local_time import moment_of


class ServiceStation(models.Model):
    """What a contractor's station gets, and for which visits."""

    _inherit = "service.station"

    currency_id = fields.Many2one(related="company_id.currency_id")
    visit_fee = fields.Monetary(
        string="Fee per Visit",
        groups="service_repair.group_manager",
        help="What the contractor gets for each visit.",
    )
    emergency_fee = fields.Monetary(
        string="Fee per Emergency",
        groups="service_repair.group_manager",
        help="On top of the fee per visit.",
    )
    _fees_not_negative = models.Constraint(
        "CHECK (COALESCE(visit_fee, 0) >= 0 AND COALESCE(emergency_fee, 0) >= 0)",
        "Fees can't be negative.",
    )

    def _month_span(self, month):
        """The UTC moments at which a month begins and ends at the station."""
        first = datetime(month.year, month.month, 1)
        zone = self._zone()
        after = first + relativedelta(months=1)
        return moment_of(first, zone), moment_of(after, zone)

    def _done_in(self, month):
        """The station's visits that were done in a month, in order."""
        self.ensure_one()
        first, last = self._month_span(month)
        # sudo: a statement counts every visit, whoever reckons it
        visits = self.env["service.visit"].sudo()
        return visits.search(
            Domain("station_id", "=", self.id)
            & Domain("state", "=", "done")
            & Domain("finished_at", ">=", first)
            & Domain("finished_at", "<", last),
            order="finished_at, id",
        )

    def action_make_statement(self):
        """Last month's statement of the station; the one that is there if there is."""
        self.ensure_one()
        statements = self.env["service.station.statement"]
        statements._check_manager()
        self.check_access("read")
        month = statements._last_month()
        found = statements.search([("station_id", "=", self.id), ("month", "=", month)])
        # sudo: what is reckoned is nobody's to type
        found = found or statements.sudo()._make(month, self)
        return {
            "type": "ir.actions.act_window",
            "res_model": statements._name,
            "res_id": found.id,
            "view_mode": "form",
        }
