import logging
from datetime import timedelta

from psycopg2 import OperationalError
from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import mute_logger

_logger = logging.getLogger(__name__)

REPEAT_HOURS = 1  # within which the same words of a mail without id are the same mail
KEPT_DAYS = 180
RAW_NAME = "mail.eml"


class ServiceMail(models.Model):
    """What became of each mail to a team that takes repairs: none is lost.

    A mail that made no ticket keeps its source, from which a person can make one.
    """

    _name = "service.mail"
    _description = "Incoming Mail"
    _order = "id desc"
    _rec_name = "subject"

    subject = fields.Char(readonly=True)
    email_from = fields.Char(string="From", readonly=True)
    message_id = fields.Char(string="Message-Id", readonly=True)
    fingerprint = fields.Char(readonly=True, index=True)
    size = fields.Integer(string="Bytes", readonly=True)
    outcome = fields.Selection(
        [
            ("received", "Being Read"),
            ("ticket", "Made a Ticket"),
            ("reply", "Belongs to a Ticket"),
            ("by_hand", "To Be Read by a Person"),
            ("repeated", "Came Before"),
            ("automatic", "Automatic Answer"),
            ("bounce", "Undeliverable Report"),
            ("refused", "Not Taken by the Mail Gateway"),
        ],
        default="received",
        required=True,
        readonly=True,
    )
    ticket_id = fields.Many2one(
        "helpdesk.ticket", readonly=True, index="btree_not_null", ondelete="set null"
    )
    company_id = fields.Many2one("res.company", readonly=True)

    # two servers that fetch the same mail at once: the second one fails here
    _message_id_unique = models.UniqueIndex(
        "(message_id) WHERE message_id IS NOT NULL AND outcome <> 'repeated'"
    )

    @api.model
    def _receive(self, raw, head, team, deliver):
        """Take in a mail, once.

        :param bytes raw: the mail's source
        :param head: what `rules.mail_head.read_head` read from it
        :param team: the team it was addressed to, if any
        :param deliver: hands the mail to Odoo's gateway, told the record of this model
        :return: the id of the ticket it made or belongs to, or False
        """
        entry = self._enter(raw, head, team)
        if entry.outcome == "repeated":
            return False
        if head.kind == "automatic":
            return entry._set_aside(raw, head)
        limit = entry.company_id._get_mail_limit()
        if head.kind == "unreadable" or len(raw) > limit:
            return entry._hand_over(raw)
        try:
            with self.env.cr.savepoint():
                deliver(entry)
                self.env.flush_all()
        except OperationalError:
            raise  # the database asks to try the whole transaction again
        except Exception:
            # whatever is wrong with the mail, a person gets to see it
            _logger.warning("Mail %s could not be read", entry.id, exc_info=True)
            return entry._hand_over(raw)
        return entry._conclude(raw, head)

    def _enter(self, raw, head, team):
        """The record of a mail; "repeated" when it came before."""
        vals = {
            "subject": head.subject or False,
            "email_from": head.sender or False,
            "message_id": head.message_id or False,
            "fingerprint": head.fingerprint,
            "size": len(raw),
            "company_id": (team.company_id or self.env.company).id,
        }
        earlier = self._find_earlier(head)
        if not earlier:
            try:
                with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                    return self.create(vals)
            except UniqueViolation:
                earlier = self.browse()
        entry = self.create(
            {**vals, "outcome": "repeated", "ticket_id": earlier.ticket_id.id}
        )
        if earlier.fingerprint != head.fingerprint:
            entry._keep(raw)  # other words under the same id
        return entry

    def _find_earlier(self, head):
        first = Domain("outcome", "!=", "repeated")
        if head.message_id:
            same = Domain("message_id", "=", head.message_id)
        else:
            since = fields.Datetime.now() - timedelta(hours=REPEAT_HOURS)
            same = Domain("fingerprint", "=", head.fingerprint)
            same &= Domain("message_id", "=", False) & Domain(
                "create_date", ">=", since
            )
        return self.search(first & same, limit=1)

    def _conclude(self, raw, head):
        """Say what became of a mail that Odoo's gateway has taken, or not."""
        if self.ticket_id:
            return self.ticket_id.id
        self.outcome = "bounce" if head.kind == "bounce" else "refused"
        self._keep(raw)
        return False

    def _set_aside(self, raw, head):
        """An automatic answer makes no ticket; on the one it answers it is noted."""
        self.outcome = "automatic"
        self._keep(raw)
        answered = head.references and self.env["mail.message"].search(
            [
                ("message_id", "in", head.references),
                ("model", "=", "helpdesk.ticket"),
            ],
            order="id desc",
            limit=1,
        )
        ticket = self.ticket_id.browse(answered.res_id if answered else []).exists()
        if ticket:
            self.ticket_id = ticket
            ticket._message_log(
                body=self.env._(
                    "Automatic answer of %(sender)s: %(subject)s",
                    sender=head.sender,
                    subject=head.subject,
                )
            )
        return ticket.id

    def _hand_over(self, raw):
        """A ticket in the dispatcher's queue, with the mail as it came."""
        self.outcome = "by_hand"
        self._make_ticket()
        self._keep(raw, self.ticket_id)
        return self.ticket_id.id

    def _make_ticket(self):
        """A ticket of which nothing is known but who wrote."""
        ticket = self.env["helpdesk.ticket"].create(
            {
                "name": self.subject or self.env._("Mail without subject"),
                "description": self.env._(
                    "This mail could not be read by itself. It is attached as it came."
                ),
                "partner_email": self.email_from,
                "is_repair": True,
                "company_id": self.company_id.id,
                "channel_id": self.env["helpdesk.ticket"]._email_channel().id,
            }
        )
        self.ticket_id = ticket
        return ticket

    def _keep(self, raw, record=None):
        """Keep the source of a mail with its record, or with a ticket."""
        record = self if record is None else record
        return self.env["ir.attachment"].create(
            {
                "name": RAW_NAME,
                "raw": raw,
                # as text nobody's browser opens what is in it
                "mimetype": "application/octet-stream",
                "res_model": record._name,
                "res_id": record.id,
            }
        )

    def _sources(self):
        return self.env["ir.attachment"].search(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        )

    def action_make_ticket(self):
        """A person decides that a mail is a repair after all."""
        self.ensure_one()
        self.check_access("read")
        if self.outcome in ("ticket", "reply", "by_hand"):
            raise UserError(self.env._("This mail has a ticket already."))
        # sudo: who may read incoming mails may file any of them
        entry = self.sudo()
        entry._make_ticket()
        entry.outcome = "by_hand"
        entry._sources().write(
            {"res_model": "helpdesk.ticket", "res_id": entry.ticket_id.id}
        )
        return self.action_open_ticket()

    def action_open_ticket(self):
        self.ensure_one()
        return self.ticket_id.get_formview_action()

    @api.autovacuum
    def _gc_mails(self):
        """Forget what was done with mails half a year ago; their tickets stay."""
        limit = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        old = self.search([("create_date", "<", limit)], limit=1000)
        old._sources().unlink()
        old.unlink()
