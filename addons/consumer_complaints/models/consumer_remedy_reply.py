from odoo import fields, models


class ConsumerRemedy(models.Model):
    """What the respondent says to a remedy."""

    _inherit = "consumer.remedy"

    reply = fields.Selection(
        [
            ("full", "Offered in full"),
            ("part", "Offered in part"),
            ("refused", "Not offered"),
        ],
        "Respondent's Reply",
        readonly=True,
    )
    offered_amount = fields.Monetary("Amount Offered", readonly=True)
    ground = fields.Text("Ground of the Refusal", readonly=True)

    def _take_reply(self, reply):
        """Note what the respondent answered; a `rules.answer_form.Reply`."""
        self.ensure_one()
        is_refused = reply.kind == "refused"
        self.write(
            {
                "reply": reply.kind,
                "state": "refused" if is_refused else "offered",
                "offered": False if is_refused else self._wording_of_offer(reply),
                "offered_amount": reply.amount,
                "ground": reply.words if is_refused else False,
            }
        )

    def _wording_of_offer(self, reply):
        """What stands in letters and on the consumer's page: words and amount."""
        amount = reply.amount and self.currency_id.format(float(reply.amount))
        said = " · ".join(filter(None, [reply.words, amount]))
        return said or self.env._("In full")

    def _label(self):
        """What is wanted, for a reader of any language: the kind, in full."""
        self.ensure_one()
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]
