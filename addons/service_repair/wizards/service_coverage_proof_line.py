from odoo import api, fields, models

from ..rules.wording import describe


class ServiceCoverageProofLine(models.TransientModel):
    """A county and who would be sent there, and why."""

    _name = "service.coverage.proof.line"
    _description = "Line of a Proof of Coverage"
    _order = "is_hole desc, id"

    proof_id = fields.Many2one(
        "service.coverage.proof", required=True, index=True, ondelete="cascade"
    )
    region_id = fields.Many2one("service.region", required=True, ondelete="cascade")
    region_path = fields.Char(related="region_id.complete_name", string="Path")
    region_code = fields.Char(related="region_id.code", string="Code")
    station_id = fields.Many2one("service.station", ondelete="cascade")
    is_hole = fields.Boolean(string="Without Station")
    steps = fields.Json()
    reason = fields.Char(compute="_compute_reason", string="Why This Station")

    @api.depends("steps")
    @api.depends_context("lang", "tz")
    def _compute_reason(self):
        tickets = self.env["helpdesk.ticket"]
        for line in self:
            line.reason = describe(line.steps or (), self.env._, tickets._format_moment)
