from itertools import pairwise

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.misc import format_date

# What a special day says; who changes one of these makes the row their own.
SAID = {"calendar_id", "date", "kind", "whole_day", "hour_from", "hour_to", "public"}


class ServiceSpecialDay(models.Model):
    """A day of a working calendar that differs from its weekly pattern.

    It takes work away, as a public holiday does, or adds some, as a Saturday does that
    is worked to make up for a bridge day; the whole day or some hours of it. Rows that
    were filled from what is published follow the next publication; once somebody
    changes one it is theirs, and stays as it is.
    """

    _name = "service.special.day"
    _inherit = ["service.working.time.mixin"]
    _description = "Special Day"
    _order = "date desc, hour_from, id"

    calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working Calendar",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="calendar_id.company_id")
    date = fields.Date(required=True)
    kind = fields.Selection(
        [("off", "Off"), ("on", "Worked")],
        required=True,
        default="off",
        help="Off takes work away from the day. Worked adds some: a whole day is worked"
        " like the calendar's first working weekday, hours are added as they are.",
    )
    whole_day = fields.Boolean(
        default=True, help="Otherwise just the hours given are off or worked."
    )
    hour_from = fields.Float(
        string="From",
        aggregator=None,
        help="Hour of the day from which it is off or worked.",
    )
    hour_to = fields.Float(
        string="To",
        default=24.0,
        aggregator=None,
        help="Hour of the day until which it is off or worked; 24:00 is its end.",
    )
    name = fields.Char(required=True, translate=True)
    public = fields.Boolean(
        string="Public Holiday",
        help="A holiday by law, as against a day that only this calendar has off."
        " Some terms move out of public holidays only.",
    )
    source = fields.Selection(
        [("published", "Published"), ("hand", "By hand")],
        required=True,
        readonly=True,
        default="hand",
        help="Published days follow the next publication. Days entered or changed by"
        " hand are kept as they are.",
    )

    _whole_day_once = models.UniqueIndex(
        "(calendar_id, date) WHERE whole_day",
        "This calendar already says whether the whole of this day is off or worked.",
    )
    _calendar_date = models.Index("(calendar_id, date)")
    _hours_in_order = models.Constraint(
        "CHECK (whole_day OR (hour_from >= 0 AND hour_from < hour_to"
        " AND hour_to <= 24))",
        "The hours of a special day run from an earlier to a later one, between 0:00"
        " and 24:00.",
    )
    _worked_is_no_holiday = models.Constraint(
        "CHECK (kind = 'off' OR public IS NOT TRUE)",
        "A day that is worked is no public holiday.",
    )

    @api.depends("name", "calendar_id.name")
    @api.depends_context("lang", "default_calendar_id")
    def _compute_display_name(self):
        """Name the calendar too, except among the days of a single one."""
        alone = self.env.context.get("default_calendar_id")
        for day in self:
            calendar = not alone and day.calendar_id.name
            day.display_name = " · ".join(filter(None, (day.name, calendar)))

    @api.onchange("kind")
    def _onchange_kind(self):
        if self.kind == "on":
            self.public = False

    @api.constrains("calendar_id", "date", "whole_day", "hour_from", "hour_to")
    def _check_hours_apart(self):
        """Hours of one day may not overlap: nobody could say which of them counts."""
        beside = self.search(
            [
                ("calendar_id", "in", self.calendar_id.ids),
                ("date", "in", self.mapped("date")),
                ("whole_day", "=", False),
            ],
            order="hour_from",
        )
        for days in beside.grouped(lambda day: (day.calendar_id, day.date)).values():
            for before, after in pairwise(days):
                if after.hour_from < before.hour_to:
                    raise ValidationError(
                        self.env._(
                            "The hours of “%(one)s” and “%(other)s” on %(date)s"
                            " overlap.",
                            one=before.name,
                            other=after.name,
                            date=format_date(self.env, after.date),
                        )
                    )

    def write(self, vals):
        """Make a row that people change their own."""
        if SAID & vals.keys() and "source" not in vals:
            vals = {**vals, "source": "hand"}
        return super().write(vals)
