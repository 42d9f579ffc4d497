from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .service_deadline import OPEN_STATES

BATCH = 500


class ServiceDeadline(models.Model):
    """Calendars change while clocks run: the clocks are reckoned anew."""

    _inherit = "service.deadline"

    @api.model
    def _recompute_soon(self):
        # sudo: who enters a holiday may have the clocks follow
        self.env.ref("service_deadline.cron_recompute").sudo()._trigger()

    @api.model
    def _recompute_stale(self):
        """Reckon anew what was counted on calendars as they were; called by a cron."""
        time_left = True
        while time_left and (done := self._recompute_batch()):
            time_left = self.env["ir.cron"]._commit_progress(done)

    @api.model
    def _recompute_batch(self):
        """Reckon one batch of stale clocks anew; return how many it had."""
        clocks = self._take_stale()
        clocks._reckon(self.env._("The calendar changed"))
        clocks._settle_revision()
        return len(clocks)

    @api.model
    def _take_stale(self):
        """Lock some open clocks whose calendar changed since they were reckoned."""
        self.env.flush_all()
        query = SQL(
            """SELECT clock.id
                 FROM service_deadline clock
                 JOIN resource_calendar calendar ON calendar.id = clock.calendar_id
                WHERE clock.state IN %s
                  AND NOT (clock.calendar_revision
                           IS NOT DISTINCT FROM calendar.working_time_revision)
                LIMIT %s FOR UPDATE OF clock SKIP LOCKED""",
            OPEN_STATES,
            BATCH,
        )
        return self.browse(id_ for (id_,) in self.env.execute_query(query))

    def _stale(self):
        return self.filtered(
            lambda clock: (
                clock.calendar_id
                and clock.calendar_revision != clock.calendar_id.working_time_revision
            )
        )

    def _settle_revision(self):
        """Promises and what no longer applies have no term to reckon: only note it."""
        for calendar, clocks in self._stale().grouped("calendar_id").items():
            clocks.calendar_revision = calendar.working_time_revision

    @api.model
    def _would_move(self, domain, limit, by_policy=False):
        """What would move of ``limit`` open clocks: [(clock, due now, due then)].

        ``by_policy`` asks what would be if the clocks took over their policy's term as
        it is now, instead of keeping that of the day they started.
        """
        open_ones = Domain(domain) & Domain("state", "in", OPEN_STATES)
        clocks = self.search(open_ones, limit=limit)
        moved = []
        for clock, reckoning in clocks._reckonings(by_policy).items():
            due_at = self._values_of(reckoning, clock.calendar_id)["due_at"]
            if due_at != clock.due_at:
                moved.append((clock, clock.due_at, due_at))
        return moved

    def _batches(self, size):
        """These clocks in batches, so that none holds them all in memory."""
        for start in range(0, len(self), size):
            yield self[start : start + size]
            self.env.flush_all()

    def _adopt_policy(self, because):
        """Take over the terms of the policies as they are now; return the moves."""
        for policy, clocks in self.grouped("policy_id").items():
            clocks.term = list(policy._term())
        return self._reckon(because)
