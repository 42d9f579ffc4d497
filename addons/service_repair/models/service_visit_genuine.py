from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules.visit_life import HELD


class ServiceVisit(models.Model):
    """Whether somebody at the door is the technician who was sent."""

    _inherit = "service.visit"

    @api.model
    def _find_genuine(self, question):
        """The technician whose visit of today has this code; empty for anybody else.

        :param question: `rules.genuine.Question`
        """
        now = fields.Datetime.now()
        near = Domain("state", "in", HELD) & Domain("check_code", "=", question.code)
        near &= Domain("start", ">", now - timedelta(days=2))
        near &= Domain("start", "<", now + timedelta(days=2))
        # sudo: who asks has no account, and learns who stands there at most
        visits = self.sudo().search(near)
        found = visits.filtered(
            lambda visit: (
                (visit.state != "accepted" or visit._is_today())
                and visit._answers(question)
            )
        )
        return found[:1]

    def _answers(self, question):
        """Who of this visit a question is about, by the badge or the customer's number:
        the technician or a helper; empty for nobody."""
        if question.badge:
            badge = question.badge.casefold()
            return self._people().filtered(
                lambda person: (person.service_badge or "").casefold() == badge
            )
        # digits of the number itself: extensions are another field
        is_hers = (self.ticket_id.caller_number or "").endswith(question.phone)
        return self.resource_id if is_hers else self.resource_id.browse()
