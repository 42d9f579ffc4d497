from odoo import fields, models

from ..rules.contact_wording import CHANNELS


class ConsumerPromiseNote(models.TransientModel):
    """Note what was promised to the consumer, and within how many hours."""

    _name = "consumer.promise.note"
    _description = "Note a Promise to the Consumer"

    complaint_id = fields.Many2one(
        "consumer.complaint", required=True, readonly=True, ondelete="cascade"
    )
    promise = fields.Char("What", required=True)
    hours = fields.Float(
        "Within Hours",
        required=True,
        default=48,
        help="Counted round the clock from when it was promised.",
    )
    made_at = fields.Datetime(
        "Promised At",
        help="Empty: now. One whose time is over already is noted as broken.",
    )
    promised_by = fields.Char("By Whom", help="Name or number of the agent.")
    channel = fields.Selection(list(CHANNELS.items()), "Made By", default="phone")

    def action_note(self):
        self.ensure_one()
        self.complaint_id._note_promise(
            self.promise,
            hours=self.hours,
            made_at=self.made_at or None,
            by=self.promised_by or "",
            channel=self.channel,
        )
        return {"type": "ir.actions.act_window_close"}
