from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import contact
from ..rules import contact_wording as words


class ConsumerAttempt(models.Model):
    """One try of the consumer to be heard, and what became of it.

    Minutes are whole; 0 stands for none.
    """

    _name = "consumer.attempt"
    _description = "Contact Attempt"
    _inherit = ["consumer.record.mixin"]
    _order = "at, id"
    _rec_name = "at"

    _record_kind = "attempt"
    _record_code = "logged"
    _record_proof = ("exhibit_ids",)
    _record_personal = ("contact", "said")

    at = fields.Datetime("When", required=True, default=lambda self: self._now())
    channel = fields.Selection(
        list(words.CHANNELS.items()), "Reached By", required=True, default="phone"
    )
    waited = fields.Integer(
        "Waited (min)", help="Minutes until somebody answered, or nobody did."
    )
    lasted = fields.Integer(
        "Lasted (min)", help="Minutes that it took after that, transfers included."
    )
    transfers = fields.Integer(help="How often the consumer was passed on.")
    contact = fields.Char("Who Answered", help="Name or number of the agent.")
    said = fields.Text("What Was Said")
    result = fields.Selection(list(words.RESULTS.items()))
    exhibit_ids = fields.Many2many(
        "consumer.exhibit",
        string="Proof",
        domain="[('complaint_id', '=', complaint_id)]",
    )

    @api.model
    def _now(self):
        return fields.Datetime.now().replace(second=0)

    @api.constrains("at", "waited", "lasted", "transfers")
    def _check_possible(self):
        now = fields.Datetime.now()
        for attempt in self:
            amounts = attempt.waited, attempt.lasted, attempt.transfers
            if found := contact.fault(attempt.at, *amounts, now):
                raise ValidationError(words.worded(found, self.env._))

    def action_note_promise(self):
        """Note what was promised then: when, by whom and how is known already."""
        self.ensure_one()
        action = self.complaint_id.action_note_promise()
        known = {
            "default_made_at": self.at,
            "default_promised_by": self.contact,
            "default_channel": self.channel,
        }
        return {**action, "context": {**action["context"], **known}}

    def _told(self):
        """What was said, and by whom, stays out: it may name people."""
        self.ensure_one()
        said = {
            "at": fields.Datetime.to_string(self.at),
            "channel": self.channel,
            "waited": self.waited,
            "lasted": self.lasted,
            "transfers": self.transfers,
            "result": self.result,
            "exhibits": self.exhibit_ids.mapped("label"),
        }
        return {name: value for name, value in said.items() if value}
