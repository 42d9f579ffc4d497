import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from ..rules.coverage_file import write_separated, write_sheet
from ..rules.routing import Request, route

# What is asked; with another question the answers are none.
ASKED = ("category_id", "moment", "is_emergency", "company_id")


class ServiceCoverageProof(models.TransientModel):
    """Who would be sent to each county at a moment: routing itself, asked for every
    county at once, each as if it were the only ticket."""

    _name = "service.coverage.proof"
    _description = "Proof of Coverage"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    category_id = fields.Many2one("product.category", string="Product Category")
    moment = fields.Datetime(
        required=True,
        default=lambda self: fields.Datetime.now(),
        help="Opening hours matter to emergencies; a station that is full that day or "
        "paused then takes neither.",
    )
    is_emergency = fields.Boolean(
        string="Emergency",
        help="An emergency goes only where somebody is there at that moment.",
    )
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

    @api.onchange(*ASKED)
    def _onchange_asked(self):
        self.county_count = self.hole_count = 0

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(ASKED):
            self.line_ids.unlink()
            super().write({"county_count": 0, "hole_count": 0, "file": False})
        return result

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
        book, stations = routing._book(requests, self.company_id, self.moment)
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
            "view_mode": "list,kanban",
            "domain": [("proof_id", "=", self.id)],
        }

    def action_export_sheet(self):
        """The proof as a workbook."""
        title = self.env._("Proof of Coverage")
        return self._export("xlsx", write_sheet(title, self._rows()))

    def action_export_text(self):
        """The proof as CSV, which other programs read."""
        return self._export("csv", write_separated(self._rows()))

    def _export(self, ending, content):
        self.ensure_one()
        if not self.line_ids:
            raise UserError(self.env._("Ask for every county first."))
        self.file = base64.b64encode(content)
        self.file_name = self.env._("proof of coverage") + "." + ending
        path = f"/web/content/{self._name}/{self.id}/file/{self.file_name}"
        return {"type": "ir.actions.act_url", "url": f"{path}?download=true"}

    def _rows(self):
        """A row of titles, then one for each county; each says what was asked too, so
        that rows can be sorted, filtered and put beside those of another proof."""
        names = ("region_code", "region_path", "station_id", "reason")
        titles = [self._title(self.line_ids, name) for name in names]
        titles += [self._title(self, name) for name in ASKED[:3]]
        asked = [
            self.category_id.display_name or self.env._("All products"),
            format_datetime(self.env, self.moment),
            self.env._("Yes") if self.is_emergency else self.env._("No"),
        ]
        return [titles] + [
            [
                line.region_code,
                line.region_path,
                line.station_id.display_name or "",
                line.reason,
                *asked,
            ]
            for line in self.line_ids
        ]

    def _title(self, records, name):
        return records._fields[name]._description_string(self.env)
