from odoo import api, models
from odoo.tools import SQL

from ..rules.clock import BREACH
from .due_sweep import BATCH


class ServiceDeadline(models.Model):
    """What a clock does when it is due: warn, breach, escalate, each once."""

    _inherit = "service.deadline"

    @api.model
    def _due_query(self, now):
        """A batch of due clocks that no other sweep holds, nor their records.

        Two clocks of one record tell the same people: told by two at once, one would
        fail over what the other entered, such as a follower.
        """
        return SQL(
            """WITH due AS MATERIALIZED (
                   SELECT id, res_model, res_id FROM service_deadline
                    WHERE next_at <= %s
                    ORDER BY next_at LIMIT %s FOR UPDATE SKIP LOCKED)
               SELECT id FROM due
                WHERE pg_try_advisory_xact_lock(hashtext(res_model), res_id)""",
            now,
            BATCH,
        )

    def _do_due(self, now):
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
