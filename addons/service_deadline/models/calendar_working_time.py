from odoo import api, models


class ServiceWorkingTimeMixin(models.AbstractModel):
    """For models whose records say when working calendars are at work: whatever changes
    in one is told to the calendars before and after it."""

    _name = "service.working.time.mixin"
    _description = "Says When Calendars Are at Work"

    def _told_calendars(self):
        """Hook: the calendars that these records say something of."""
        return self.calendar_id

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._told_calendars()._note_working_time()
        return records

    def write(self, vals):
        calendars = self._told_calendars()
        result = super().write(vals)
        (calendars | self._told_calendars())._note_working_time()
        return result

    def unlink(self):
        calendars = self._told_calendars()
        result = super().unlink()
        calendars._note_working_time()
        return result
