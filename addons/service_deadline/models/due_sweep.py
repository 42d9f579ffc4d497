import logging

from psycopg2.errors import SerializationFailure, UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import LockError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

BATCH = 100
# After how many minutes a row that failed is tried again: soon where somebody else
# entered the same at that moment, which the next transaction will see.
AFTER_COLLISION, AFTER_FAILURE = 1, 30


class DueSweep(models.AbstractModel):
    """Rows that do something at a moment, each thing once.

    The sweep's cost is that of what is due, not of what waits. Any number of servers
    may sweep at once: each takes rows that no other holds, and writes down what it did
    in the transaction that does it. A process that dies in between has done nothing,
    and the next sweep does it.

    Hosts say in `_do_due` what is to be done, and empty or move ``next_at`` of what is
    done; ``_sweep_cron`` is the external id of the cron that calls `_sweep`.
    """

    _name = "due.sweep"
    _description = "Due at a Moment"
    _sweep_cron = None

    next_at = fields.Datetime(
        "Next Due", index="btree_not_null", readonly=True, copy=False
    )

    @api.model
    def _sweep(self):
        """Do all that is due; called by a cron, and by its triggers in between."""
        time_left = True
        while time_left and (done := self._sweep_batch()):
            time_left = self._commit_sweep(done)
        if not done:
            # what another sweep keeps us from is looked at again soon
            self._commit_sweep(0)

    @api.model
    def _commit_sweep(self, done):
        remaining = self._count_due()
        return self.env["ir.cron"]._commit_progress(done, remaining=remaining)

    @api.model
    def _count_due(self):
        return self.search_count([("next_at", "<=", fields.Datetime.now())])

    @api.model
    def _sweep_batch(self):
        """Do one batch of what is due; return how many rows it had."""
        # another process may have changed what is cached since the last batch
        self.env.registry.check_signaling()
        now = fields.Datetime.now()
        rows = self._take_due(now)
        try:
            with self.env.cr.savepoint():
                rows._do_due(now)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # somebody else changed what these needed: they are taken again, afresh
            self.env.cr.rollback()
        except Exception:
            _logger.info("%s are done one by one", rows, exc_info=True)
            rows._do_due_apart(now)
        return len(rows)

    @api.model
    def _take_due(self, now):
        """Lock a batch of due rows that no other sweep holds."""
        self.env.flush_all()
        while True:
            try:
                self.env.cr.execute(self._due_query(now), log_exceptions=False)
                return self.browse(id_ for (id_,) in self.env.cr.fetchall())
            except SerializationFailure:
                # another sweep did one of them between our look and our lock
                self.env.cr.rollback()

    @api.model
    def _due_query(self, now):
        """The ids of a batch of due rows, locked."""
        return SQL(
            "SELECT id FROM %s WHERE next_at <= %s ORDER BY next_at, id LIMIT %s"
            " FOR UPDATE SKIP LOCKED",
            SQL.identifier(self._table),
            now,
            BATCH,
        )

    def _do_due(self, now):
        """Hook: do what these rows are for."""
        raise NotImplementedError

    def _do_due_apart(self, now):
        """Do what is due one by one: one that fails does not stop the others."""
        for row in self:
            try:
                with self.env.cr.savepoint():
                    row._do_due(now)
            except (LockError, *PG_CONCURRENCY_EXCEPTIONS_TO_RETRY):
                # it stays due, and is taken again
                continue
            except Exception as error:
                _logger.exception("%s can't do what is due", row)
                row._put_off(error, now)

    def _put_off(self, error, now):
        collided = isinstance(error, UniqueViolation)
        minutes = AFTER_COLLISION if collided else AFTER_FAILURE
        self.next_at = fields.Datetime.add(now, minutes=minutes)
        self._wake()

    def _wake(self):
        """Have the sweep look at these rows when they are due, not minutes later."""
        moments = sorted(self._moments_to_wake() - {False})
        if moments:
            # sudo: whoever makes a row need not read crons
            self.env.ref(self._sweep_cron).sudo()._trigger(at=moments)

    def _moments_to_wake(self):
        return {row.next_at for row in self}
