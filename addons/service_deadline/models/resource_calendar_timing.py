from odoo import models

from ..rules.types import Pattern, Shift
from ..rules.working_calendar import WorkingCalendar

# Counts every hour: for clocks whose calendar is missing or has lost its hours.
ROUND_THE_CLOCK = WorkingCalendar(
    Pattern("UTC", tuple(Shift(weekday, 0.0, 24.0) for weekday in range(7)))
)


class ResourceCalendar(models.Model):
    """Calendars that clocks are counted on."""

    _inherit = "resource.calendar"

    def _clock_calendar(self):
        """The compiled calendar; round the clock where there is none or no hours.

        A missing calendar is a matter for who configures it, never a reason to refuse
        a ticket.
        """
        if self and (calendar := self._working_calendar()).pattern.shifts:
            return calendar
        return ROUND_THE_CLOCK

    def _counted_on(self):
        """Also those that a policy names: they may not lose their hours."""
        # sudo: who edits calendars need not read policies
        policies = self.env["service.deadline.policy"].sudo()
        named = policies.search([("calendar_id", "in", self.ids)]).calendar_id
        return super()._counted_on() | named

    def _working_calendar_changed(self):
        """Have the clocks that count on these calendars reckoned anew, soon."""
        self.env["service.deadline"]._recompute_soon()
        return super()._working_calendar_changed()
