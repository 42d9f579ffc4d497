from odoo import models


class ResourceCalendar(models.Model):
    """Working calendars as the opening hours of stations."""

    _inherit = "resource.calendar"

    def _opening_calendars(self):
        """{id: `WorkingCalendar`} of those that say when a station is open; flexible
        hours do not, as they lie nowhere in the day."""
        self.fetch(["flexible_hours", "working_time_revision"])
        fixed = self.filtered(lambda calendar: not calendar.flexible_hours)
        return fixed._working_calendars()

    def _working_calendar_changed(self):
        """Emergencies wait for nobody: move them when a station loses its hours."""
        # sudo: who edits calendars need not see the stations that keep them
        stations = self.env["service.station"].sudo()
        stations.search([("calendar_id", "in", self.ids)])._reroute_emergencies()
        return super()._working_calendar_changed()
