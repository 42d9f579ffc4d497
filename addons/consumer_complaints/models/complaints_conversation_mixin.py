from odoo import models
from odoo.tools import formataddr


class ConsumerConversationMixin(models.AbstractModel):
    """Who reads and writes messages: who may work on the case."""

    _name = "consumer.conversation.mixin"
    _description = "Conversation of Who Works on It"
    _inherit = ["mail.thread"]

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Messages tell names and carry the consumer's link: they are for who works on
        the case. Auditors read the timeline instead, and write to nobody."""
        found = super()._mail_get_operation_for_mail_message_operation(
            message_operation
        )
        return dict.fromkeys(found, "write")

    def _message_compute_author(self, author_id=None, email_from=None):
        """Who has no account is named by the side that acts, in the company's words:
        what a link or form does was noted as of "Public user"."""
        if author_id is None and not email_from and self.env.user._is_public():
            company = self[:1].company_id or self.env.company
            # sudo: only the labels are read
            link = self.env["consumer.link"].sudo()
            env = link.with_context(lang=company.partner_id.lang).env
            labels = dict(link._fields["audience"]._description_selection(env))
            side = labels[self.env.context.get("complaint_side", "consumer")]
            return False, formataddr((side, company.email or ""))
        return super()._message_compute_author(author_id, email_from)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Who follows gets each message: for Odoo it is enough to read the record."""
        self.check_access("write")
        return super().message_subscribe(partner_ids, subtype_ids)
