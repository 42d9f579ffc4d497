from collections import Counter
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.http import request
from odoo.tools import SQL, escape_psql, hmac

from ..rules import uploads

SCOPE = "service.form.press"
SENDER_LENGTH = 32


class ServiceFormPress(models.Model):
    """The forms that were sent already: the second press of a button counts once."""

    _name = "service.form.press"
    _description = "Sent Form"

    key = fields.Char(required=True, readonly=True)
    path = fields.Char(readonly=True, help="Where the first press led to.")
    size = fields.Integer("Bytes", readonly=True, help="Of the files that it sent.")

    # with the operators that find keys by how they begin
    _key_unique = models.UniqueIndex("(key varchar_pattern_ops)")

    @api.model
    def _is_first(self, key):
        """Note that the form with this key was sent; False when it was before.

        Of two at the same moment, the second waits for the first to be done.
        """
        taken = self.env.execute_query(
            SQL(
                "INSERT INTO %s (key, create_date) VALUES (%s, %s) "
                "ON CONFLICT (key) DO NOTHING RETURNING id",
                SQL.identifier(self._table),
                key,
                fields.Datetime.now(),
            )
        )
        return bool(taken)

    @api.model
    def _note_where(self, key, path):
        """Remember where the first press of this form led to."""
        self.search([("key", "=", key)]).path = path

    @api.model
    def _led_to(self, key):
        """Where the first press of this form led to, or False."""
        return self.search([("key", "=", key)]).path

    @api.model
    def _count_lately(self, prefix):
        """How many forms with such a key were sent within the last hour."""
        return self.search_count(self._lately_domain(prefix))

    @api.model
    def _lately_domain(self, *prefixes):
        since = fields.Datetime.now() - timedelta(hours=1)
        begins = (
            Domain("key", "=like", f"{escape_psql(prefix)}%") for prefix in prefixes
        )
        return Domain.OR(begins) & Domain("create_date", ">=", since)

    # -- how many from the same place

    @api.model
    def _is_often(self, form, most, **by):
        """Whether one of a form's senders sent ``most`` of its kind within the hour.

        :param form: the kind of form, such as "complaint"
        :param by: what tells senders apart, such as ``address``, ``phone``; what is
            empty counts for nothing
        """
        prefixes = self._sender_prefixes(form, by)
        if not prefixes:
            return False
        enough = most * len(prefixes)  # of so many, one sender has ``most``
        lately = self._lately_domain(*prefixes)
        found = self.search_fetch(lately, ["key"], limit=enough).mapped("key")
        counts = Counter(key[: key.rindex(":") + 1] for key in found)
        return max(counts.values(), default=0) >= most

    @api.model
    def _note_sender(self, form, press, **by):
        """Count a form that was taken for each of its senders; see `_is_often`."""
        for prefix in self._sender_prefixes(form, by):
            self._is_first(f"{prefix}{press}")

    @api.model
    def _takes_bytes(self, press, files):
        """Count the files of a form for the address that sends them; False where it
        sent too much within the hour, by whatever forms: then they are not counted.

        :param files: (name, content)
        """
        size = sum(len(content) for _name, content in files)
        address = request and request.httprequest.remote_addr
        if not size or not address:
            return True
        [prefix] = self._sender_prefixes("bytes", {"place": address})
        lately = self.search_fetch(self._lately_domain(prefix), ["key", "size"])
        if f"{prefix}{press}" in lately.mapped("key"):
            return True  # the same once more
        if sum(lately.mapped("size")) + size > uploads.MAX_AN_HOUR:
            return False
        if self._is_first(f"{prefix}{press}"):
            self.search([("key", "=", f"{prefix}{press}")]).size = size
        return True

    def _sender_prefixes(self, form, by):
        """How the keys of senders begin: they tell no address and no number."""
        # sudo: the database's secret is nobody's to read
        env = self.sudo().env
        return [
            f"{form}:{what}:{hmac(env, SCOPE, (what, value))[:SENDER_LENGTH]}:"
            for what, value in sorted(by.items())
            if value
        ]

    @api.autovacuum
    def _gc_presses(self):
        limit = fields.Datetime.now() - timedelta(days=2)
        self.search([("create_date", "<", limit)], limit=10000).unlink()
