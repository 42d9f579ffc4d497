from xmlrpc.client import Binary

from odoo import api, models

from ..rules.mail_head import read_head


class MailThread(models.AbstractModel):
    """The mail gateway's door: mails for repairs pass a register of their own."""

    _inherit = "mail.thread"

    @api.model
    def message_process(self, model, message, *args, **kwargs):
        """Take in a mail; one to a team that takes repairs is never lost nor doubled.

        Where there is such a team, it also takes mails that name no recipient, which
        nobody else would take, and those that a server fetches for the helpdesk.
        """
        if isinstance(message, Binary):
            message = bytes(message.data)
        raw = message.encode() if isinstance(message, str) else message
        head = read_head(raw)
        # sudo: who delivers mails need not know teams
        teams = self.env["helpdesk.ticket.team"].sudo()
        team = teams._find_addressed(head.recipients)
        astray = model == "helpdesk.ticket" or not (model or head.recipients)
        if not team and not (astray and teams._any_takes_repairs()):
            return super().message_process(model, message, *args, **kwargs)

        def deliver(entry):
            context = {
                "service_mail_id": entry.id,
                "service_mail_bounce": head.kind == "bounce",
            }
            thread = super(MailThread, self.with_context(**context))
            return thread.message_process(
                model or "helpdesk.ticket", raw, *args, **kwargs
            )

        # sudo: the register is nobody's to write
        mails = self.env["service.mail"].sudo()
        return mails._receive(raw, head, team, deliver)

    @api.model
    def message_route(self, message, message_dict, *args, **kwargs):
        """An answer to a repair closed for good, or merged, goes where it is read."""
        routes = super().message_route(message, message_dict, *args, **kwargs)
        return self.env["helpdesk.ticket"]._lead_on(routes, message_dict)

    @api.model
    def _detect_is_bounce(self, message, message_dict):
        """Also what `rules.mail_head` knows for the report of a lost mail."""
        declared = self.env.context.get("service_mail_bounce")
        return declared or super()._detect_is_bounce(message, message_dict)
