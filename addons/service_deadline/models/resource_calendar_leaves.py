from odoo import models


class ResourceCalendarLeaves(models.Model):
    _name = "resource.calendar.leaves"
    _inherit = ["resource.calendar.leaves", "service.working.time.mixin"]

    def _told_calendars(self):
        """Those that these days off close for everybody."""
        general = self.filtered(lambda leave: not leave.resource_id)
        everywhere = general.filtered(lambda leave: not leave.calendar_id)
        calendars = general.calendar_id
        if everywhere:
            calendars |= calendars.with_context(active_test=False).search(
                [("company_id", "in", everywhere.company_id.ids)]
            )
        return calendars
