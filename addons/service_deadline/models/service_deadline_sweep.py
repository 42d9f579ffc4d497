import logging

from psycopg2.errors import SerializationFailure, UniqueViolation

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

from ..rules.clock import BREACH

_logger = logging.getLogger(__name__)

BATCH = 100
# After how many minutes a clock that failed is tried again: soon where somebody else
# entered the same at that moment, which the next transaction will see.
AFTER_COLLISION, AFTER_FAILURE = 1, 30


class ServiceDeadline(models.Model):
    """The sweep: take what is due, do it once, say how far it came.

    Its cost is that of what is due, not of what runs. Any number of servers may sweep
    at once: each takes clocks of records that no other is busy with, and a batch is
    committed whole or not at all.
    """

    _inherit = "service.deadline"

    @api.model
    def _sweep(self):
        """Do all that is due; called by a cron, and by its triggers for short terms."""
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
    def _sweep_batch(self):
        """Do one batch of what is due; return how many clocks it had."""
        # another process may have changed a calendar or a policy since the last batch
        self.env.registry.check_signaling()
        now = fields.Datetime.now()
        clocks = self._take_due(now)
        try:
            with self.env.cr.savepoint():
                clocks._fire(now)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # somebody else changed what these needed: they are taken again, afresh
            self.env.cr.rollback()
        except Exception:
            _logger.info("Clocks %s are done one by one", clocks.ids, exc_info=True)
            clocks._fire_apart(now)
        return len(clocks)

    def _fire_apart(self, now):
        """Do what is due one by one: one that fails does not stop the others."""
        for clock in self:
            try:
                with self.env.cr.savepoint():
                    clock._fire(now)
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                # it stays due, and is taken again
                continue
            except Exception as error:
                _logger.exception("Deadline %s can't do what is due", clock.id)
                collided = isinstance(error, UniqueViolation)
                minutes = AFTER_COLLISION if collided else AFTER_FAILURE
                clock.next_at = fields.Datetime.add(now, minutes=minutes)
                clock._wake()

    @api.model
    def _take_due(self, now):
        """Lock a batch of due clocks that no other sweep holds, nor their records.

        Two clocks of one record tell the same people: told by two at once, one would
        fail over what the other entered, such as a follower.
        """
        self.env.flush_all()
        query = SQL(
            """WITH due AS MATERIALIZED (
                   SELECT id, res_model, res_id FROM service_deadline
                    WHERE next_at <= %s
                    ORDER BY next_at LIMIT %s FOR UPDATE SKIP LOCKED)
               SELECT id FROM due
                WHERE pg_try_advisory_xact_lock(hashtext(res_model), res_id)""",
            now,
            BATCH,
        )
        while True:
            try:
                self.env.cr.execute(query, log_exceptions=False)
                return self.browse(id_ for (id_,) in self.env.cr.fetchall())
            except SerializationFailure:
                # another sweep finished one of them between our look and our lock
                self.env.cr.rollback()

    @api.model
    def _count_due(self):
        return self.search_count([("next_at", "<=", fields.Datetime.now())])

    def _fire(self, now):
        """Do all that is due of these clocks, each thing once."""
        self._stale()._reckon(self.env._("The calendar changed"))
        clocks = self._due(now)
        while clocks:
            keys = clocks._keys_due(now)
            clocks._record_firings(keys, now)
            self.env["service.deadline.alarm"]._raise(keys)
            clocks._reckon(self.env._("Alarm"))
            clocks = clocks._due(now)

    def _due(self, now):
        return self.filtered(lambda clock: clock.next_at and clock.next_at <= now)

    def _keys_due(self, now):
        """What each due clock does next: its breach before warnings that come too late.

        Returns clock → id of a step, or BREACH.
        """
        reckonings = self._reckonings()
        return {
            clock: BREACH if clock._breaches(now) else reckonings[clock].next_key
            for clock in self
        }

    def _breaches(self, now):
        """Whether a breach is to be recorded; one recorded too early is none."""
        recorded = self.breached_at and self.breached_at >= self.due_at
        return self.due_at <= now and not recorded

    def _record_firings(self, keys, now):
        """Write down what is done, so that it is not done again."""
        self.env["service.deadline.firing"].create(
            [
                {
                    "deadline_id": clock.id,
                    "step_id": key or False,
                    "at": now,
                    "due_then": clock.due_at,
                }
                for clock, key in keys.items()
            ]
        )
        breached = self.filtered(lambda clock: keys[clock] == BREACH)
        breached.write({"breached_at": now})
        promises = breached.filtered(lambda clock: not clock.policy_id)
        promises.write({"state": "late", "next_at": False})
