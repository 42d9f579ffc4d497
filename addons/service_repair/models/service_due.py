import logging

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

BATCH = 50
AFTER_FAILURE = 15  # minutes


class ServiceDue(models.AbstractModel):
    """Rows that are to be done at a moment, each of them once.

    The sweep takes what is due, not what waits; it locks what it takes, so that two
    servers may sweep at once, and writes down what it did in the same transaction. A
    process that dies in between has done nothing, and the next sweep does it.

    Hosts say in `_do_due` what is to be done, and empty `due_at` of what is done.
    """

    _name = "service.due"
    _description = "Due at a Moment"

    due_at = fields.Datetime(index="btree_not_null", readonly=True, copy=False)

    @api.model
    def _sweep(self):
        """Do all that is due; called by a cron, and by its triggers in between."""
        time_left = True
        while time_left and (done := self._sweep_batch()):
            time_left = self._commit_sweep(done)
        if not done:
            self._commit_sweep(0)

    @api.model
    def _commit_sweep(self, done):
        remaining = self.search_count([("due_at", "<=", fields.Datetime.now())])
        return self.env["ir.cron"]._commit_progress(done, remaining=remaining)

    @api.model
    def _sweep_batch(self):
        """Do one batch; return how many rows it had."""
        now = fields.Datetime.now()
        rows = self._take_due(now)
        for row in rows:
            try:
                with self.env.cr.savepoint():
                    row._do_due(now)
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                # somebody else changed what it needs: all are taken again, afresh
                self.env.cr.rollback()
                return len(rows)
            except Exception:
                _logger.exception("%s can't do what is due", row)
                row.due_at = fields.Datetime.add(now, minutes=AFTER_FAILURE)
        return len(rows)

    @api.model
    def _take_due(self, now):
        """Lock a batch of due rows that no other sweep holds."""
        self.env.flush_all()
        query = SQL(
            "SELECT id FROM %s WHERE due_at <= %s ORDER BY due_at, id LIMIT %s"
            " FOR UPDATE SKIP LOCKED",
            SQL.identifier(self._table),
            now,
            BATCH,
        )
        while True:
            try:
                self.env.cr.execute(query, log_exceptions=False)
                return self.browse(id_ for (id_,) in self.env.cr.fetchall())
            except SerializationFailure:
                # another sweep did one of them between our look and our lock
                self.env.cr.rollback()

    def _do_due(self, now):
        """Hook: do what this row is for."""
        raise NotImplementedError

    def _wake(self, cron):
        """Have the sweep look at these rows when they are due, not minutes later.

        :param cron: external id of the cron that sweeps this model
        """
        moments = sorted({row.due_at for row in self if row.due_at})
        if moments:
            # sudo: who makes a row need not read crons
            self.env.ref(cron).sudo()._trigger(at=moments)
