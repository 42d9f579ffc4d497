from odoo import fields, models


class ServiceVisitHandOver(models.TransientModel):
    """Why somebody gives a visit back."""

    _name = "service.visit.hand.over"
    _description = "Hand Over of a Visit"

    visit_id = fields.Many2one("service.visit", required=True, readonly=True)
    reason = fields.Char(
        required=True, help="Whoever takes the visit reads it; the customer does not."
    )

    def action_hand_over(self):
        self.ensure_one()
        reason = self.reason

        def hand_over(visit, role, person):
            return visit._hand_over(reason, role=role, person=person)

        self.visit_id._press(hand_over)
        return {"type": "ir.actions.act_window_close"}
