import re
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import consteq, hmac

from ..rules.words import refusal

KEY_LENGTH = 16
SECRET_LENGTH = 32
TOKEN = re.compile(rf"([0-9a-f]{{{KEY_LENGTH}}})([0-9a-f]{{{SECRET_LENGTH}}})")
SCOPE = "service.ticket.link"


class ServiceTicketLink(models.Model):
    """A customer's way to the own ticket without an account.

    Its address holds a key, by which it is found, and a secret that follows from the
    key and the database's own secret: what is stored here opens nothing.
    """

    _name = "service.ticket.link"
    _description = "Customer's Link"
    _order = "id desc"
    _rec_name = "ticket_id"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", required=True, readonly=True, index=True, ondelete="cascade"
    )
    key = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: secrets.token_hex(KEY_LENGTH // 2),
    )
    expires_on = fields.Datetime(required=True, readonly=True)
    revoked = fields.Boolean(readonly=True)
    url = fields.Char(
        string="Link", compute="_compute_url", groups="service_repair.group_agent"
    )

    _key_unique = models.UniqueIndex("(key)")

    @api.depends("key")
    def _compute_url(self):
        for link in self:
            link.url = f"{link.get_base_url()}/service/t/{link.key}{link._secret()}"

    def _secret(self):
        # sudo: the database's secret is nobody's to read
        return hmac(self.sudo().env, SCOPE, (self.id, self.key))[:SECRET_LENGTH]

    @api.model
    def _open(self, token):
        """The link that a token opens now; empty for a wrong, old or revoked one."""
        match = TOKEN.fullmatch(token)
        # sudo: who holds the link need not have an account
        link = self.sudo().search([("key", "=", match[1])]) if match else None
        if not link or not consteq(link._secret(), match[2]):
            return self.browse()
        valid = not link.revoked and link.expires_on > fields.Datetime.now()
        return link if valid and link.ticket_id.active else self.browse()

    def _ticket(self):
        """The ticket that the link shows: the one that its own goes on as."""
        return self.ticket_id._goes_on_for_customer()

    def _say(self, text, photos, press):
        """Take what a customer sends by the page, once.

        :param photos: (name, content) of files, as they came
        :param press: what tells this sending from another
        :return: as `_customer_says`, "repeated", or a `rules.words.Refusal`
        """
        # sudo: the link stands for the customer's right to this one ticket
        presses = self.env["service.form.press"].sudo()
        refused = refusal(text, photos, presses._count_lately(f"{self.id}:"))
        if refused:
            return refused
        if not presses._is_first(f"{self.id}:{press}"):
            return "repeated"
        contents = [content for _name, content in photos]
        return self._ticket()._customer_says(text, contents)

    def action_renew(self):
        """The same link, valid from today for the company's days."""
        self.ticket_id.check_access("write")
        for link in self:
            # sudo: links are written by their actions alone
            link.sudo().expires_on = link.ticket_id._link_expiry()

    def action_revoke(self):
        """The link opens nothing from now on."""
        self.ticket_id.check_access("write")
        # sudo: links are written by their actions alone
        self.sudo().revoked = True

    @api.autovacuum
    def _gc_links(self):
        """Links that have long expired tell nobody anything."""
        limit = fields.Datetime.now() - timedelta(days=365)
        self.search([("expires_on", "<", limit)], limit=1000).unlink()
