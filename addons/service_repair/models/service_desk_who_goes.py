from odoo import api, models


class ServiceDesk(models.AbstractModel):
    """What the desk says of an emergency: who is asked at this moment, or that nobody
    can go, while the caller is still on the line."""

    _inherit = "service.desk"

    @api.model
    def save(self, values):
        """:return: also `dispatched`: {"text", "nobody"}, False where nobody is sent"""
        saved = super().save(values)
        # sudo: an agent is told who goes, whoever may read plans
        ticket = self.env["helpdesk.ticket"].sudo().browse(saved["id"])
        visit = ticket.is_emergency and ticket.next_visit_id
        return {**saved, "dispatched": bool(visit) and self._dispatched(visit)}

    def _dispatched(self, visit):
        offer = visit._waiting_offer()
        if offer:
            text = self.env._(
                "Offered to %(person)s until %(until)s, then to the next.",
                person=offer.resource_id.name,
                until=offer._answer_by_text(),
            )
        elif visit.resource_id:
            text = self.env._("%(person)s comes.", person=visit.resource_id.name)
        else:
            text = self.env._("Nobody can go: a dispatcher is called.")
        return {"text": text, "nobody": not visit.resource_id}
