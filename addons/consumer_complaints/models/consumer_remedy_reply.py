from odoo import api, fields, models
from odoo.exceptions import AccessError

# What the respondent alone says, by its link.
REPLIED = {"reply", "offered_amount", "ground"}


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

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_replied(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_replied(vals)
        if "complaint_id" in vals and self.complaint_id.ids != [vals["complaint_id"]]:
            raise AccessError(self.env._("What was recorded stays with its case."))
        return super().write(vals)

    @api.model
    def _refuse_replied(self, vals):
        if not self.env.su and REPLIED & vals.keys():
            raise AccessError(
                self.env._("What the respondent replies is recorded by its page.")
            )

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
