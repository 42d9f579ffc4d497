from odoo import api, fields, models

from ..rules.steps import MUST, step
from ..rules.steps_wording import BUTTONS, PROMPTS

CLOSE = {"type": "ir.actions.act_window_close"}


class ConsumerStep(models.TransientModel):
    """Asks for the words that an event needs; without one, shows what may happen."""

    _name = "consumer.step"
    _description = "Next Step of a Complaint"

    complaint_id = fields.Many2one(
        "consumer.complaint", required=True, readonly=True, ondelete="cascade"
    )
    event = fields.Selection(list(BUTTONS.items()), readonly=True)
    can_events = fields.Char(related="complaint_id.can_events")
    prompt = fields.Char(compute="_compute_asked")
    asks_words = fields.Boolean(compute="_compute_asked")
    needs_words = fields.Boolean(compute="_compute_asked")
    asks_at = fields.Boolean(compute="_compute_asked")
    asks_outcome = fields.Boolean(compute="_compute_asked")
    has_letter = fields.Boolean(compute="_compute_asked")
    can_mail = fields.Boolean(compute="_compute_asked")
    words = fields.Text("In Words")
    at = fields.Datetime("When", help="Empty: now.")
    outcome = fields.Selection(selection="_selection_outcome")
    mail_consumer = fields.Boolean("Mail It to the Consumer", default=True)

    @api.model
    def _selection_outcome(self):
        outcome = self.env["consumer.complaint"]._fields["outcome"]
        return outcome._description_selection(self.env)

    @api.depends("event", "complaint_id")
    @api.depends_context("lang")
    def _compute_asked(self):
        for dialog in self:
            asked, prompt = step(dialog.event or ""), PROMPTS.get(dialog.event)
            dialog.prompt = prompt and self.env._(prompt)
            dialog.asks_words = bool(asked.words)
            dialog.needs_words = asked.words == MUST
            dialog.asks_at = asked.dated
            dialog.asks_outcome = asked.outcome
            dialog.has_letter = bool(asked.letter)
            # sudo: whether there is an address, not which
            email = dialog.complaint_id.complainant_id.sudo().email
            dialog.can_mail = bool(asked.letter and email)

    def action_choose(self):
        """Go on with the step that was chosen."""
        return self.complaint_id.action_step() or CLOSE

    def action_take(self):
        """Let it happen."""
        self.ensure_one()
        after = self.complaint_id._take_step(
            self.event, self.words, self.at, self.outcome, self.mail_consumer
        )
        return after or CLOSE
