import logging

from odoo import api, models

from ..rules.mails import is_automatic, is_unproven

_logger = logging.getLogger(__name__)


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def message_route(
        self, message, message_dict, model=None, thread_id=None, custom_values=None
    ):
        """An answering machine files no complaint and answers no question."""
        routes = super().message_route(
            message, message_dict, model, thread_id, custom_values
        )
        if not routes or not is_automatic(message.items()):
            return routes
        for route in routes:
            if route[0] == "consumer.complaint":
                self._note_automatic(route[1], message_dict)
        return [route for route in routes if route[0] != "consumer.complaint"]

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        """A sender that was found to be forged answers for nobody."""
        answers = any(thread_id for _model, thread_id, *_more in routes or ())
        forged = answers and is_unproven(message.items())
        gateway = self.with_context(sender_unproven=forged)
        return super(MailThread, gateway)._message_route_process(
            message, message_dict, routes
        )

    @api.model
    def _note_automatic(self, complaint_id, message_dict):
        _logger.info("Automatic mail %s left out", message_dict.get("message_id"))
        # sudo: the mail gateway acts for nobody
        case = self.env["consumer.complaint"].sudo().browse(complaint_id or [])
        if case.exists():
            subject = message_dict.get("subject") or ""
            case._message_log(body=self.env._("Automatic answer: %s", subject))
