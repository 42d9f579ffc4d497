from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..rules import week as weeks
from ..rules.configuration import Scope
from ..rules.local_time import minutes_ahead


class ServiceConfigurationScope(models.TransientModel):
    """For which products and hours a person checks the set-up."""

    _name = "service.configuration.scope"
    _description = "Scope of the Configuration Check"
    _transient_max_hours = 24.0  # as long as the list that it is for

    category_id = fields.Many2one(
        "product.category",
        string="Product Category",
        ondelete="cascade",
        help="Which places have nobody for these products. Empty: products of every "
        "category.",
    )
    hours = fields.Selection(
        [
            ("all", "Working hours and nights"),
            ("working", "Working hours"),
            ("other", "Nights and days off"),
            ("hour", "One hour of the week"),
        ],
        default="all",
        required=True,
        help="When emergencies must find somebody. The working hours are the "
        "company's in an ordinary week: single days that are off or worked "
        "instead don't count.",
    )
    weekday = fields.Selection(
        [
            ("0", "Monday"),
            ("1", "Tuesday"),
            ("2", "Wednesday"),
            ("3", "Thursday"),
            ("4", "Friday"),
            ("5", "Saturday"),
            ("6", "Sunday"),
        ],
        default="5",
        required=True,
    )
    hour = fields.Float(
        string="Full Hour", default=3.0, help="The hour that begins then."
    )

    @api.constrains("hour")
    def _check_hour(self):
        if any(not 0 <= scope.hour < 24 for scope in self):
            raise ValidationError(
                self.env._("Full Hour: a day has those from 0:00 to 23:00.")
            )

    @api.model
    def _current(self):
        """What this person chose last; a new record, for everything, without one."""
        own = self.search([("create_uid", "=", self.env.uid)], order="id desc", limit=1)
        return own or self.new({})

    @api.model
    def _forget(self):
        """Check everything again."""
        self.search([("create_uid", "=", self.env.uid)]).unlink()

    def action_check(self):
        """Check for what is chosen here, and show what is found."""
        self.ensure_one()
        return self.env["service.configuration.issue"].action_check()

    @api.depends("category_id", "hours", "weekday", "hour")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for scope in self:
            parts = [scope.category_id.name, scope._describe_hours()]
            scope.display_name = " · ".join(filter(None, parts))

    def _describe_hours(self):
        """The hours in words; nothing for all of them."""
        if self.hours == "all":
            return ""
        if self.hours == "hour":
            day = dict(self._fields["weekday"]._description_selection(self.env))
            return f"{day[self.weekday]} {int(self.hour)}:00"
        named = dict(self._fields["hours"]._description_selection(self.env))
        return named[self.hours]

    def _for_company(self, company):
        """The `Scope` that the rules take, with the hours of this company."""
        zone = company.service_zone or "UTC"
        ahead = minutes_ahead(zone, fields.Datetime.now())
        categories = self.env["service.routing"]._upwards(self.category_id)
        return Scope(
            categories=categories.get(self.category_id.id),
            hours=self._mask(company, ahead),
            ahead=ahead,
        )

    def _mask(self, company, ahead):
        """The quarters of a week that are asked for."""
        if self.hours == "all":
            return weeks.ALWAYS
        if self.hours == "hour":
            return weeks.hour_mask(int(self.weekday), int(self.hour), ahead)
        calendar = company.resource_calendar_id
        working = self.env["service.configuration.check"]._weeks(calendar)
        if calendar.id not in working:
            raise UserError(
                self.env._(
                    "Hours: %(company)s has no working hours yet.", company=company.name
                )
            )
        mask = working[calendar.id]
        return mask if self.hours == "working" else weeks.ALWAYS & ~mask
