from odoo import api, models

WHEN_AND_WHO = {"date_from", "date_to", "resource_id"}


class ResourceCalendarLeaves(models.Model):
    """An absence of a technician moves the visits that it touches.

    Days off of a whole calendar, such as holidays, do not: what is agreed for them was
    agreed on purpose.
    """

    _inherit = "resource.calendar.leaves"

    @api.model_create_multi
    def create(self, vals_list):
        leaves = super().create(vals_list)
        leaves._move_visits()
        return leaves

    def write(self, vals):
        result = super().write(vals)
        if WHEN_AND_WHO & vals.keys():
            self._move_visits()
        return result

    def _move_visits(self):
        # sudo: visits move on, whoever may enter absences
        for leave in self.sudo():
            person = leave.resource_id.filtered("service_station_id")
            person._give_up_visits(leave.date_from, leave.date_to)
