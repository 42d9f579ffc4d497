from odoo import models
from odoo.exceptions import ConcurrencyError, LockError, UserError


class HelpdeskTicket(models.Model):
    """A station that is chosen by hand is there, and is not archived while the choice
    is saved: nobody would look for the ticket at a station that is gone."""

    _inherit = "helpdesk.ticket"

    def _note_chosen_stations(self, vals_list):
        result = super()._note_chosen_stations(vals_list)
        self._check_there(vals_list)
        return result

    def _add_choice(self, vals):
        self._check_there([vals])
        return super()._add_choice(vals)

    def _check_there(self, vals_list):
        """Refuse stations that were archived or deleted since they were offered.

        :raise ConcurrencyError: one is being changed; Odoo then calls again
        """
        chosen = self.env["service.station"].browse(
            {
                vals["station_id"]
                for vals in vals_list
                if vals.get("station_by_hand") and vals.get("station_id")
            }
        )
        there = chosen.exists()
        gone = (chosen - there) or there.filtered(lambda station: not station.active)
        if gone:
            names = (gone & there).mapped("name") or [self.env._("The station")]
            raise UserError(
                self.env._(
                    "%(station)s was closed meanwhile. Choose another station; "
                    "everything else stays as you wrote it.",
                    station=", ".join(names),
                )
            )
        try:
            there.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise ConcurrencyError(str(error)) from error
