from odoo import api, fields, models, tools

from odoo.addons.service_region.rules.types import Hint

from ..rules.mail_text import choose_address, read_mail


class HelpdeskTicket(models.Model):
    """A mail that becomes a repair ticket: what it says, where, and under what number.

    The place is looked for in the text; where that leaves it open, the signature and
    the sender's earlier tickets may settle it, and only where it says nothing the
    signature takes its place.
    """

    _inherit = "helpdesk.ticket"

    mail_signature = fields.Text(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="How the mail was signed that the ticket came in by.",
    )

    @api.model
    def message_new(self, msg, custom_values=None):
        values = dict(custom_values or {})
        # sudo: who writes a mail need not read tickets
        closed = self.sudo().browse(values.pop("continues_id", []))
        # sudo: who writes a mail need not know teams
        team = self.env["helpdesk.ticket.team"].sudo().browse(values.get("team_id"))
        register = self.env.context.get("service_mail_id")
        if closed or team.takes_repairs or (register and not team):
            values.pop("team_id", None)  # the queue follows from the place
            company = closed.company_id or team.company_id
            values.update(self._repair_of_mail(msg, company))
        if closed:
            values = self._follow_up_of_mail(closed, values, msg)
        ticket = super().message_new(msg, values)
        self._note_outcome("ticket", ticket)
        if closed:
            ticket._note_follow_up(closed)
            ticket._tell_follow_up(closed)
        return ticket

    def message_update(self, msg, update_vals=None):
        self._note_outcome("reply", self)
        return super().message_update(msg, update_vals=update_vals)

    def _note_outcome(self, outcome, ticket):
        """Write into the register what became of the mail that is being read."""
        # sudo: the register is nobody's to write
        entry = self.env["service.mail"].sudo()
        entry = entry.browse(self.env.context.get("service_mail_id"))
        entry.write({"outcome": outcome, "ticket_id": ticket.id})

    @api.model
    def _email_channel(self):
        """The channel of mails, empty when somebody deleted it."""
        return (
            self.env.ref("helpdesk_mgmt.helpdesk_ticket_channel_email", False)
            or self.env["helpdesk.ticket.channel"]
        )

    def _repair_of_mail(self, msg, company):
        """The values of a repair ticket that a mail asks for."""
        company = company or self.env.company
        body = tools.html2plaintext(msg.get("body") or "", include_references=False)
        mail = read_mail(
            msg.get("subject") or "", body, company.service_country_code or "CN"
        )
        name, address = tools.parse_contact_from_email(msg.get("from") or "")
        author = self.env["res.partner"].browse(msg.get("author_id") or [])
        return {
            "is_repair": True,
            "name": mail.subject[:200] or False,
            "fault": mail.text or False,
            "description": msg.get("body") or False,
            "serial_number": mail.serial or False,
            "caller_phone": (mail.phones or (author.phone,))[0],
            "address": self._address_of_mail(mail),
            "mail_signature": mail.signature or False,
            "partner_name": author.name or name or address,
            "partner_email": address or msg.get("from"),
            "company_id": company.id,
            "channel_id": self._email_channel().id,
        }

    def _address_of_mail(self, mail):
        """What of a mail says where: its text, else its signature, else False."""
        pieces = [*mail.places.pieces(), *mail.signature_places.pieces()]
        found = self._resolve_pieces(pieces)
        address = choose_address(mail.places, found)
        return address or choose_address(mail.signature_places, found) or False

    def _resolve_pieces(self, pieces):
        resolutions = self.env["service.region"]._resolve(pieces)
        return {
            piece: (resolution.status, resolution.code)
            for piece, resolution in zip(pieces, resolutions, strict=True)
        }

    @api.depends("mail_signature", "partner_email")
    def _compute_region_resolution(self):
        return super()._compute_region_resolution()

    def _region_hints(self):
        """Also the place of the mail's signature, and of its sender's last ticket."""
        hints = super()._region_hints()
        signed = self._signature_regions()
        earlier = self._sender_regions()
        for ticket in self:
            wrote = (ticket.company_id, ticket.partner_email)
            sender = not ticket.partner_id and earlier.get(wrote)
            found = [("signature", signed.get(ticket.id)), ("last_address", sender)]
            hints[ticket.id] = [
                *hints.get(ticket.id, ()),
                *(Hint(source, code) for source, code in found if code),
            ]
        return hints

    def _signature_regions(self):
        """{ticket id: code of the region that its mail's signature names}"""
        # sudo: customers don't read the field, but their tickets are resolved too
        signed = {t.id: t.sudo().mail_signature for t in self}
        signed = {id_: text for id_, text in signed.items() if text}
        found = self._resolve_pieces(list(dict.fromkeys(signed.values())))
        return {
            id_: found[text][1]
            for id_, text in signed.items()
            if found[text][0] == "resolved"
        }

    def _sender_regions(self):
        """{(company, mail address): code of the region of its latest ticket there that
        had one}"""
        senders = {t.partner_email for t in self if not t.partner_id} - {False}
        if not senders:
            return {}
        # sudo: a customer's place is known to the company, whoever reads the mail
        latest = self.sudo()._read_group(
            [
                ("company_id", "in", self.company_id.ids),
                ("partner_email", "in", list(senders)),
                ("region_status", "in", ("resolved", "manual")),
                ("id", "not in", self._origin.ids),
            ],
            ["company_id", "partner_email", "region_id"],
            ["id:max"],
            order="id:max",
        )
        return {
            (company, sender): region.code for company, sender, region, _id in latest
        }
