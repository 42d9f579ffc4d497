from odoo import models


class ConsumerComplaint(models.Model):
    """Who reads what was written with the consumer."""

    _inherit = "consumer.complaint"

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Messages tell names and carry the consumer's link: they are for who works on
        the case. Auditors read the timeline instead."""
        found = super()._mail_get_operation_for_mail_message_operation(
            message_operation
        )
        return dict.fromkeys(found, "write") if message_operation == "read" else found
