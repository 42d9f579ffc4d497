from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain

from .service_station_figures import NO_FIGURES, SHARES, share_text, stars_text

REPORT = "service_repair.station_statement_report"
SUMS = ("visit_amount", "emergency_amount", "parts_amount", "amount")


class ServiceStationStatement(models.Model):
    """What a contractor's station did in a month, and what it gets for it.

    A draft is reckoned anew as often as wanted; what is confirmed stays as it was sent.
    """

    _name = "service.station.statement"
    _description = "Monthly Statement of a Station"
    _order = "month desc, station_id, id desc"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name")
    station_id = fields.Many2one(
        "service.station", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="station_id.company_id", store=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    month = fields.Date(required=True, readonly=True, help="Its first day.")
    state = fields.Selection(
        [("draft", "Draft"), ("confirmed", "Confirmed")],
        required=True,
        readonly=True,
        default="draft",
    )
    confirmed_at = fields.Datetime(readonly=True, copy=False)
    line_ids = fields.One2many(
        "service.station.statement.line", "statement_id", readonly=True
    )
    visit_count = fields.Integer(string="Visits", readonly=True)
    warranty_count = fields.Integer(string="Free by Warranty", readonly=True)
    first_time_fix = fields.Char(string="First-Time Fix", readonly=True)
    on_time = fields.Char(readonly=True)
    promise_kept = fields.Char(readonly=True)
    repeat = fields.Char(string="Repeat Visits", readonly=True)
    rating = fields.Char(string="Stars", readonly=True)
    visit_amount = fields.Monetary(string="For Visits", readonly=True)
    emergency_amount = fields.Monetary(string="For Emergencies", readonly=True)
    parts_amount = fields.Monetary(string="For Parts", readonly=True)
    amount = fields.Monetary(string="Total", readonly=True)

    _one_a_month = models.UniqueIndex(
        "(station_id, month)", "The station has a statement of this month already."
    )

    @api.depends("station_id", "month")
    @api.depends_context("lang")
    def _compute_name(self):
        for statement in self:
            month = statement.month and f"{statement.month:%Y-%m}"
            statement.name = f"{statement.station_id.name or ''} {month or ''}".strip()

    # -- confirmed ones stay

    def write(self, vals):
        self._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_confirmed(self):
        self._check_open()

    def _check_open(self):
        for statement in self:
            if statement.state == "confirmed":
                raise UserError(
                    self.env._(
                        "%(statement)s is confirmed and stays as it is.",
                        statement=statement.name,
                    )
                )

    # -- making them

    @api.model
    def _cron_make(self):
        """Drafts of last month, for each contractor's station that did something.

        Runs each day, so that none is missing when the server was away on the 1st.
        """
        self._make(self._last_month())

    @api.model
    def _last_month(self):
        return fields.Date.today().replace(day=1) - relativedelta(months=1)

    @api.model
    def _make(self, month, stations=None):
        """The statements of a month that are missing yet.

        :param month: its first day
        :param stations: by default all contractors' stations with visits done then
        """
        if stations is None:
            contractors = self.env["service.station"].with_context(active_test=False)
            stations = contractors.search([("kind", "=", "contractor")])
            stations = stations.filtered(lambda each: each._done_in(month))
        made = self.search(
            Domain("month", "=", month) & Domain("station_id", "in", stations.ids)
        )
        statements = self.create(
            [
                {
                    "station_id": station.id,
                    "month": month,
                    "currency_id": station.currency_id.id,
                }
                for station in stations - made.station_id
            ]
        )
        statements._fill()
        return statements

    def _fill(self):
        """Reckon these drafts from the visits that are done."""
        self._check_open()
        for statement in self:
            visits = statement.station_id._done_in(statement.month)
            lines = [statement._line_of(visit) for visit in visits]
            sums = {name: sum(line[name] for line in lines) for name in SUMS}
            statement.write(
                {
                    "line_ids": [Command.clear(), *map(Command.create, lines)],
                    "visit_count": len(visits),
                    "warranty_count": sum(line["is_warranty"] for line in lines),
                    **statement._figures(),
                    **sums,
                }
            )

    def _line_of(self, visit):
        amounts = {
            f"{name}_amount": self.currency_id.round(value)
            for name, value in visit._amounts().items()
        }
        return {
            "visit_id": visit.id,
            "finished_at": visit.finished_at,
            "technician": visit.resource_id.name,
            "result": visit.result,
            "is_emergency": visit.is_emergency,
            "is_warranty": visit._is_rework(),
            **amounts,
            "amount": sum(amounts.values()),
        }

    def _figures(self):
        station = self.station_id
        first, last = station._month_span(self.month)
        found = station._figures_since(first, last).get(station.id, NO_FIGURES)
        _count, *shares, rating, _travel = found
        texts = map(share_text, shares)
        return {
            "rating": stars_text(rating),
            **dict(zip(SHARES, texts, strict=True)),
        }

    # -- buttons

    def _check_manager(self):
        if not self.env.user.has_group("service_repair.group_manager"):
            raise AccessError(self.env._("Only managers make statements."))

    def action_reckon(self):
        self._check_manager()
        self.check_access("read")
        self.sudo()._fill()  # sudo: what is reckoned is nobody's to type

    def action_confirm(self):
        """From now on the contractor sees it, and nothing changes it."""
        self._check_manager()
        self.check_access("read")
        # sudo: as for reckoning; it is confirmed as the visits are now
        drafts = self.sudo().filtered(lambda each: each.state == "draft")
        drafts._fill()
        drafts.write({"state": "confirmed", "confirmed_at": fields.Datetime.now()})

    def action_delete_draft(self):
        """A draft that nobody needs; it can be made again."""
        self._check_manager()
        self.check_access("read")
        self.sudo().unlink()  # sudo: confirmed ones refuse
        return self.env["ir.actions.act_window"]._for_xml_id(
            "service_repair.service_station_statement_action"
        )

    # -- for the contractor

    @api.model
    def _of_contractor(self):
        """The confirmed statements of the stations the current user dispatches for."""
        stations = self.env["service.station"]._dispatched_by_user()
        # sudo: portal users read no statements; these are theirs
        return self.sudo().search(
            [("station_id", "in", stations.ids), ("state", "=", "confirmed")]
        )

    def _print(self):
        """The statement on paper.

        :return: (content, "pdf"), or (content, "html") where no PDF can be made
        """
        reports = self.env["ir.actions.report"].sudo()  # sudo: reports are the staff's
        if reports.get_wkhtmltopdf_state() in ("install", "broken"):
            return reports._render_qweb_html(REPORT, self.ids)
        return reports._render_qweb_pdf(REPORT, self.ids)
