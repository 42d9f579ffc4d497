from odoo import models

HOURS = {
    "attendance_ids",
    "attendance_ids_1st_week",
    "attendance_ids_2nd_week",
    "leave_ids",
    "global_leave_ids",
    "two_weeks_calendar",
    "tz",
}


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    def write(self, vals):
        """Emergencies wait for nobody: move them when a station loses its hours."""
        result = super().write(vals)
        if HOURS & vals.keys():
            # sudo: who edits calendars need not see the stations that keep them
            stations = self.env["service.station"].sudo()
            stations.search([("calendar_id", "in", self.ids)])._reroute_emergencies()
        return result
