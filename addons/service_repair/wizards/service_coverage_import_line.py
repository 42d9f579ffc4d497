from odoo import api, fields, models

from odoo.addons.service_region.rules import wording as region_wording

from ..rules import coverage_wording
from ..rules.coverage_list import Entry
from ..rules.coverage_plan import IMPORTED, Listed, Place, plan

STATES = [
    ("new", "New"),
    ("replaced", "Replaced"),
    ("present", "Already there"),
    ("repeated", "Said twice"),
    ("ambiguous", "Ambiguous"),
    ("unknown", "Unknown"),
    ("refused", "Refused"),
    ("created", "Created"),
]
OPEN = ("ambiguous", "unknown")
# What needs attention stands first.
URGENCIES = {
    state: urgency
    for urgency, state in enumerate(
        ("ambiguous", "unknown", "refused", "replaced", "new", "repeated", "present")
    )
}


class ServiceCoverageImportLine(models.TransientModel):
    """One place of the imported list, and what becomes of it."""

    _name = "service.coverage.import.line"
    _description = "Line of a Coverage Import"
    _order = "urgency, position"
    _rec_name = "text"

    import_id = fields.Many2one(
        "service.coverage.import", required=True, index=True, ondelete="cascade"
    )
    step = fields.Selection(related="import_id.step")
    position = fields.Integer(string="No.", required=True, readonly=True)
    line_number = fields.Integer(string="Line of the List", readonly=True)
    text = fields.Char(string="As Written", readonly=True)
    heading = fields.Char(readonly=True)
    times = fields.Integer(default=1, readonly=True)
    state = fields.Selection(STATES, string="Status", required=True, readonly=True)
    verdict = fields.Selection(
        STATES, required=True, readonly=True, help="The status before any choice."
    )
    urgency = fields.Integer(
        compute="_compute_urgency", store=True, precompute=True, index=True
    )
    region_id = fields.Many2one("service.region", ondelete="cascade")
    region_level = fields.Selection(related="region_id.level")
    candidate_ids = fields.Many2many(
        "service.region",
        relation="service_coverage_import_candidate_rel",
        string="Candidates",
        readonly=True,
    )
    station_id = fields.Many2one(
        "service.station", string="Existing Station", ondelete="cascade", readonly=True
    )
    station_by_row = fields.Boolean(readonly=True, help="The list names the station.")
    new_station_region_id = fields.Many2one(
        "service.region",
        ondelete="cascade",
        readonly=True,
        help="The region for which a station will be made.",
    )
    station_label = fields.Char(string="Station", compute="_compute_station_label")
    category_id = fields.Many2one("product.category", ondelete="cascade", readonly=True)
    emergency_only = fields.Boolean(readonly=True)
    left_out = fields.Boolean(
        help="The line is not imported, and stands in the list of such lines."
    )
    # [[key, params], …] of the plan and of the resolution
    steps = fields.Json(readonly=True)
    region_steps = fields.Json(readonly=True)
    reason = fields.Char(compute="_compute_reason")

    @api.depends("verdict")
    def _compute_urgency(self):
        for line in self:
            line.urgency = URGENCIES[line.verdict]

    @api.depends("steps", "region_steps")
    @api.depends_context("lang")
    def _compute_reason(self):
        for line in self:
            words = [
                coverage_wording.describe(line.steps or (), self.env._),
                region_wording.describe(line.region_steps or (), self.env._),
            ]
            line.reason = coverage_wording.join(words, self.env._)

    @api.depends("station_id", "new_station_region_id")
    @api.depends_context("lang")
    def _compute_station_label(self):
        names = self.import_id._station_names(self.new_station_region_id)
        for line in self:
            if line.station_id:
                line.station_label = line.station_id.display_name
            elif line.new_station_region_id:
                line.station_label = self.env._(
                    "%(station)s (new)", station=names[line.new_station_region_id.id]
                )
            else:
                line.station_label = False

    @api.onchange("region_id")
    def _onchange_region_id(self):
        self.state = "new" if self.region_id else self._open_state()

    def write(self, vals):
        result = super().write(vals)
        if "region_id" in vals:
            self._follow_choice()
        return result

    def _follow_choice(self):
        """Decide anew on lines whose region somebody chose or gave up."""
        for line in self.filtered(lambda line: not line.region_id):
            line.write({"state": line._open_state(), "steps": [["no_choice", {}]]})
        chosen = self.filtered("region_id")
        for wizard, lines in chosen.grouped("import_id").items():
            wizard._place_stations(lines)
            others = wizard.line_ids.filtered(lambda line: line._is_ready()) - lines
            rows = plan(
                [line._as_listed() for line in others]
                + [line._as_listed()._replace(former=None) for line in lines],
                wizard._existing_keys((others | lines).region_id),
            )
            for line, row in zip(lines, rows[len(others) :], strict=True):
                line.state = row.state
                line.steps = [["by_hand", {}], *row.reason]

    def _open_state(self):
        """The status of the line while it has no region."""
        return self.verdict if self.verdict in OPEN else "unknown"

    def _as_listed(self):
        """The line as the planning rule takes it, its place being settled."""
        self.ensure_one()
        return Listed(
            Entry(self.text, self.line_number, self.times),
            Place(self.region_id.code),
            station=self._station_key(),
            category=self.category_id.id or None,
            emergency=self.emergency_only,
            former=("by_hand", {}) if self.state == "replaced" else None,
        )

    def _station_key(self):
        """What tells the line's station from others, also before it is made."""
        return self.station_id.id or ("new", self.new_station_region_id.id)

    def _is_ready(self):
        return self.state in IMPORTED and not self.left_out

    def _is_not_imported(self):
        return self.left_out or self.state in (*OPEN, "refused")

    def _plan_again(self):
        """Those of these ready lines that still bring something new.

        Between the preview and now others may have worked on the same stations.
        """
        existing = self.import_id._existing_keys(self.region_id)
        rows = plan([line._as_listed() for line in self], existing)
        states = {line: row.state for line, row in zip(self, rows, strict=True)}
        ready = self.filtered(lambda line: states[line] in IMPORTED)
        for state, lines in (self - ready).grouped(states.get).items():
            lines.write({"state": state})
        return ready

    def _make_stations(self):
        """Make the stations that these lines still lack; return them."""
        lacking = self.filtered(lambda line: not line.station_id)
        stations = self.import_id._stations_for(lacking.new_station_region_id.ids)
        missing = lacking.new_station_region_id.filtered(
            lambda region: region.id not in stations
        )
        if missing:
            self.import_id._take_turn()
        made = self.import_id._create_stations(missing)
        stations.update(zip(missing.ids, made, strict=True))
        for region, lines in lacking.grouped("new_station_region_id").items():
            lines.station_id = stations[region.id]
        return made

    def _prepare_coverage_vals(self):
        self.ensure_one()
        return {
            "station_id": self.station_id.id,
            "region_id": self.region_id.id,
            "category_id": self.category_id.id,
            "emergency_only": self.emergency_only,
        }

    def _prepare_report_row(self):
        self.ensure_one()
        status = dict(self._fields["state"]._description_selection(self.env))
        return [
            self.line_number,
            self.text or "",
            self.times,
            self.env._("Left out") if self.left_out else status[self.state],
            self.reason,
            "、".join(self.candidate_ids.mapped("complete_name")),
        ]
