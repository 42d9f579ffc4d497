from odoo import models

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
        letter = self.env.context.get("letter")
        template = self.env.ref(
            f"consumer_complaints.mail_template_{letter}", raise_if_not_found=False
        )
        return {
            "type": "ir.actions.act_window",
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
        if letter:
            self._log("letter", "sent", {"name": letter, "text": message.preview})
            event = LETTERS[letter]
            if event and self.state == "received":
                self._happen(event)
        elif message.message_type in ("email", "comment") and not message.is_internal:
            self._log("note", "said", {"text": message.preview})
        return result

    def _message_get_default_recipients(self, with_cc=False, all_tos=False):
        """The complainant, by the address that was given for the case."""
        found = super()._message_get_default_recipients(with_cc, all_tos)
        for complaint in self:
            # sudo: who may write to the consumer need not see who it is
            email = complaint.complainant_id.sudo().email
            if email:
                found[complaint.id]["email_to"] = email
        return found

    def _bodies_to_turn_to(self):
        """The bodies that the consumer can ask now, the best first."""
        self.ensure_one()
        codes = [candidate.body for candidate in self._propose().candidates]
        # sudo: the letter names public bodies
        found = self.env["consumer.body"].sudo()._by_code(codes)
        return [found[code] for code in codes if code in found]
