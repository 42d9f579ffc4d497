from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools.mail import email_normalize, formataddr, plaintext2html

from odoo.addons.service_door.rules.pictures import SHOWN_TYPES
from odoo.addons.service_door.rules.uploads import PICTURES, kind_of

from ..rules.progress import Facts, progress


class HelpdeskTicket(models.Model):
    """What a customer sees of a repair's way, and adds to it."""

    _inherit = "helpdesk.ticket"

    link_ids = fields.One2many(
        "service.ticket.link",
        "ticket_id",
        string="Customer's Links",
        groups="service_repair.group_agent",
    )
    has_link = fields.Boolean(
        compute="_compute_has_link",
        groups="service_repair.group_agent",
        help="A link opens this ticket for its customer now.",
    )

    def _compute_has_link(self):
        valid = self._valid_links()
        for ticket in self:
            ticket.has_link = bool(ticket._leading_here() & valid.ticket_id)

    def _valid_links(self):
        """The links that open these tickets, also those that lead on to them."""
        links = self.env["service.ticket.link"]
        return links.search(
            links._valid_domain() & Domain("ticket_id", "in", self._leading_here().ids)
        )

    # -- the link

    def action_customer_link(self):
        """Show a link for the customer, to be copied."""
        self.ensure_one()
        self.check_access("write")
        link = self._valid_links()[:1] or self._create_link()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Customer's Link"),
            "res_model": "service.ticket.link",
            "res_id": link.id,
            "view_mode": "form",
            "target": "new",
        }

    def _create_link(self):
        self.ensure_one()
        # sudo: links are made by this action alone
        return (
            self.env["service.ticket.link"]
            .sudo()
            .create({"ticket_id": self.id, "expires_on": self._link_expiry()})
            .sudo(False)
        )

    def _link_expiry(self):
        """Until when a link that is given out now is valid."""
        days = self.company_id.service_link_days
        return fields.Datetime.now() + timedelta(days=days)

    def action_revoke_links(self):
        """None of the links of these tickets opens anything from now on."""
        self._valid_links().action_revoke()

    # -- what the customer sees

    def _progress(self):
        """The steps of the ticket's way, for its customer.

        A merged ticket is as far as the one it was merged into.
        """
        self.ensure_one()
        # sudo: the customer may know how far it is, whatever else the fields tell
        ticket = self.sudo()
        ahead = ticket._goes_on_as() if ticket.duplicate_id else ticket
        return progress(
            Facts(
                created=ticket.create_date,
                found=ahead.routed_at if ahead.station_id else None,
                taken=ahead._taken_at(),
                closed=ahead._closed_at(),
                visit=ahead._visit_facts(),
            )
        )

    def _station_name_for_customer(self):
        """Whose hands it is in, or False."""
        # sudo: customers read no stations, but may know who serves them
        return self.sudo().station_id.name

    def _taken_at(self):
        """Since when somebody is at it, None while it waits."""
        if self.unattended or self.closed:
            return None
        return self.assigned_date or self.last_stage_update

    def _closed_at(self):
        """When it was closed, None while it is open."""
        if not self.closed:
            return None
        return self.closed_date or self.last_stage_update

    def _photo_for_customer(self, attachment_id):
        """A picture of the conversation, empty for any other attachment."""
        shown = self._messages_outside().attachment_ids
        return shown.filtered(
            lambda one: one.id == attachment_id and one.mimetype in SHOWN_TYPES
        )

    # -- what the customer does

    def _customer_says(self, text, photos=()):
        """Add a customer's words and photos to the ticket.

        :param photos: contents of pictures that `_let_in` of the link has not refused
        :return: "added"; of a closed ticket "reopened", or "new" when it goes on as
            another one
        """
        self.ensure_one()
        was_closed = self.closed
        author = self.partner_id
        self.message_post(
            body=plaintext2html(text),
            author_id=author.id,  # none at all rather than a guess by the name
            email_from=author.email_formatted or self._customer_mail_address(),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=[
                (f"photo-{index}.{kind_of(content, PICTURES).ending}", content)
                for index, content in enumerate(photos, 1)
            ],
        )
        if not was_closed:
            return "added"
        return "new" if self.closed else "reopened"

    def _customer_mail_address(self):
        """The sender of what somebody without a contact writes: the own address, else
        the company's, by which mails to followers can be sent."""
        address = self.partner_email or self.company_id.email or ""
        name = self.partner_name or self.number
        return formataddr((name, email_normalize(address))) if address else name

    def _may_reopen(self):
        self.ensure_one()
        return not self.duplicate_id and self._way_of_words() == "reopen"

    def _reopen_for_customer(self):
        """Open a closed ticket again, once.

        :return: "reopened", "already" when it is open, or "late"
        """
        self.ensure_one()
        if not self.closed or not self.try_lock_for_update():
            return "already"
        if not self._may_reopen():
            return "late"
        self._reopen()
        return "reopened"
