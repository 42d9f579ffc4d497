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
        """Whether a question is about this visit: by its number or its badge."""
        if question.badge:
            badges = self._people().mapped("service_badge")
            return question.badge.casefold() in {
                each.casefold() for each in badges if each
            }
        # digits of the number itself: extensions are another field
        return (self.ticket_id.caller_number or "").endswith(question.phone)
