from odoo import api, models


class ResourceCalendarLeaves(models.Model):
    _inherit = "resource.calendar.leaves"

    @api.model_create_multi
    def create(self, vals_list):
        leaves = super().create(vals_list)
        leaves._closed_calendars()._note_working_time()
        return leaves

    def write(self, vals):
        calendars = self._closed_calendars()
        result = super().write(vals)
        (calendars | self._closed_calendars())._note_working_time()
        return result

    def unlink(self):
        calendars = self._closed_calendars()
        result = super().unlink()
        calendars._note_working_time()
        return result

    def _closed_calendars(self):
        """The calendars that these days off close for everybody."""
        general = self.filtered(lambda leave: not leave.resource_id)
        everywhere = general.filtered(lambda leave: not leave.calendar_id)
        calendars = general.calendar_id
        if everywhere:
            calendars |= calendars.with_context(active_test=False).search(
                [("company_id", "in", everywhere.company_id.ids)]
            )
        return calendars
