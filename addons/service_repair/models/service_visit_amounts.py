from odoo import models


class ServiceVisit(models.Model):
    """What a contractor's station gets for a visit."""

    _inherit = "service.visit"

    def _amounts(self):
        """What the station gets for each part of the visit, in its currency.

        Coming again for a repair that did not last is free.

        :return: {"visit": …, "emergency": …, "parts": …}
        """
        self.ensure_one()
        if self.is_warranty:
            return {"visit": 0.0, "emergency": 0.0, "parts": 0.0}
        station = self.station_id
        return {
            "visit": station.visit_fee,
            "emergency": station.emergency_fee if self.is_emergency else 0.0,
            "parts": self._parts_amount(),
        }

    def _parts_amount(self):
        """Hook: what the parts used cost together."""
        return 0.0
