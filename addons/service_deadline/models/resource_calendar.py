import uuid

from odoo import api, fields, models

# What of a calendar decides when is worked, beside its attendances and days off.
WORKING_TIME = {
    "tz",
    "two_weeks_calendar",
    "flexible_hours",
    "schedule_type",
    "published_until",
}
TOLD = "service_deadline.calendars_changed"


class ResourceCalendar(models.Model):
    """Working calendars have special days, and say so when their hours change."""

    _name = "resource.calendar"
    _inherit = ["resource.calendar", "mail.thread"]

    special_day_ids = fields.One2many(
        "service.special.day", "calendar_id", string="Special Days", copy=True
    )
    coming_special_day_ids = fields.One2many(
        "service.special.day",
        "calendar_id",
        string="Special Days from This Year On",
        domain=lambda self: [
            ("date", ">=", fields.Date.context_today(self).replace(month=1, day=1))
        ],
    )
    special_day_count = fields.Integer(compute="_compute_special_day_count", store=True)
    holiday_country_id = fields.Many2one(
        "res.country",
        string="Public Holidays Of",
        tracking=True,
        help="Each year the published holidays and make-up working days of this country"
        " are filled in. Empty: special days are entered by hand only.",
    )
    holiday_subdivision = fields.Char(
        string="Part of the Country",
        tracking=True,
        help="Code of the state, province or canton that has holidays of its own, as in"
        " ISO 3166-2 without the country: BY for Bavaria. Empty: the country's alone.",
    )
    holiday_half_days = fields.Boolean(
        string="Half Days Too",
        tracking=True,
        help="Also fill in days that are off in part. In many countries these concern"
        " only some people, in China for instance.",
    )
    published_until = fields.Date(
        tracking=True,
        help="Last day whose special days are officially known. What is counted beyond"
        " it is provisional. Empty: this calendar waits for nobody's publication.",
    )
    working_time_revision = fields.Char(copy=False, readonly=True)

    @api.depends("special_day_ids")
    def _compute_special_day_count(self):
        counts = dict(
            self.env["service.special.day"]._read_group(
                [("calendar_id", "in", self.ids)], ["calendar_id"], ["__count"]
            )
        )
        for calendar in self:
            calendar.special_day_count = counts.get(calendar._origin, 0)

    def action_show_special_days(self):
        """Open the special days of this calendar."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_deadline.service_special_day_action"
        )
        return {
            **action,
            "display_name": self.env._("Special Days of %s", self.name),
            "domain": [("calendar_id", "=", self.id)],
            "context": {"default_calendar_id": self.id},
        }

    def write(self, vals):
        result = super().write(vals)
        if WORKING_TIME & vals.keys():
            self._note_working_time()
        return result

    def _note_working_time(self):
        """Note that these calendars work at other times than before.

        It counts at once for who asks in this transaction. Those who follow the
        calendars are told once, before the transaction ends: until then hours may be
        missing that are about to be written.
        """
        # sudo: days off are entered by people who need not edit calendars
        self.sudo().write({"working_time_revision": uuid.uuid4().hex})
        pending = self.env.cr.precommit.data.setdefault(TOLD, set())
        if self and not pending:
            self.env.cr.precommit.add(self._tell_working_time)
        pending.update(self.ids)

    @api.model
    def _tell_working_time(self):
        ids = self.env.cr.precommit.data.pop(TOLD, set())
        changed = self.browse(sorted(ids)).exists()
        if changed:
            changed._require_working_time_in_use()
            changed._working_calendar_changed()

    def _working_calendar_changed(self):
        """Hook: the working time of these calendars is another than before.

        Called once a transaction with all calendars it changed, before it commits; an
        exception here undoes the change.
        """
