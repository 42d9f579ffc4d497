from odoo import models

from ..rules.reminders import PLANNED
from .service_planning import to_minute


class ServiceVisit(models.Model):
    """Customers confirm their visits in one tap from a message."""

    _inherit = "service.visit"

    def _confirm_start(self, minute):
        """The customer will be there, at the time that was shown.

        :param minute: that time, as `to_minute` counts
        :return: None, or "already", "moved", "under_way", "done" or "cancelled"
        """
        self.ensure_one()
        self.lock_for_update(allow_referencing=True)
        return self._why_not_confirm(minute) or self._confirm()

    def _why_not_confirm(self, minute):
        if self.state in ("done", "cancelled"):
            return self.state
        if self.state not in PLANNED:
            return "under_way"
        if not self.start or self._minute_shown() != minute:
            return "moved"
        return None

    def _minute_shown(self):
        """What the page to confirm it sends back, so that nobody confirms another
        time than the one that was shown."""
        return to_minute(self.start) if self.start else 0
