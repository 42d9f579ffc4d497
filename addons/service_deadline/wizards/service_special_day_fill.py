from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

# More years at once are sooner a slip of the keyboard than a wish.
MOST_YEARS = 50


class ServiceSpecialDayFill(models.TransientModel):
    """Fills a calendar with published holidays, after showing what that changes."""

    _name = "service.special.day.fill"
    _description = "Fill In Published Holidays"

    calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working Calendar",
        required=True,
        ondelete="cascade",
        help="The calendar whose special days are filled in.",
    )
    country_id = fields.Many2one(
        "res.country",
        compute="_compute_place",
        store=True,
        readonly=False,
        required=True,
        help="Whose public holidays and make-up working days are filled in.",
    )
    subdivision = fields.Char(
        string="Part of the Country",
        compute="_compute_place",
        store=True,
        readonly=False,
        help="Code of the state, province or canton that has holidays of its own, as in"
        " ISO 3166-2 without the country: BY for Bavaria. Empty: the country's alone.",
    )
    half_days = fields.Boolean(
        string="Half Days Too",
        compute="_compute_place",
        store=True,
        readonly=False,
        help="Also fill in days that are off in part. In many countries these concern"
        " only some people, in China for instance.",
    )
    year_from = fields.Integer(
        string="From Year",
        required=True,
        default=lambda self: fields.Date.context_today(self).year,
        help="First year that is filled in.",
    )
    year_to = fields.Integer(
        string="To Year",
        required=True,
        default=lambda self: fields.Date.context_today(self).year + 1,
        help="Last year that is filled in.",
    )
    every_year = fields.Boolean(
        string="Every Year from Now On",
        default=True,
        help="Fill in the years to come by itself, as soon as they are published.",
    )
    problem = fields.Char(compute="_compute_line_ids", store=True)
    summary = fields.Char(compute="_compute_line_ids", store=True)
    settled_until = fields.Date(
        string="Officially Known Until",
        compute="_compute_line_ids",
        store=True,
        help="Days after it are estimates; terms that reach them are provisional.",
    )
    line_ids = fields.One2many(
        "service.special.day.fill.line",
        "fill_id",
        string="Changes",
        compute="_compute_line_ids",
        store=True,
    )

    @api.depends("calendar_id")
    def _compute_place(self):
        for fill in self:
            calendar = fill.calendar_id
            company = calendar.company_id or self.env.company
            fill.country_id = calendar.holiday_country_id or company.country_id
            fill.subdivision = calendar.holiday_subdivision
            fill.half_days = calendar.holiday_half_days

    @api.depends(
        "calendar_id",
        "country_id",
        "subdivision",
        "half_days",
        "year_from",
        "year_to",
    )
    def _compute_line_ids(self):
        for fill in self:
            fill.problem = fill.summary = fill.settled_until = False
            fill.line_ids = [Command.clear()]
            if not fill.calendar_id or not fill.country_id:
                continue
            try:
                fill._preview()
            except (UserError, ValidationError) as error:
                fill.problem = str(error)

    def _preview(self):
        changes = self._changes()
        self.settled_until = self.calendar_id._settled_until(
            self.country_id, self.subdivision
        )
        lines = self.env["service.special.day.fill.line"]
        self.line_ids = [Command.create(lines._prepare(change)) for change in changes]
        self.summary = self._summarise(changes)

    def _changes(self):
        """What filling would change now."""
        self._check_years()
        return self.calendar_id._plan_years(*self._asked())

    def _asked(self):
        """Country, part of it, half days or not, and years."""
        years = range(self.year_from, self.year_to + 1)
        return self.country_id, self.subdivision, self.half_days, years

    def _check_years(self):
        """Years in order, not too many, and none left out before them."""
        if not 1 <= self.year_from <= self.year_to <= 9999:
            raise UserError(
                self.env._("“From Year” comes before “To Year” or is the same.")
            )
        if self.year_to - self.year_from >= MOST_YEARS:
            raise UserError(
                self.env._("Fill in at most %(count)s years at once.", count=MOST_YEARS)
            )
        known = self.calendar_id.published_until
        if known and self.year_from > known.year + 1:
            raise UserError(
                self.env._(
                    "Start with %(year)s: otherwise the years before “From Year” would"
                    " seem to have no holidays.",
                    year=known.year + 1,
                )
            )

    @api.model
    def _summarise(self, changes):
        """How many changes there are of each action, in words."""
        if all(change.action == "kept" for change in changes):
            return self.env._("Nothing is left to fill in.")
        actions = [change.action for change in changes]
        return self.env._(
            "%(added)s to add, %(changed)s to change, %(removed)s to remove, %(kept)s"
            " kept as entered by hand.",
            **{
                action: actions.count(action)
                for action in ("added", "changed", "removed", "kept")
            },
        )

    def action_apply(self):
        """Fill the calendar and show its special days.

        What is filled in is worked out anew: the calendar may have been changed since
        the preview, in another tab or by somebody else.
        """
        self.ensure_one()
        self._check_years()
        calendar = self.calendar_id
        calendar.write(
            {
                "holiday_country_id": self.every_year and self.country_id.id,
                "holiday_subdivision": self.every_year and self.subdivision,
                "holiday_half_days": self.every_year and self.half_days,
            }
        )
        calendar._fill_years(*self._asked())
        return calendar.action_show_special_days()
