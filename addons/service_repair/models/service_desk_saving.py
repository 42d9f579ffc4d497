import hashlib
import json
import re

from markupsafe import Markup
from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.exceptions import ConcurrencyError, LockError, UserError

from odoo.addons.service_door.rules.inputs import clean_text

KEY = re.compile(r"[0-9A-Za-z-]{8,64}")


class OtherAgentError(UserError):
    """The call was taken by somebody else than who is logged in."""


class ServiceDesk(models.AbstractModel):
    """What the hotline desk saves: a call becomes a ticket, or joins one, once.

    The desk makes a key for each call and sends it along with every attempt, so that
    an answer that got lost on the way makes no second ticket.
    """

    _inherit = "service.desk"

    @api.model
    def save(self, values):
        """File a call as a repair ticket.

        Sent again with the same key it leads to the same ticket; words that were added
        in between are noted there.

        :param values: as `_accept` reads them, `key`, the id of the `agent`, and of the
            open ticket about the same that was `seen` on the screen
        :return: the ticket as the desk shows it, and `same`: such a ticket that was not
            seen, or False
        :raise OtherAgentError: `agent` in the values is somebody else
        :raise ConcurrencyError: the same call is being saved at this moment; Odoo then
            calls again, which finds that ticket
        """
        self._check_agent()
        self._check_same_agent(values)
        key, accepted = self._accept_key(values), self._accept(values)
        ticket = self.env["helpdesk.ticket"].search([("desk_key", "=", key)])
        if ticket:
            self._note_addition(ticket, accepted, key)
            return self._line(ticket)
        self._check_not_empty(accepted)
        try:
            with self.env.cr.savepoint():
                ticket = self._file(accepted, key)
        except UniqueViolation as error:
            raise ConcurrencyError(str(error)) from error
        return {**self._line(ticket), "same": self._unseen(ticket, values)}

    @api.model
    def join(self, ticket_id, values):
        """Add a call to an open ticket instead of filing another.

        :return: the ticket as the desk shows it
        :raise OtherAgentError: `agent` in the values is somebody else
        :raise UserError: the ticket is gone or was closed meanwhile
        """
        self._check_agent()
        self._check_same_agent(values)
        key, accepted = self._accept_key(values), self._accept(values)
        known = type(ticket_id) is int and 0 < ticket_id < 2**31
        ticket = self.env["helpdesk.ticket"].browse(ticket_id if known else [])
        ticket = ticket.exists()
        if not ticket:
            raise UserError(self.env._("The ticket does not exist any more."))
        if ticket.closed and not self._is_noted(ticket, key):
            raise UserError(
                self.env._(
                    "%(ticket)s was closed meanwhile. Save the call as a new ticket.",
                    ticket=ticket.number,
                )
            )
        self._note_call(ticket, accepted, key)
        return self._line(ticket)

    def _check_same_agent(self, values):
        """A browser keeps calls while the server is away, and whoever logs in next on
        that computer must not file them as their own."""
        agent = values.get("agent") if isinstance(values, dict) else None
        if agent and agent != self.env.uid:
            raise OtherAgentError(
                self.env._(
                    "You are logged in as %(user)s here, who did not take this call. "
                    "It is kept until its agent logs in again.",
                    user=self.env.user.name,
                )
            )

    def _accept_key(self, values):
        key = values.get("key") if isinstance(values, dict) else None
        if not isinstance(key, str) or not KEY.fullmatch(key):
            raise UserError(self.env._("The call has no key. Reload the desk."))
        return key

    def _check_not_empty(self, accepted):
        if not any(accepted[name] for name in ("caller_phone", "address", "fault")):
            raise UserError(
                self.env._("Write down a number, a place or a fault before saving.")
            )

    def _file(self, accepted, key):
        channel = self.env["ir.model.data"]._xmlid_to_res_id(
            "helpdesk_mgmt.helpdesk_ticket_channel_phone", raise_if_not_found=False
        )
        partner = accepted.get("partner_id") or self._make_customer(accepted)
        ticket = self.env["helpdesk.ticket"].create(
            {
                **accepted,
                "is_repair": True,
                "desk_key": key,
                "channel_id": channel,
                "partner_id": partner,
                "partner_name": accepted["partner_name"]
                or self.env["res.partner"].browse(partner).name,
            }
        )
        self.env.flush_all()
        return ticket

    def _unseen(self, ticket, values):
        """The open ticket about the same that came in during the call, as when two
        agents speak to one family; False if there is none."""
        same, why = ticket._find_same_case()
        if not same or same.id == values.get("seen"):
            return False
        return self._line(same, why)

    def _make_customer(self, accepted):
        """The id of a new customer; False while there is nothing to call them by."""
        name, phone = accepted["partner_name"], accepted["caller_phone"]
        if not name:
            return False
        # the contacts' default is the language that the database was made in
        lang = self.env.company.partner_id.lang
        values = {"name": name, "phone": phone, **({"lang": lang} if lang else {})}
        # sudo: agents take down who calls, whoever may edit contacts
        return self.env["res.partner"].sudo().create(values).id

    # -- notes

    def _note_addition(self, ticket, accepted, key):
        """Note what differs from what an earlier attempt saved, if anything does."""
        names = [name for name in accepted if name != "partner_id"]
        added = {
            name: accepted[name]
            for name in names
            if accepted[name]
            and ticket._fields[name].convert_to_write(ticket[name], ticket)
            != accepted[name]
        }
        if added:
            text = json.dumps(accepted, sort_keys=True)
            digest = hashlib.sha256(text.encode()).hexdigest()[:16]
            self._note_call(ticket, {**dict.fromkeys(accepted), **added}, key + digest)

    def _message_id(self, key):
        return f"<desk-call-{clean_text(key)}@service-repair>"

    def _is_noted(self, ticket, key):
        # sudo: whether a message exists, not what it says
        return bool(
            self.env["mail.message"]
            .sudo()
            .search_count(
                [
                    ("message_id", "=", self._message_id(key)),
                    ("model", "=", ticket._name),
                    ("res_id", "=", ticket.id),
                ],
                limit=1,
            )
        )

    def _note_call(self, ticket, accepted, key):
        """Write a call into the history of a ticket, once for each key."""
        # who finds the ticket being changed is called again by Odoo a moment later
        try:
            ticket.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise ConcurrencyError(str(error)) from error
        if self._is_noted(ticket, key):
            return
        if accepted.get("is_emergency") and not ticket.is_emergency:
            ticket.is_emergency = True
        ticket_words = self.env["helpdesk.ticket"].new(accepted)
        lines = [self.env._("Another call, %s", self._now_text())]
        lines += ticket_words._describe_call()
        ticket.message_post(
            body=Markup("<br/>").join(lines),
            subtype_xmlid="mail.mt_note",
            message_id=self._message_id(key),
        )
