from odoo import api, fields, models
from odoo.fields import Domain

from ..rules.visit_life import RELIEVABLE


class ResourceResource(models.Model):
    """Technicians who are away or gone: nobody keeps a visit that he can't do."""

    _inherit = "resource.resource"

    def write(self, vals):
        gone = self.browse()
        if "active" in vals and not vals["active"]:
            gone = self.filtered(lambda person: person.active)
        result = super().write(vals)
        # sudo: visits move on, whoever may archive people
        gone.sudo()._give_up_visits(fields.Datetime.now())
        return result

    def _give_up_visits(self, start, end=None):
        """Have others do what these people were to do between two moments.

        :param start: UTC
        :param end: UTC; None: from then on
        """
        now = fields.Datetime.now()
        if not self or (end and end <= now):
            return
        self._take_planning_turn()
        visits = self.env["service.visit"].search(
            self._theirs() & self._touched(max(start, now), end), order="start, id"
        )
        reasons = {person: self.env._("%s is away", person.name) for person in self}
        visits.filtered(lambda each: each.helper_ids & self)._dismiss_helpers(self)
        for visit in visits.filtered(lambda each: each.resource_id in self):
            visit._relieve(reasons[visit.resource_id])

    @api.model
    def _touched(self, start, end):
        """Visits not begun at the door that take time between two moments."""
        touched = Domain("state", "in", RELIEVABLE) & Domain("end", ">", start)
        return touched & Domain("start", "<", end) if end else touched

    def _theirs(self):
        led = Domain("resource_id", "in", self.ids)
        return led | Domain("helper_ids", "in", self.ids)
