from odoo import api, fields, models


class ConsumerComplaint(models.Model):
    """What the working screen counts, and what it says is missing."""

    _inherit = "consumer.complaint"

    effort_text = fields.Char("Effort", compute="_compute_effort_text")
    referral_count = fields.Integer("Number of Referrals", compute="_compute_counts")
    dossier_count = fields.Integer("Number of Dossiers", compute="_compute_counts")
    missing_line_ids = fields.Many2many(
        "consumer.checklist.line",
        string="Proof That Is Missing",
        compute="_compute_missing_line_ids",
        help="What complaints of this nature and these practices need and this one has "
        "no exhibit of, the required ones first.",
    )

    @api.depends("effort_minutes", "effort_days")
    @api.depends_context("lang")
    def _compute_effort_text(self):
        for complaint in self:
            complaint.effort_text = self.env._(
                "%(minutes)s min, days: %(days)s",
                minutes=complaint.effort_minutes,
                days=complaint.effort_days,
            )

    @api.depends("referral_ids", "dossier_ids")
    def _compute_counts(self):
        for model, name in (
            ("consumer.referral", "referral_count"),
            ("consumer.dossier", "dossier_count"),
        ):
            about = [("complaint_id", "in", self.ids)]
            counts = dict(
                self.env[model]._read_group(about, ["complaint_id"], ["__count"])
            )
            for complaint in self:
                complaint[name] = counts.get(complaint._origin, 0)

    @api.depends("nature_id", "practice_ids", "exhibit_ids.kind_id")
    def _compute_missing_line_ids(self):
        lines = self.env["consumer.checklist.line"]
        cases = [
            (
                complaint.nature_id._origin,
                complaint.practice_ids._origin,
                # sudo: proof of an identity counts, whoever may see it
                complaint.sudo().exhibit_ids.kind_id,
            )
            for complaint in self
        ]
        for complaint, wanted in zip(self, lines._missing(cases), strict=True):
            complaint.missing_line_ids = lines.browse(each.lines[0] for each in wanted)

    def action_open_attempts(self):
        return self._open("consumer_attempt_action")

    def action_open_promises(self):
        return self._open("consumer_promise_action", "res_id")

    def action_open_referrals(self):
        """The referral where there is one, else the list of them."""
        action = self._open("consumer_referral_action")
        if len(self.referral_ids) == 1:
            single = {"res_id": self.referral_ids.id, "views": [(False, "form")]}
            return {**action, **single}
        return action

    def action_open_dossiers(self):
        return self._open("consumer_dossier_action")

    def _open(self, action, field="complaint_id"):
        """A window of the app with what belongs to these cases only."""
        found = self.env["ir.actions.act_window"]._for_xml_id(
            f"consumer_complaints.{action}"
        )
        own = [(field, "in", self.ids)]
        if field == "res_id":
            own += [("res_model", "=", self._name), ("policy_id", "=", False)]
        return {**found, "domain": own, "context": {"create": False}}
