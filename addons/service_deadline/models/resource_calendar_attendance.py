from odoo import api, models
from odoo.exceptions import ValidationError


class ResourceCalendarAttendance(models.Model):
    _name = "resource.calendar.attendance"
    _inherit = ["resource.calendar.attendance", "service.working.time.mixin"]

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
