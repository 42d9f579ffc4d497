import secrets

from odoo import SUPERUSER_ID, models
from odoo.tools import formataddr

from ..rules import chain
from ..rules.mails import TOLD_ALREADY

MOST_MAILS_AN_HOUR = {"address": 60, "email": 5}


class ConsumerComplaint(models.Model):
    """Mails to the consumer that carry the link to the own case.

    The link opens the case: it goes to the consumer alone, never into the messages of
    the case, which others read as well.
    """

    _inherit = "consumer.complaint"

    def _mail_draft_link(self, email, address):
        """Send the link to an unfinished form; whether it was sent."""
        return self._mail_link("draft", email, address)

    def _confirm_filing(self, address=""):
        """Tell the consumer by mail that we have it; that acknowledges it.

        What was filed without a mail address waits for an agent to acknowledge it.
        """
        self.ensure_one()
        # sudo: the machine acts, for whoever filed it
        case = self.with_user(SUPERUSER_ID).sudo()
        email = case.complainant_id.email
        if not email or case.state != "received":
            return False
        template = self.env.ref("consumer_complaints.mail_template_filed", False)
        if not template or case._mails_often(email, address):
            return False
        case._happen("acknowledge", role="system")
        message = case._post_letter(template)
        return case._mail_link("filed", email, address, message.message_id)

    def _post_letter(self, template):
        """The letter among the messages of the case, without the link."""
        # sudo: templates are rendered for people without an account as well
        bodies = template.sudo()._render_field("body_html", self.ids, compute_lang=True)
        message = self.with_context(told_already=TOLD_ALREADY).message_post(
            body=bodies[self.id],
            author_id=self.company_id.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        # which text it was; the text itself names somebody
        told = {"name": "acknowledgement", "sha256": chain.digest(str(message.body))}
        self._log("letter", "sent", told, actor="system")
        return message

    def _mails_often(self, email, address):
        # sudo: the presses are nobody's to read
        presses = self.env["service.form.press"].sudo()
        by = {"address": address, "email": email.lower()}
        return any(
            presses._is_often("complaint_mail", most, **{what: by[what]})
            for what, most in MOST_MAILS_AN_HOUR.items()
        )

    def _mail_link(self, which, email, address, references=""):
        """Queue a mail that carries the consumer's link.

        :param references: the message of the case that answers to this mail belong to
        """
        self.ensure_one()
        template = self.env.ref(f"consumer_complaints.mail_template_{which}", False)
        if not template or self._mails_often(email, address):
            return False
        # sudo: the form's user has no right but what the form gives
        case = self.with_user(SUPERUSER_ID).sudo()
        sender = case.company_id.email_formatted
        # sudo: as above; the link goes to the consumer alone
        template = template.with_user(SUPERUSER_ID).sudo()
        link = case._link_for("consumer").sudo()  # sudo: as above
        until = case.with_context(lang=case.lang)._moment_in_words(link.expires_on)
        template.with_context(
            complaint_link=link.url, complaint_link_until=until
        ).send_mail(
            case.id,
            email_values={
                "email_to": formataddr((case.complainant_id.name or "", email)),
                "reply_to": case._notify_get_reply_to(default=sender)[case.id],
                "references": references,
                "model": False,
                "res_id": False,
                "auto_delete": True,
            },
        )
        # sudo: the presses are nobody's to write
        presses = self.env["service.form.press"].sudo()
        by = {"address": address, "email": email.lower()}
        presses._note_sender("complaint_mail", secrets.token_hex(), **by)
        return True
