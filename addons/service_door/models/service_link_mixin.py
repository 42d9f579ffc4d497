import re
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.http import request
from odoo.orm.models import NO_ACCESS
from odoo.tools import consteq, hmac

from ..rules.links import LOOKED_BACK, MAX_AN_HOUR, is_worth_noting
from ..rules.uploads import Refusal
from ..rules.words import refusal

KEY_LENGTH = 16
SECRET_LENGTH = 32
ADDRESS_LENGTH = 16
TOKEN = re.compile(rf"([0-9a-f]{{{KEY_LENGTH}}})([0-9a-f]{{{SECRET_LENGTH}}})")
DAYS_VALID = 30
DAYS_KEPT = 365


class ServiceLinkMixin(models.AbstractModel):
    """Somebody's way to one record without an account: it expires, can be revoked,
    and its uses are logged.

    Its address holds a key, by which it is found, and a secret that follows from the
    key and the database's own secret: what is stored here opens nothing.

    A host adds what the link leads to, grants reading (links are written by their
    actions alone), opens `url` and `last_used_at` to its own groups, and has hooks:
    `_link_path`, `_leads_somewhere`, `_new_expiry`, `_check_may_manage`.
    """

    _name = "service.link.mixin"
    _description = "Link without an Account"
    _order = "id desc"

    key = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: secrets.token_hex(KEY_LENGTH // 2),
    )
    expires_on = fields.Datetime(
        required=True, readonly=True, default=lambda self: self._new_expiry()
    )
    revoked = fields.Boolean(readonly=True, copy=False)
    url = fields.Char(string="Link", compute="_compute_url", groups=NO_ACCESS)
    last_used_at = fields.Datetime(
        string="Last Used", compute="_compute_last_used_at", groups=NO_ACCESS
    )

    _key_unique = models.UniqueIndex("(key)")

    @api.depends("key")
    def _compute_url(self):
        for link in self:
            link.url = f"{link.get_base_url()}{link._link_path()}{link._token()}"

    def _compute_last_used_at(self):
        # sudo: who may read a link may be told when it was used; the log is nobody's
        uses = self.env["service.link.use"].sudo()
        last = dict(uses._read_group(self._uses_domain(), ["link_id"], ["at:max"]))
        for link in self:
            link.last_used_at = last.get(link.id)

    # -- what a host decides

    def _link_path(self):
        """What of the address stands in front of the token, such as "/service/t/"."""
        raise NotImplementedError

    def _leads_somewhere(self):
        """Whether what the link leads to is still to be seen; asked with sudo."""
        return True

    def _new_expiry(self):
        """Until when a link that is renewed now is valid; asked of no link at all for
        one that is made now."""
        return fields.Datetime.now() + timedelta(days=DAYS_VALID)

    def _check_may_manage(self):
        """Raise an AccessError for who may not renew and revoke these links."""
        self.check_access("write")

    # -- opening

    def _token(self):
        """The part of the link's address that opens it."""
        # sudo: the database's secret is nobody's to read
        signed = hmac(self.sudo().env, self._name, (self.id, self.key))
        return self.key + signed[:SECRET_LENGTH]

    @api.model
    def _open(self, token):
        """The link that a token opens now; empty for a wrong, old or revoked one.

        It comes with sudo: whoever holds it need not have an account.
        """
        match = TOKEN.fullmatch(token)
        # sudo: who holds the link need not have an account
        link = self.sudo().search([("key", "=", match[1])]) if match else None
        if not link or not consteq(link._token(), token):
            return self.browse()
        return link if link._is_valid() else self.browse()

    def _is_valid(self):
        self.ensure_one()
        is_due = self.expires_on > fields.Datetime.now()
        return not self.revoked and is_due and bool(self._leads_somewhere())

    @api.model
    def _valid_domain(self):
        """What finds the links that open something now, as far as they know alone."""
        return Domain("revoked", "=", False) & Domain(
            "expires_on", ">", fields.Datetime.now()
        )

    def action_renew(self):
        """The same link, valid from today."""
        self._check_may_manage()
        for link in self:
            # sudo: links are written by their actions alone
            link.sudo().expires_on = link._new_expiry()

    def action_revoke(self):
        """The link opens nothing from now on."""
        self._check_may_manage()
        # sudo: links are written by their actions alone
        self.sudo().revoked = True

    # -- what is sent by it

    def _let_in(self, text, files, press, limits):
        """Whether what somebody sends by the link's page is to be taken, once.

        :param files: (name, content), as they came
        :param press: what tells this sending from another
        :return: None where it is, "repeated", or a `rules.uploads.Refusal`
        """
        self.ensure_one()
        # sudo: the link stands for the right of who has no account
        presses = self.env["service.form.press"].sudo()
        prefix = f"{self._name}:{self.id}:"
        refused = refusal(text, files, presses._count_lately(prefix), limits)
        if refused:
            return refused
        if not presses._takes_bytes(f"{prefix}{press}", files):
            return Refusal("heavy")
        return None if presses._is_first(f"{prefix}{press}") else "repeated"

    # -- the log of uses

    def _uses_domain(self):
        return Domain("link_model", "=", self._name) & Domain("link_id", "in", self.ids)

    def _uses(self):
        """The uses of these links, the latest first; with sudo."""
        # sudo: who has a link at hand may be told of its uses; the log is nobody's
        return self.env["service.link.use"].sudo().search(self._uses_domain())

    def _note_use(self, action):
        """Log what was done by the link, unless it was done all the time.

        :param action: "read", or what else the door calls it
        """
        self.ensure_one()
        now = fields.Datetime.now()
        # sudo: the log is nobody's to read or write, and belongs to the link
        uses = self.env["service.link.use"].sudo()
        recent = self._uses_domain() & Domain("at", ">", now - LOOKED_BACK)
        lately = uses.search_fetch(recent, ["action", "at"], limit=MAX_AN_HOUR)
        if not is_worth_noting(action, now, [(use.action, use.at) for use in lately]):
            return
        uses.create(
            {
                "link_model": self._name,
                "link_id": self.id,
                "at": now,
                "action": action,
                "address": self._address_of_visitor(),
            }
        )

    def _address_of_visitor(self):
        """What stands for the visitor's address, without telling it."""
        if not request:
            return False
        address = request.httprequest.remote_addr
        # sudo: the database's secret is nobody's to read
        return hmac(self.sudo().env, "service.link.use", address)[:ADDRESS_LENGTH]

    # -- the end of links

    def unlink(self):
        self._uses().unlink()
        return super().unlink()

    @api.autovacuum
    def _gc_links(self):
        """Links that have long expired tell nobody anything."""
        if self._abstract:
            return
        limit = fields.Datetime.now() - timedelta(days=DAYS_KEPT)
        self.search([("expires_on", "<", limit)], limit=1000).unlink()
        self._gc_uses()

    def _gc_uses(self):
        """Uses go with their links, also with those that the database took away."""
        there = self.with_context(active_test=False)._search([])
        self.env["service.link.use"].search(
            [("link_model", "=", self._name), ("link_id", "not in", there)], limit=1000
        ).unlink()
