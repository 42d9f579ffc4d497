from odoo import api, fields, models

from odoo.addons.service_deadline.rules.moments import local_day, stored


class ConsumerComplaint(models.Model):
    """What many look at together: what would be late by the end of the next working
    day, so that it gets hands in time."""

    _inherit = "consumer.complaint"

    is_due_next = fields.Boolean(
        "Late by the Next Working Day",
        compute="_compute_is_due_next",
        search="_search_is_due_next",
    )

    def _compute_is_due_next(self):
        end = self._end_of_next_working_day()
        for complaint in self:
            due = complaint.deadline_next_at
            complaint.is_due_next = bool(due) and due <= end

    @api.model
    def _search_is_due_next(self, operator, value):
        if operator != "in":
            return NotImplemented
        wanted = [("deadline_next_at", "<=", self._end_of_next_working_day())]
        if True in value:
            return wanted
        return [("id", "not in", self._search(wanted))]

    @api.model
    def _end_of_next_working_day(self):
        """The last moment of the company's next working day, as UTC without zone."""
        calendar = self.env.company.resource_calendar_id._clock_calendar()
        today = local_day(fields.Datetime.now(), calendar.zone)
        return stored(calendar.end_of_day(calendar.add_working_days(today, 1)))

    def action_take(self):
        """These cases are mine from now on."""
        self.user_id = self.env.user
