from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL


class ServiceFormPress(models.Model):
    """The forms that were sent already: the second press of a button counts once."""

    _name = "service.form.press"
    _description = "Sent Form"

    key = fields.Char(required=True, readonly=True)
    path = fields.Char(readonly=True, help="Where the first press led to.")

    _key_unique = models.UniqueIndex("(key)")

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
        since = fields.Datetime.now() - timedelta(hours=1)
        return self.search_count(
            [("key", "=like", f"{prefix}%"), ("create_date", ">=", since)]
        )

    @api.autovacuum
    def _gc_presses(self):
        limit = fields.Datetime.now() - timedelta(days=2)
        self.search([("create_date", "<", limit)], limit=10000).unlink()
