from odoo import models
from odoo.tools import SQL

# What `_next_many` reads of a sequence.
NUMBERING_FIELDS = (
    "implementation",
    "number_increment",
    "padding",
    "prefix",
    "suffix",
    "use_date_range",
)


class IrSequence(models.Model):
    _inherit = "ir.sequence"

    def _next_many(self, count):
        """The next `count` numbers of this sequence, reserved in one query.

        :return: list of str, in the order of the counter
        """
        self.ensure_one()
        period = self._get_current_sequence()
        first_day = period.date_from if period != self else None
        prefix, suffix = self._get_prefix_suffix(date_range=first_day)
        return [
            f"{prefix}{number:0{self.padding}d}{suffix}"
            for number in self._reserve(period, count)
        ]

    def _reserve(self, period, count):
        """Advance the counter of `period` (the sequence itself or the year that it
        counts in) by `count` steps; return the numbers it gave."""
        if self.implementation == "standard":
            ids = (self,) if period == self else (self, period)
            name = "_".join(["ir_sequence", *(f"{each.id:03d}" for each in ids)])
            query = SQL("SELECT nextval(%s) FROM generate_series(1, %s)", name, count)
            return [number for (number,) in self.env.execute_query(query)]
        step = self.number_increment
        period.flush_recordset(["number_next"])
        [(after,)] = self.env.execute_query(
            SQL(
                "UPDATE %s SET number_next = number_next + %s WHERE id = %s"
                " RETURNING number_next",
                SQL.identifier(period._table),
                count * step,
                period.id,
            )
        )
        period.invalidate_recordset(["number_next"])
        return list(range(after - count * step, after, step))
