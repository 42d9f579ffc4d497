from odoo import models
from odoo.fields import Domain

SHOWN = 30


class ServiceDoorThread(models.AbstractModel):
    """What of a record's conversation is for people outside of the house.

    The one place that decides it, for every page that is opened by a link.
    """

    _name = "service.door.thread"
    _description = "Conversation with People Outside"

    def _messages_outside(self):
        """The latest messages that are not internal, the earliest first."""
        self.ensure_one()
        # sudo: the domain leaves out what is internal
        messages = self.env["mail.message"].sudo()
        shown = Domain("model", "=", self._name) & Domain("res_id", "=", self.id)
        shown &= Domain("message_type", "in", ("comment", "email", "email_outgoing"))
        shown &= Domain("is_internal", "=", False)
        shown &= Domain("subtype_id.internal", "=", False)
        latest = messages.search(shown, order="id desc", limit=SHOWN)
        return latest.sorted("id")
