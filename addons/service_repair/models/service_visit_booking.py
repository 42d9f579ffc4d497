from odoo import models

from ..rules.visit_life import Refusal, judge
from .service_planning import to_minute
from .service_visit_plan import PersonTaken


class ServiceVisit(models.Model):
    """Appointments: the customer, or an agent at the phone, chooses a free slot."""

    _inherit = "service.visit"

    def _slots(self):
        """When this visit can begin, and with whom: list of `rules.slots.Slot`."""
        self.ensure_one()
        return self.station_id.sudo()._free_slots(self)  # sudo: free time is public

    def _book(self, start, role):
        """Take a free slot for this visit, and ask one of those who are free then.

        :param start: UTC
        :return: None when it was booked, "already", "taken" when the slot is not free
            (any more), else why not, as `_happen`
        """
        self.ensure_one()
        self.lock_for_update(allow_referencing=True)
        if self.start == start and self.state != "cancelled":
            return "already"
        slot = next(
            (slot for slot in self._slots() if slot.start == to_minute(start)), None
        )
        if not slot:
            return "taken"
        if self.state == "accepted" and self.resource_id.id in slot.people:
            return self._move_or_taken(start, role)
        return self._ask_those_free(start, role)

    def _move_or_taken(self, start, role):
        try:
            return self._move(start, role)
        except PersonTaken:
            return "taken"

    def _ask_those_free(self, start, role):
        """Begin anew at another time, with whoever is free then."""
        outcome = judge(self.state, "move", role)
        if self.state != "open" or self.start:
            if isinstance(outcome, Refusal):
                return outcome
            self._give_back()
            self._decide({"version": self.version + 1})
        self._decide({"start": start, "round": self.round + 1})
        return None if self._propose() else "taken"

    def _give_back(self):
        """Take the visit from whoever has it or is asked."""
        if self.state == "offered":
            self._waiting_offer()._end("withdrawn")
        if self.state != "open":
            self._decide({"state": "open", "resource_id": False})
