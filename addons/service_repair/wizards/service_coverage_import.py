from collections import Counter, defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.coverage_plan import IMPORTED, SETTLED, STATES

NOT_IMPORTED = ("ambiguous", "unknown", "refused", "left_out")


class ServiceCoverageImport(models.TransientModel):
    """From a list of places to a station's coverage: paste or upload, look, apply.

    Every line of the list stays visible with what becomes of it and why. What is there
    already is left alone, so importing a list again changes nothing.
    """

    _name = "service.coverage.import"
    _description = "Coverage Import"

    step = fields.Selection(
        [
            ("source", "List"),
            ("columns", "Columns"),
            ("preview", "Preview"),
            ("done", "Done"),
        ],
        default="source",
        required=True,
        readonly=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    target = fields.Selection(
        [
            ("station", "One station covers the list"),
            ("prefecture", "A station for each prefecture"),
        ],
        string="The List Is For",
        default="station",
        required=True,
    )
    station_id = fields.Many2one(
        "service.station", domain="[('company_id', '=', company_id)]"
    )
    new_station_kind = fields.Selection(
        lambda self: (
            self.env["service.station"]._fields["kind"]._description_selection(self.env)
        ),
        string="New Stations Are",
        default="own",
    )
    category_id = fields.Many2one(
        "product.category",
        string="Product Category",
        help="For lines that name none themselves. Empty: products of every category.",
    )
    emergency_only = fields.Boolean(
        help="For lines that don't say themselves whether they are for emergencies."
    )
    line_ids = fields.One2many("service.coverage.import.line", "import_id")
    new_count = fields.Integer(compute="_compute_counts", string="New")
    replaced_count = fields.Integer(compute="_compute_counts", string="Replaced")
    present_count = fields.Integer(compute="_compute_counts", string="Already There")
    repeated_count = fields.Integer(compute="_compute_counts", string="Said Twice")
    ambiguous_count = fields.Integer(compute="_compute_counts", string="Ambiguous")
    unknown_count = fields.Integer(compute="_compute_counts", string="Unknown")
    refused_count = fields.Integer(compute="_compute_counts", string="Refused")
    left_out_count = fields.Integer(compute="_compute_counts", string="Left Out")
    created_count = fields.Integer(compute="_compute_counts", string="Created")
    to_import_count = fields.Integer(compute="_compute_counts")
    unchanged_count = fields.Integer(compute="_compute_counts")
    not_imported_count = fields.Integer(compute="_compute_counts")
    new_station_count = fields.Integer(readonly=True)
    not_imported_file = fields.Binary(readonly=True, attachment=False)
    not_imported_file_name = fields.Char(readonly=True)

    @api.depends("line_ids.state", "line_ids.left_out")
    def _compute_counts(self):
        """How many lines are in each state, those left out apart."""
        groups = self.env["service.coverage.import.line"]._read_group(
            [("import_id", "in", self.ids)],
            ["import_id", "left_out", "state"],
            ["__count"],
        )
        counts = defaultdict(Counter)
        for wizard, is_left_out, state, count in groups:
            counts[wizard.id]["left_out" if is_left_out else state] += count
        for wizard in self:
            found = counts[wizard._origin.id]
            for state in (*STATES, "created", "left_out"):
                wizard[f"{state}_count"] = found[state]
            wizard.to_import_count = sum(found[state] for state in IMPORTED)
            wizard.unchanged_count = sum(found[state] for state in SETTLED)
            wizard.not_imported_count = sum(found[state] for state in NOT_IMPORTED)

    @api.depends("step")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = self.env._("Coverage Import")

    @api.model
    def default_get(self, fields):
        """Opened from a station, the import is for that station."""
        defaults = super().default_get(fields)
        if self.env.context.get("active_model") == "service.station":
            station = self.env["service.station"].browse(
                self.env.context.get("active_id")
            )
            defaults["station_id"] = station.id
            defaults["company_id"] = station.company_id.id or self.env.company.id
        return defaults

    def action_preview(self):
        """Read the list and show for each place what was understood."""
        self.ensure_one()
        self.env["service.coverage"].check_access("create")
        entries = self._read_entries()
        if entries is None:
            self.step = "columns"
            return
        self._check_target()
        self.line_ids.unlink()
        self.env["service.coverage.import.line"].create(self._examine(entries))
        self.step = "preview"

    def action_back(self):
        self.ensure_one()
        self.line_ids.unlink()
        self.step = "source"

    def action_apply(self):
        """Create the coverage of all lines that are ready, in one go."""
        self.ensure_one()
        self.lock_for_update()
        if self.step != "preview":
            raise UserError(self.env._("This list was imported already."))
        lines = self.line_ids.filtered(lambda line: line._is_ready())
        if not lines:
            raise UserError(self.env._("No line of the list is ready to be imported."))
        self.new_station_count = len(lines._make_stations())
        ready = lines._plan_again()
        self.env["service.coverage"].create(
            [line._prepare_coverage_vals() for line in ready]
        )
        ready.write({"state": "created"})
        self._keep_not_imported()
        self.step = "done"

    def action_open_lines(self):
        """All lines, or those in the state that the context names."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Lines of the List"),
            "res_model": "service.coverage.import.line",
            "view_mode": "list,kanban,form",
            "domain": [("import_id", "=", self.id)],
            "context": {
                f"search_default_{self.env.context.get('line_filter', 'all')}": True
            },
        }

    def action_start_again(self):
        """Begin with another list, for the same station."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_repair.service_coverage_import_action"
        )
        context = {
            "default_target": self.target,
            "default_station_id": self.station_id.id,
        }
        return {**action, "context": context, "target": "main"}

    def action_open_coverage(self):
        """What the stations of this list cover now."""
        self.ensure_one()
        stations = self.line_ids.station_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Coverage"),
            "res_model": "service.coverage",
            "view_mode": "list,form",
            "domain": [("station_id", "in", stations.ids)],
        }

    def _check_target(self):
        names_stations = "station" in self.column_ids.mapped("role")
        if self.target == "station" and not self.station_id and not names_stations:
            self._refuse("station_id", self.env._("Choose who covers the list."))

    def _refuse(self, field, problem):
        """Raise an error that begins with the name of the field it is about."""
        label = self._fields[field]._description_string(self.env)
        raise UserError(
            self.env._("%(field)s: %(problem)s", field=label, problem=problem)
        )
