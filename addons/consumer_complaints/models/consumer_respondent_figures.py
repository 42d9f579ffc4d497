from statistics import median

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules.lifecycle import OPEN


class ConsumerRespondent(models.Model):
    """How it stands with a respondent, of the cases that the reader may see."""

    _inherit = "consumer.respondent"

    complaint_count = fields.Integer("Complaints", compute="_compute_figures")
    complaint_open_count = fields.Integer("Open Complaints", compute="_compute_figures")
    complaint_late_count = fields.Integer("Late Complaints", compute="_compute_figures")
    complaint_median_days = fields.Float(
        "Median Days to the End",
        compute="_compute_figures",
        digits=(16, 1),
        help="Half of its cases took longer than that.",
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_figures(self):
        still_open = Domain("state", "in", OPEN)
        late = still_open & Domain("deadline_state", "=", "late")
        count = "__count"
        total = self._of_complaints(Domain.TRUE, count)
        running = self._of_complaints(still_open, count)
        overdue = self._of_complaints(late, count)
        days = self._of_complaints(
            Domain("state", "=", "closed"), "days_open:array_agg"
        )
        for respondent in self:
            id_ = respondent._origin.id
            respondent.complaint_count = total.get(id_, 0)
            respondent.complaint_open_count = running.get(id_, 0)
            respondent.complaint_late_count = overdue.get(id_, 0)
            respondent.complaint_median_days = median(days.get(id_) or [0])

    def _of_complaints(self, which, aggregate):
        """{id: what an aggregate comes to} of the complaints about these respondents"""
        complaints = self.env["consumer.complaint"]
        if not complaints.has_access("read"):
            return {}
        about = Domain("respondent_id", "in", self.ids) & which
        groups = complaints._read_group(about, ["respondent_id"], [aggregate])
        return {respondent.id: found for respondent, found in groups}

    def action_open_complaints(self):
        """The complaints about this respondent, by what the button is about."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "consumer_complaints.consumer_complaint_action"
        )
        wanted = self.env.context.get("complaint_filter")
        context = {"default_respondent_id": self.id}
        if wanted:
            context[f"search_default_{wanted}"] = 1
        return {
            **action,
            "domain": [("respondent_id", "=", self.id)],
            "context": context,
        }
