from odoo import models


class ServiceVisit(models.Model):
    """What a contractor's station gets for a visit."""

    _inherit = "service.visit"

    def _amounts(self):
        """What the station gets for each part of the visit, in its currency.

        Coming again for a repair that did not last brings nothing; that the customer's
        product is under guarantee changes no fee.

        :return: {"visit": …, "emergency": …, "parts": …}
        """
        self.ensure_one()
        if self._is_rework():
            return {"visit": 0.0, "emergency": 0.0, "parts": 0.0}
        station = self.station_id
        return {
            "visit": station.visit_fee,
            "emergency": station.emergency_fee if self.is_emergency else 0.0,
            "parts": sum(self._parts_used().mapped("price_total")),
        }

    def _parts_used(self):
        return self.part_ids.filtered(lambda line: line.kind == "part")
