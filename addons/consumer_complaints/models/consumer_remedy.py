from odoo import fields, models


class ConsumerRemedy(models.Model):
    """One thing that is wanted, and how far it has come."""

    _name = "consumer.remedy"
    _description = "Remedy"
    _order = "complaint_id, id"

    complaint_id = fields.Many2one(
        "consumer.complaint", required=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [
            ("plan_change", "Change of plan or contract"),
            ("cancel", "Cancellation"),
            ("refund", "Refund"),
            ("repair", "Repair"),
            ("replacement", "Replacement"),
            ("return", "Return of goods"),
            ("performance", "Performance as agreed"),
            ("compensation", "Compensation"),
            ("apology", "Apology"),
            ("explanation", "Explanation"),
            ("correction", "Correction of data or advertising"),
            ("other", "Something else"),
        ],
        required=True,
    )
    name = fields.Char("In the Consumer's Words")
    currency_id = fields.Many2one(related="complaint_id.currency_id")
    amount = fields.Monetary()
    state = fields.Selection(
        [
            ("wanted", "Wanted"),
            ("offered", "Offered"),
            ("agreed", "Agreed"),
            ("performed", "Done"),
            ("refused", "Turned down"),
        ],
        required=True,
        default="wanted",
    )
    offered = fields.Char("What Was Offered")

    def _wish(self):
        """What is wanted in full: its kind, the consumer's words, the amount."""
        self.ensure_one()
        amount = self.amount and self.currency_id.format(self.amount)
        return " · ".join(filter(None, [self._label(), self.name, amount]))

    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for remedy in self:
            remedy.display_name = remedy.name or labels.get(remedy.kind)
