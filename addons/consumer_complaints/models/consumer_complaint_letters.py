from odoo import models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ..rules import chain
from ..rules.mails import TOLD_ALREADY

# The templates of letters, and what sending one means for the case.
LETTERS = {
    "acknowledgement": "acknowledge",
    "question": None,
    "answer": None,
    "holding": None,
    "final_answer": None,
    "deadlock": None,
}


class ConsumerComplaint(models.Model):
    """Letters to the consumer: written from templates, told to the timeline."""

    _inherit = "consumer.complaint"

    def action_letter(self):
        """Write the letter that the button names, from its template."""
        self.ensure_one()
        # sudo: whether there is an address, not which
        if not self.complainant_id.sudo().email:
            raise UserError(
                self.env._(
                    "No mail address of the consumer is known. Tell the consumer in "
                    "another way, then note it with the buttons of the case."
                )
            )
        letter = self.env.context.get("letter")
        template = self.env.ref(
            f"consumer_complaints.mail_template_{letter}", raise_if_not_found=False
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Letter to the Consumer"),
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_template_id": template.id if template else False,
                "default_composition_mode": "comment",
                "complaint_letter": letter if letter in LETTERS else False,
            },
        }

    def _send_letter(self, letter, text=""):
        """Mail a letter from its template, with these words in it, to the consumer.

        Returns whether there was an address to send it to.
        """
        self.ensure_one()
        # sudo: who may write to the consumer need not see who it is
        email = self.complainant_id.sudo().email
        if not email:
            return False
        template = self.env.ref(f"consumer_complaints.mail_template_{letter}")
        template.with_context(letter_text=text).send_mail(
            self.id, email_values={"email_to": email}
        )
        self._log("letter", "sent", {"name": letter, "text": text})
        return True

    def _consumer_url(self):
        """Where the consumer answers a letter without an account."""
        return self._link_for("consumer").url

    def _message_post_after_hook(self, message, msg_vals):
        """Letters and messages to and from people outside stand in the timeline."""
        result = super()._message_post_after_hook(message, msg_vals)
        letter = self.env.context.get("complaint_letter")
        if letter in LETTERS and self._goes_to_consumer(message):
            # which text it was; the text itself may name somebody
            digest = chain.digest(str(message.body))
            self._log("letter", "sent", {"name": letter, "sha256": digest})
            event = LETTERS[letter]
            if event and self.state == "received":
                self._happen(event)
        elif self._is_worth_telling(message):
            # what staff posts is staff's, whomever it names as the author
            is_hers = self.env.su and self._is_from_consumer(message)
            actor = "consumer" if is_hers else None
            self._log("note", "said", {"text": message.preview}, actor=actor)
        return result

    def _goes_to_consumer(self, message):
        """Whether a message is one to the address that was given for the case."""
        # sudo: addresses are compared, and told to nobody
        known = email_normalize(self.sudo().complainant_id.email or "")
        sent_to = message.sudo().partner_ids.mapped("email_normalized")
        return not message.is_internal and bool(known) and known in sent_to

    def _is_worth_telling(self, message):
        """Whether a message goes into the timeline; what made it may have told it."""
        is_said = message.message_type in ("email", "comment")
        told = self.env.context.get("told_already") is TOLD_ALREADY
        return is_said and not message.is_internal and not told

    # -- what letters say

    def _letter_address(self):
        """Where a letter goes; templates are rendered with sudo. Whoever sees it looked
        at an identity, and who may not see it has nobody to write to."""
        self.ensure_one()
        complainant = self.complainant_id.sudo(False)
        if not complainant.has_access("read"):
            return ""
        complainant._note_access(["email"])
        return complainant.email or ""

    def _received_on(self):
        self.ensure_one()
        return self._local_day(self.received_at)

    def _answer_due_on(self):
        """The last day of our own time to answer in substance; None without one."""
        self.ensure_one()
        # sudo: when we answer is told to the consumer
        clocks = self.sudo().deadline_ids._open()
        ours = clocks.filtered(
            lambda clock: (
                clock.policy_id.holder == "team"
                and clock.policy_id.stage_id.code != "acknowledgement"
            )
        )
        return self._local_day(min(ours.mapped("due_at"), default=None))

    def _reply_due_on(self):
        """The last day of the respondent's time to answer, while it runs."""
        self.ensure_one()
        return None if self.answered_at else self._local_day(self.reply_due_at)

    def _turn_until(self):
        """The day on which the first of the consumer's rights to turn to a body ends;
        None where none is known to end, or one ended already."""
        self.ensure_one()
        # sudo: the consumer's own rights are told to the consumer
        bars = self.sudo().deadline_ids.filtered(
            lambda clock: (
                clock.policy_id.kind == "time_bar" and clock.state == "running"
            )
        )
        return self._local_day(min(bars.mapped("due_at"), default=None))

    def _bodies_to_turn_to(self):
        """The bodies that a consumer who does not agree can ask, the best first."""
        self.ensure_one()
        case = self._jurisdiction_case()
        answered_on = case.answered_on or case.today
        case = case._replace(satisfied=False, answered_on=answered_on)
        # sudo: the letter names public bodies
        bodies = self.env["consumer.body"].sudo()
        codes = [candidate.body for candidate in bodies._propose(case).candidates]
        found = bodies._by_code(codes)
        return [found[code] for code in codes if code in found]
