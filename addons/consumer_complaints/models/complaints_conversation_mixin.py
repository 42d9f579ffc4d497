from odoo import models


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

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Who follows gets each message: for Odoo it is enough to read the record."""
        self.check_access("write")
        return super().message_subscribe(partner_ids, subtype_ids)
