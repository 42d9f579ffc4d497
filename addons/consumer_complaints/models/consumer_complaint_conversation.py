from odoo import models


class ConsumerComplaint(models.Model):
    """Who reads and writes messages: who may work on the case."""

    _inherit = "consumer.complaint"

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Messages tell names and carry the consumer's link: they are for who works on
        the case. Auditors read the timeline instead, and write to nobody."""
        found = super()._mail_get_operation_for_mail_message_operation(
            message_operation
        )
        return dict.fromkeys(found, "write")
