import base64
import io

from openpyxl import Workbook

from odoo import api, fields, models
from odoo.tools import format_datetime

from ..rules.routing import Request, route


class ServiceCoverageProof(models.TransientModel):
    """Who would be sent to each county at a moment: routing itself, asked for every
    county at once, each as if it were the only ticket."""

    _name = "service.coverage.proof"
    _description = "Proof of Coverage"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    category_id = fields.Many2one("product.category", string="Product Category")
    moment = fields.Datetime(required=True, default=lambda self: fields.Datetime.now())
    is_emergency = fields.Boolean(string="Emergency")
    line_ids = fields.One2many("service.coverage.proof.line", "proof_id")
    county_count = fields.Integer(string="Counties", readonly=True)
    hole_count = fields.Integer(string="Without Station", readonly=True)
    share_covered = fields.Float(compute="_compute_share_covered")
    file = fields.Binary(readonly=True, attachment=False)
    file_name = fields.Char(readonly=True)

    @api.depends("county_count", "hole_count")
    def _compute_share_covered(self):
        for proof in self:
            served = proof.county_count - proof.hole_count
            proof.share_covered = served / (proof.county_count or 1)

    @api.depends("moment")
    def _compute_display_name(self):
        for proof in self:
            proof.display_name = self.env._("Proof of Coverage")

    def action_prove(self):
        """Ask routing for every county and show the answers, holes first."""
        self.ensure_one()
        self.line_ids.unlink()
        decisions = sorted(self._decisions(), key=lambda d: d.station is not None)
        self.line_ids = self.line_ids.create(
            [
                {
                    "proof_id": self.id,
                    "region_id": decision.key,
                    "station_id": decision.station,
                    "is_hole": not decision.station,
                    "steps": decision.steps,
                }
                for decision in decisions
            ]
        )
        self.county_count = len(decisions)
        self.hole_count = sum(not decision.station for decision in decisions)
        self.file = False

    def _decisions(self):
        """A `Decision` for each of the smallest divisions above towns."""
        routing = self.env["service.routing"]
        units = self.env["service.configuration.check"]._units()
        categories = routing._upwards(self.category_id).get(self.category_id.id, ())
        requests = [
            Request(unit, path, categories, self.is_emergency)
            for unit, path in units.items()
        ]
        book, stations = routing._book(requests, self.company_id)
        loads = stations._today_loads(self.moment)
        return [
            decision
            for request in requests
            for decision in route([request], book, loads, self.moment)
        ]

    def action_open_lines(self):
        """Every county with its owner."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Who Serves Each County"),
            "res_model": "service.coverage.proof.line",
            "view_mode": "list",
            "domain": [("proof_id", "=", self.id)],
        }

    def action_export(self):
        """The proof as a workbook."""
        self.ensure_one()
        self.file = base64.b64encode(self._workbook())
        self.file_name = self.env._("proof of coverage") + ".xlsx"
        path = f"/web/content/{self._name}/{self.id}/file/{self.file_name}"
        return {"type": "ir.actions.act_url", "url": f"{path}?download=true"}

    def _workbook(self):
        book = Workbook(write_only=True)
        sheet = book.create_sheet(self.env._("Proof of Coverage"))
        sheet.append([self.env._("Moment"), format_datetime(self.env, self.moment)])
        sheet.append(
            [
                self.env._("Product Category"),
                self.category_id.display_name or self.env._("All products"),
            ]
        )
        sheet.append(
            [
                self.env._("Emergency"),
                self.env._("Yes") if self.is_emergency else self.env._("No"),
            ]
        )
        sheet.append([self.env._("Share Covered"), round(self.share_covered, 4)])
        lines = self.line_ids
        names = ("region_code", "region_path", "station_id", "reason")
        titles = [lines._fields[name]._description_string(self.env) for name in names]
        sheet.append([])
        sheet.append(titles)
        for line in lines:
            station = line.station_id.display_name or ""
            sheet.append([line.region_code, line.region_path, station, line.reason])
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()
