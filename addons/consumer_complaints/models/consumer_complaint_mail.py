from odoo import SUPERUSER_ID, api, models, tools

from odoo.addons.service_door.rules.sorting import sort_files
from odoo.addons.service_door.rules.uploads import EVIDENCE

from ..rules.lifecycle import ENDED
from ..rules.mails import is_shown_inside

SUBJECT_LENGTH = 200
STORY_LENGTH = 20_000


class ConsumerComplaint(models.Model):
    """Mails: a new one to the alias is a complaint, an answer lands on its case."""

    _inherit = "consumer.complaint"

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """File what somebody wrote to the alias, and confirm it by mail.

        Mails that came before are left out by the gateway, by their Message-Id.
        """
        values = self._prepare_mailed(msg_dict) | (custom_values or {})
        case = super().message_new(msg_dict, values)
        case._confirm_filing()
        return case

    @api.model
    def _detect_loop_sender_domain(self, email_from_normalized):
        """What one sender filed: Odoo takes no more than some of it in some hours."""
        return [("complainant_id.email", "ilike", email_from_normalized)]

    @api.model
    def _prepare_mailed(self, msg_dict):
        name, address = tools.parse_contact_from_email(msg_dict.get("email_from") or "")
        author = self.env["res.partner"].browse(msg_dict.get("author_id") or [])
        body = msg_dict.get("body") or ""
        company = self.env.company
        complainant = self.env["consumer.complainant"].create(
            {
                "name": name or author.name or address or self.env._("Unknown"),
                "email": address,
                "partner_id": author.id,
                "company_id": company.id,
            }
        )
        subject = (msg_dict.get("subject") or "").strip()[:SUBJECT_LENGTH]
        return {
            "name": subject or self.env._("Mail without subject"),
            "description": self._story_of_mail(body),
            "channel": "mail",
            "company_id": company.id,
            "team_id": company.complaint_team_id.id,
            "complainant_id": complainant.id,
            "lang": author.lang or self.env.company.partner_id.lang or self.env.lang,
        }

    @api.model
    def _story_of_mail(self, body):
        text = tools.html2plaintext(body, include_references=False)
        return text.strip()[:STORY_LENGTH]

    def _message_post_after_hook(self, message, msg_vals):
        result = super()._message_post_after_hook(message, msg_vals)
        # only the gateway, which has sudo, brings mails
        is_mail = self.env.su and message.message_type == "email"
        if is_mail and self._is_from_consumer(message):
            # sudo: the mail gateway acts for the consumer
            self.with_user(SUPERUSER_ID).sudo()._on_consumer_mail(message)
        return result

    def message_update(self, msg_dict, update_vals=None):
        """What neither the consumer nor the staff wrote is a note, for a person to look
        at: whoever knows the number of a letter may answer to it."""
        author = self.env["res.partner"].browse(msg_dict.get("author_id") or [])
        of_consumer = self._is_consumers(msg_dict.get("email_from"), author)
        is_staff = bool(author) and not author.partner_share
        if self._is_unproven() or not (of_consumer or is_staff):
            msg_dict["is_internal"] = True
            msg_dict.pop("parent_id", None)  # its author would be told by mail
            self._ask_to_look()
        return super().message_update(msg_dict, update_vals)

    def _is_unproven(self):
        return bool(self.env.context.get("sender_unproven"))

    def _ask_to_look(self):
        """Once, however many such mails come until somebody has looked."""
        self.ensure_one()
        handler = self._deadline_responsible()
        told = self.with_context(lang=handler.lang or self.env.lang)
        summary = told.env._("A mail of somebody else came: please look at it")
        if handler and summary not in self.activity_ids.mapped("summary"):
            self.activity_schedule(
                "mail.mail_activity_data_todo", summary=summary, user_id=handler.id
            )

    def _is_from_consumer(self, message):
        return self._is_consumers(message.email_from, message.author_id)

    def _is_consumers(self, sender, author):
        """Whether an address, or the contact it belongs to, is the complainant's."""
        self.ensure_one()
        if self._is_unproven():
            return False
        # sudo: the mail gateway compares addresses, and tells nobody
        complainant = self.sudo().complainant_id
        known = tools.email_normalize(complainant.email or "")
        sender = tools.email_normalize(sender or "")
        is_partner = author and author == complainant.partner_id
        return bool(is_partner or (known and known == sender))

    def _on_consumer_mail(self, message):
        """An answer informs, words after the end reopen; what is attached is proof."""
        files = [
            (file.name, file.raw)
            for file in message.attachment_ids
            if file.raw and not is_shown_inside(file.id, message.body)
        ]
        # as many as a form takes; what is none, or too much, stays with the message
        taken, _refused = sort_files(files, (), EVIDENCE)
        self._take_exhibits(taken, "consumer")
        if self.state == "info_asked":
            self._happen("inform", role="consumer")
        elif self.state in ENDED and self._window_is_open():
            self._happen("reopen", role="consumer")
        elif self.state in ENDED:
            self._message_log(
                body=self.env._(
                    "The consumer wrote after the time in which the complaint may be "
                    "reopened."
                )
            )
