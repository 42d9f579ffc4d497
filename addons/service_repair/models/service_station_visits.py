from odoo import fields, models
from odoo.fields import Domain

from .service_station import CLOSING_FIELDS

NOT_BEGUN = ("open", "offered", "accepted")


class ServiceStation(models.Model):
    """A station that closes or pauses hands on the visits of that time."""

    _inherit = "service.station"

    def write(self, vals):
        result = super().write(vals)
        if CLOSING_FIELDS & vals.keys():
            self._hand_visits_on()
        return result

    def _hand_visits_on(self):
        """Visits that nobody set out to go to the next station that serves the place;
        with a pause that ends, only those before its end."""
        closed = self.filtered(lambda station: not station._takes_visits())
        # sudo: visits move on, whoever may pause stations
        visits = self.env["service.visit"].sudo()
        for station in closed:
            reason = self.env._("%s takes no work", station.name)
            visits.search(station._visits_of_pause(), order="start, id")._leave_station(
                reason
            )

    def _visits_of_pause(self):
        theirs = Domain("station_id", "=", self.id) & Domain("state", "in", NOT_BEGUN)
        until = self.active and self.pause_until
        now = Domain("start", "=", False) | Domain("end", ">", fields.Datetime.now())
        return theirs & now & (Domain("start", "<", until) if until else Domain.TRUE)
