from odoo import fields, models

from ..rules.reminders import PLANNED
from .service_planning import to_minute


class ServiceVisit(models.Model):
    """Customers confirm their visits in one tap from a message."""

    _inherit = "service.visit"

    confirmed_at = fields.Datetime(
        string="Confirmed by Customer",
        readonly=True,
        copy=False,
        tracking=True,
        help="When the customer said that somebody will be there.",
    )

    def _confirm(self, minute):
        """The customer will be there.

        :param minute: the start that the customer was shown, as `to_minute` counts
        :return: None, or "already", "moved", "under_way", "done" or "cancelled"
        """
        self.ensure_one()
        self.lock_for_update(allow_referencing=True)
        stopped = self._why_not_confirm(minute)
        if not stopped:
            # the public user's name says nothing in the history
            customer = self.ticket_id.partner_id
            self._track_set_author(customer or self.env.ref("base.partner_root"))
            self.confirmed_at = fields.Datetime.now()
        return stopped

    def _why_not_confirm(self, minute):
        if self.state in ("done", "cancelled"):
            return self.state
        if self.state not in PLANNED:
            return "under_way"
        if not self.start or self._minute_shown() != minute:
            return "moved"
        return "already" if self.confirmed_at else None

    def _minute_shown(self):
        """What the page to confirm it sends back, so that nobody confirms another
        time than the one that was shown."""
        return to_minute(self.start) if self.start else 0
