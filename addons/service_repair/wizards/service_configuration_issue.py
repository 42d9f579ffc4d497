from datetime import datetime, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_datetime

from ..rules.configuration_wording import describe

HOURS = ("no_hour", "some_hours")
PLACES = ("uncovered", "towns_only", "some_products", *HOURS)
# Kinds whose coverage line may go without anybody losing a station.
SPARE = ("redundant", "archived_region")
# Any Monday: the week in which quarters of a week get their names.
MONDAY = datetime(2024, 1, 1)


class ServiceConfigurationIssue(models.TransientModel):
    """One thing to see to in the set-up, as it was when the check last ran for
    this person. Rows that still hold keep their id, so that a list stays in place."""

    _name = "service.configuration.issue"
    _description = "Configuration Issue"
    _order = "severity, rank, count desc, id"
    _transient_max_hours = 24.0  # the list is worked off in a day, not in an hour

    kind = fields.Selection(
        [
            ("no_dispatchers", "No dispatch team"),
            ("dispatchers_missing", "Dispatch team without members"),
            ("uncovered", "Served by nobody"),
            ("towns_only", "Only towns served"),
            ("some_products", "Only some products served"),
            ("no_hour", "No emergencies at all"),
            ("some_hours", "No emergencies at some hours"),
            ("abolished", "Region abolished"),
            ("archived_region", "Region archived"),
            ("archived_station", "Archived station with coverage"),
            ("paused", "Paused without end"),
            ("no_emergencies", "Emergency coverage without hours"),
            ("redundant", "Coverage that changes nothing"),
            ("no_team", "Station without queue"),
            ("no_people", "Station without people"),
            ("no_phone", "Station without telephone"),
            ("no_hours", "Station without opening hours"),
            ("never_open", "Opening hours that are empty"),
            ("no_coverage", "Station without coverage"),
            ("no_limit", "Station without daily limit"),
        ],
        string="Problem",
        required=True,
    )
    severity = fields.Selection(
        [("1", "Work is lost"), ("2", "Work waits"), ("3", "Worth a look")],
        required=True,
    )
    rank = fields.Integer(help="The place of the problem among those to see to.")
    company_id = fields.Many2one("res.company", ondelete="cascade")
    station_id = fields.Many2one("service.station", ondelete="cascade")
    coverage_id = fields.Many2one("service.coverage", ondelete="cascade")
    region_id = fields.Many2one("service.region", ondelete="cascade")
    count = fields.Integer(help="Counties, regions or lines that it is about.")
    facts = fields.Json()
    description = fields.Char(compute="_compute_description", string="Finding")
    can_fix = fields.Boolean(compute="_compute_can_fix")
    helper_id = fields.Many2one(
        "service.station",
        string="Who Shall Serve It",
        domain="[('company_id', '=', company_id)]",
        ondelete="set null",
    )
    category_id = fields.Many2one(
        "product.category",
        string="Product Category",
        ondelete="set null",
        help="Empty: products of every category.",
    )
    emergency_only = fields.Boolean(
        help="The station gets emergencies of this place, and no other work of it."
    )
    present_ids = fields.Many2many(
        "service.station",
        compute="_compute_present_ids",
        string="Who Is There",
        help="Stations that serve the place, a part of it or a larger one, perhaps "
        "not for everything.",
    )

    @api.depends("kind", "facts")
    @api.depends_context("lang")
    def _compute_description(self):
        named = self._category_names()
        for issue in self:
            facts = issue.facts or {}
            products = [named.get(id_, "") for id_ in facts.get("products", ())]
            words = {
                **facts,
                "company": issue.company_id.name,
                "region": issue.region_id.complete_name,
                "station": issue.station_id.name,
                "team": issue.company_id._get_dispatch_team().name
                if issue.kind == "dispatchers_missing"
                else "",
                "category": named.get(facts.get("category")),
                "products": self.env._(", ").join(filter(None, products)),
                "start": self._format_quarter(facts.get("start", 0)),
                "end": self._format_quarter(facts.get("end", 0)),
            }
            issue.description = describe(issue.kind, words, self.env._)

    def _category_names(self):
        """{category id: name} of those that the facts are about."""
        ids = set()
        for facts in filter(None, self.mapped("facts")):
            ids |= {*facts.get("products", ()), facts.get("category")}
        categories = self.env["product.category"].browse(ids - {None}).exists()
        return {category.id: category.name for category in categories}

    def _format_quarter(self, quarter):
        """A local quarter of an hour of a week: Saturday 03:00."""
        moment = MONDAY + timedelta(minutes=15 * quarter)
        return format_datetime(self.env, moment, tz="UTC", dt_format="EEEE HH:mm")

    @api.depends("region_id")
    def _compute_present_ids(self):
        for issue in self:  # of one at a time, in its dialog
            regions = issue.region_id
            lines = self.env["service.coverage"].search(
                [
                    ("company_id", "=", issue.company_id.id),
                    "|",
                    ("region_id", "parent_of", regions.ids),
                    ("region_id", "child_of", regions.ids),
                ]
            )
            issue.present_ids = lines.station_id if regions else False

    @api.depends("kind", "facts")
    def _compute_can_fix(self):
        for issue in self:
            became = issue.kind == "abolished" and issue.count
            issue.can_fix = became or issue.kind in (*SPARE, "no_team")

    @api.depends("kind")
    def _compute_display_name(self):
        for issue in self:
            issue.display_name = issue.description

    # -- the check

    def action_open(self):
        """Check everything, and open the list."""
        self.env["service.configuration.scope"]._forget()
        return self.action_check()

    def action_check(self):
        """Look again for what was chosen last, and open the list."""
        scope = self._check()
        xml_id = "service_repair.service_configuration_%s_action"
        action = self.env["ir.actions.act_window"]._for_xml_id(xml_id % "issue")
        # who comes back to the list by its address has it checked again
        check = self.env["ir.actions.server"]._for_xml_id(xml_id % "check")
        action["path"] = check["path"]
        if scope.display_name:
            action["display_name"] = self.env._(
                "%(check)s (%(scope)s)",
                check=action["name"],
                scope=scope.display_name,
            )
        return action

    def action_choose(self):
        """Ask for which products and hours to check."""
        scope = self.env["service.configuration.scope"]._current()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What to Check"),
            "res_model": scope._name,
            "res_id": scope._origin.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }

    @api.model
    def _check(self):
        """Bring this person's rows up to what the check finds now.

        :return: the scope for which it was done.
        """
        self.check_access("create")
        check = self.env["service.configuration.check"]
        scope = self.env["service.configuration.scope"]._current()
        findings = check._findings(self.env.companies, scope)
        found = {finding[:5]: finding for finding in findings}
        own = self.search([("create_uid", "=", self.env.uid)])
        present = {issue._key(): issue for issue in own}
        gone = self.browse(present[key].id for key in present.keys() - found.keys())
        gone.unlink()
        for key in present.keys() & found.keys():
            vals = self._prepare_vals(found[key])
            if vals["facts"] != present[key].facts:
                present[key].write(vals)
        self.create(
            [
                self._prepare_vals(finding)
                for key, finding in found.items()
                if key not in present
            ]
        )
        return scope

    def _key(self):
        return (
            self.kind,
            self.company_id.id or None,
            self.station_id.id or None,
            self.coverage_id.id or None,
            self.region_id.id or None,
        )

    def _prepare_vals(self, finding):
        facts = {key: _as_json(value) for key, value in finding.facts}
        return {
            "kind": finding.kind,
            "severity": str(4 - finding.severity),
            "rank": finding.rank,
            "company_id": finding.company,
            "station_id": finding.station,
            "coverage_id": finding.line,
            "region_id": finding.region,
            "count": facts.get("count", 0),
            "category_id": facts.get("category"),
            "emergency_only": finding.kind in HOURS,
            "facts": facts,
        }

    # -- what can be done about it

    def action_go(self):
        """Open what the issue is about; of a hole, the question who shall fill it."""
        self.ensure_one()
        if self.kind in PLACES:
            name = self._fields["helper_id"]._description_string(self.env)
            return {**self._window(self), "name": name, "target": "new"}
        if self.kind in ("no_dispatchers", "dispatchers_missing"):
            team = self.company_id._get_dispatch_team()
            return self._window(team or self.company_id)
        if self.kind in ("abolished", "archived_region", "redundant"):
            return self._window(self.coverage_id)
        return self._window(self.station_id)

    def _window(self, record):
        return {
            "type": "ir.actions.act_window",
            "name": record.display_name,
            "res_model": record._name,
            "res_id": record.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_cover(self):
        """The chosen station serves the whole place from now on."""
        self.ensure_one()
        if not self.helper_id:
            raise UserError(self.env._("Choose the station that shall serve it."))
        self.env["service.coverage"].create(
            {
                "station_id": self.helper_id.id,
                "region_id": self.region_id.id,
                "category_id": self.category_id.id,
                "emergency_only": self.emergency_only,
            }
        )
        self._check()
        return {"type": "ir.actions.act_window_close"}

    def action_fix(self):
        """Do what is safe: successors instead of abolished regions, no line that
        changes nothing, a queue for who has none."""
        for issue in self.filtered(lambda issue: issue.kind == "abolished"):
            issue._replace_region()
        # all at once: what makes a line spare is never spare itself
        self.filtered(lambda i: i.kind in SPARE).coverage_id.active = False
        self.filtered(lambda i: i.kind == "no_team").station_id._make_teams()
        self._check()

    def _replace_region(self):
        """The regions that took over the territory, where the station has not got
        them yet, instead of the one that is gone."""
        line = self.coverage_id
        twins = line.with_context(active_test=False).search(
            [
                ("station_id", "=", line.station_id.id),
                ("category_id", "=", line.category_id.id),
                ("emergency_only", "=", line.emergency_only),
            ]
        )
        became = line.region_id.successor_ids.filtered("active")
        twins.filtered(lambda twin: twin.region_id in became).active = True
        missing = became - twins.region_id
        line.station_id.coverage_ids = [
            Command.create({**line.copy_data()[0], "region_id": region.id})
            for region in missing
        ]
        if became:
            line.active = False


def _as_json(value):
    """JSON knows lists only, and facts are compared with those that were stored."""
    return list(value) if isinstance(value, tuple) else value
