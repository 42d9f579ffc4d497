from odoo import api, models
from odoo.exceptions import ValidationError


class ResourceCalendarAttendance(models.Model):
    _inherit = "resource.calendar.attendance"

    @api.constrains("hour_from", "hour_to")
    def _check_within_day(self):
        """Hours outside of the day come from imports; no planning survives them."""
        for line in self:
            if line.hour_from < 0 or line.hour_to > 24:
                raise ValidationError(
                    self.env._(
                        "The hours of “%(name)s” lie outside of the day. Enter hours"
                        " between 0:00 and 24:00.",
                        name=line.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        attendances = super().create(vals_list)
        attendances.calendar_id._note_working_time()
        return attendances

    def write(self, vals):
        calendars = self.calendar_id
        result = super().write(vals)
        (calendars | self.calendar_id)._note_working_time()
        return result

    def unlink(self):
        calendars = self.calendar_id
        result = super().unlink()
        calendars._note_working_time()
        return result
