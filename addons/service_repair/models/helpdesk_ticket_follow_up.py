from odoo import api, fields, models, tools

from ..rules.progress import words_lead_to

FOLLOW_UP_NAME_LENGTH = 80


class HelpdeskTicket(models.Model):
    """What a customer says about a ticket that is closed already: it is never lost.

    Within the company's days the ticket opens again. Later the words become a ticket
    of their own, and the closed one tells which it goes on as. Words on a merged ticket
    are handed on to the one it was merged into.
    """

    _inherit = "helpdesk.ticket"

    continued_by_id = fields.Many2one(
        "helpdesk.ticket",
        string="Goes On As",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Filed when its customer wrote again after it was closed for good.",
    )
    continues_ids = fields.One2many(
        "helpdesk.ticket", "continued_by_id", string="Follows", readonly=True
    )

    def _goes_on_as(self):
        """The ticket at the end of merges and follow-ups; else the ticket itself."""
        self.ensure_one()
        ticket, passed = self, self
        while following := ticket._goes_on_next() - passed:
            ticket, passed = following, passed | following
        return ticket

    def _goes_on_next(self):
        following = (self.closed and self.continued_by_id) or self.duplicate_id
        return following.filtered("active")

    def _leading_here(self):
        """These tickets, and those that go on as one of them."""
        found = last = self
        while last := (last.continues_ids | last.duplicate_ids) - found:
            found |= last
        return found

    def _goes_on_for_customer(self):
        """The same, as far as it is the same customer's."""
        following = self._goes_on_as()
        return following if self._is_same_customer(following) else self

    def _is_same_customer(self, other):
        """Whether what one of these customers may know, the other may."""
        return self == other or any(
            self[name] and self[name] == other[name]
            for name in ("partner_id", "partner_email", "caller_number")
        )

    # -- words, by whatever way they come

    def _message_post_after_hook(self, message, msg_values):
        result = super()._message_post_after_hook(message, msg_values)
        if self.is_repair and self.closed and self._is_from_customer(message):
            # sudo: customers only write messages; what follows is ours to do
            self.sudo()._take_up(message)
        return result

    def _is_from_customer(self, message):
        # sudo: the kind of a message is not told to everybody who writes one
        message = message.sudo()
        author = message.author_id
        is_ours = author and (
            not author.partner_share or author == self.company_id.partner_id
        )
        return (
            message.message_type in ("comment", "email")
            and not message.subtype_id.internal
            and not is_ours
        )

    def _take_up(self, message):
        """See to it that somebody reads what was said on this closed ticket."""
        self = self._in_our_language()
        ticket = self._goes_on_as()
        if ticket != self:
            ticket._copy_message(message, self)
            ticket._note(
                self.env._(
                    "The customer of %(ticket)s wrote again.", ticket=self.display_name
                )
            )
        way = ticket._way_of_words()
        if way == "reopen":
            ticket._reopen()
        elif way == "new":
            own = self._is_same_customer(ticket)
            (ticket if own else self)._file_follow_up(message)

    def _in_our_language(self):
        """Notes are for our people, whatever language the customer writes in."""
        language = self.company_id.partner_id.lang
        return self.with_context(lang=language) if language else self

    def _way_of_words(self):
        """What `words_lead_to` says of this ticket."""
        days = self.company_id.service_reopen_days
        return words_lead_to(self._closed_at(), fields.Datetime.now(), days)

    def _reopen(self):
        stages = self.team_id.with_company(self.company_id)._get_applicable_stages()
        opened = stages.filtered(lambda stage: not stage.closed)[:1]
        self.write({"stage_id": opened.id, "closed_date": False})

    def _copy_message(self, message, origin):
        """Let the people of this ticket read what was said on another.

        The customer reads it only where it is the customer's own.
        """
        files = message.attachment_ids.copy({"res_id": self.id})
        own = origin._is_same_customer(self)
        kind = "mail.mt_comment" if own else "mail.mt_note"
        message.copy(
            {
                "res_id": self.id,
                "parent_id": False,
                "attachment_ids": files.ids,
                "subtype_id": self.env["ir.model.data"]._xmlid_to_res_id(kind),
            }
        )

    # -- the ticket that follows

    def _file_follow_up(self, message):
        """A new ticket of what was said on this one, which stays closed."""
        said = tools.html2plaintext(message.body or "").strip()
        following = self.create(
            {
                **self._follow_up_values(),
                "name": said.partition("\n")[0][:FOLLOW_UP_NAME_LENGTH] or self.name,
                "fault": said or self.fault,
                "channel_id": self.channel_id.id,
            }
        )
        following._copy_message(message, self)
        following._note_follow_up(self)
        return following

    def _follow_up_values(self):
        """What a ticket that follows this one takes from it."""
        values = {
            "is_repair": True,
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "partner_name": self.partner_name,
            "partner_email": self.partner_email,
            "caller_phone": self.caller_phone,
            "product_id": self.product_id.id,
            "serial_number": self.serial_number,
            "category_id": self.category_id.id,
            "address": self.address,
        }
        if self.region_by_hand:
            values |= {"region_by_hand": True, "region_id": self.region_id.id}
        return values

    def _note_follow_up(self, closed):
        """Say on both tickets that this one goes on where the other was closed."""
        closed.continued_by_id = self
        ours = self._in_our_language()
        closed._note(
            ours.env._(
                "The customer wrote after it was closed for good. It goes on as "
                "%(ticket)s.",
                ticket=self.display_name,
            )
        )
        self._note(
            ours.env._(
                "Follows %(ticket)s, which was closed for good.",
                ticket=closed.display_name,
            )
        )

    def _tell_follow_up(self, closed):
        """Tell by mail who answered a ticket closed for good which ticket it is now."""
        customer = self.partner_id
        language = customer.lang or self.company_id.partner_id.lang
        env = self.with_context(lang=language).env
        self.message_post(
            body=env._(
                "Your request %(closed)s was closed for good. What you wrote is our "
                "new request %(new)s.",
                closed=closed.number,
                new=self.number,
            ),
            author_id=self.company_id.partner_id.id,
            subtype_xmlid="mail.mt_comment",
            partner_ids=customer.ids,
            outgoing_email_to=False if customer else self.partner_email,
        )

    # -- mails

    @api.model
    def _lead_on(self, routes, message):
        """Where mails go in the end that answer merged or closed tickets.

        :param routes: as `mail.thread.message_route` returns them
        :param message: what Odoo read from the mail
        """
        return [self._lead_route_on(route, message) for route in routes]

    def _lead_route_on(self, route, message):
        model, thread_id, values, *rest = route
        # sudo: who delivers mails need not read tickets
        ticket = self.sudo().browse(thread_id if model == self._name else []).exists()
        if not ticket.is_repair or not ticket._is_answered_by_customer(message):
            return route
        ticket = ticket._goes_on_for_customer()
        if ticket._way_of_words() != "new" or ticket._goes_on_next():
            return (model, ticket.id, values, *rest)
        return (model, False, {**(values or {}), "continues_id": ticket.id}, *rest)

    def _is_answered_by_customer(self, message):
        author = self.env["res.partner"].browse(message.get("author_id") or [])
        return not message.get("is_internal") and (not author or author.partner_share)

    def _follow_up_of_mail(self, closed, values, message):
        """The values of a mail that answers a ticket closed for good.

        What the mail leaves out is taken from there, if it is the same customer's.
        """
        address = tools.email_normalize(values["partner_email"] or "")
        theirs = tools.email_normalize(closed.partner_email or "")
        author = message.get("author_id")
        if not (author == closed.partner_id.id if author else address == theirs):
            return values
        known = closed._follow_up_values()
        if values["address"]:
            known.pop("region_id", None)
            known.pop("region_by_hand", None)
        return known | {name: value for name, value in values.items() if value}
