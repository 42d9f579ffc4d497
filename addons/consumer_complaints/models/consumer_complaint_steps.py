from odoo import fields, models
from odoo.exceptions import UserError

from ..rules.steps import MUST, step
from ..rules.steps_wording import BUTTONS


class ConsumerComplaint(models.Model):
    """The buttons of a complaint: each lets one event happen."""

    _inherit = "consumer.complaint"

    def action_step(self):
        """Do what the button names, or ask for the words that it needs first.

        A button that names nothing shows all that may happen now.
        """
        self.ensure_one()
        event = self.env.context.get("event")
        if event and not step(event).dialog:
            return self._take_step(event, mail=True)
        label = BUTTONS.get(event)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(label) if label else self.env._("Other Step"),
            "res_model": "consumer.step",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_complaint_id": self.id, "default_event": event},
        }

    def _take_step(self, event, words="", at=None, outcome=False, mail=False):
        """Let an event happen with what its dialog asked for.

        ``at`` is when it happened, now if not given; ``mail``: tell the consumer by
        mail, where a letter fits and there is an address. Returns what to show next.
        """
        self.ensure_one()
        asked, words = step(event), (words or "").strip()
        self._check_step(asked, words, at)
        if asked.outcome and outcome:
            self.write({"outcome": outcome, "outcome_note": words})
        needs = {asked.need: words} if asked.need else {}
        if asked.outcome and self.outcome:
            needs["outcome"] = self.outcome
        payload = {"text": words} if words and not asked.need else {}
        self._happen(event, payload=payload, at=at, **needs)
        if mail and asked.letter:
            self._send_letter(asked.letter, words)
        # the respondent gets its link with the complaint
        if event == "forward" and not self.respondent_id.is_own:
            return self.action_respondent_link()
        return None

    def _check_step(self, asked, words, at):
        self.check_access("write")
        if asked.words == MUST and not words:
            raise UserError(self.env._("Please say it in words."))
        if at and at > fields.Datetime.now():
            raise UserError(self.env._("What happened can't lie in the future."))

    def action_note_promise(self):
        return self._dialog("consumer.promise.note", self.env._("Note a Promise"))

    def action_add_files(self):
        return self._dialog("consumer.exhibit.upload", self.env._("Add Files"))

    def _dialog(self, model, name):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_complaint_id": self.id},
        }
