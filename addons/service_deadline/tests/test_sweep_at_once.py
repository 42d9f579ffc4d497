from contextlib import closing
from unittest.mock import patch

from psycopg2.errors import UniqueViolation

from odoo import sql_db
from odoo.tools import mute_logger

from .clock_common import ClockCommon

SWEEP = "odoo.addons.service_deadline.models.due_sweep"


class TestSweepAtOnce(ClockCommon):
    """Somebody else works on the same records while the sweep does."""

    def setUp(self):
        super().setUp()
        self._create_policy()

    def _other_sweep_holds(self, claim):
        """Hold a claim as another server's sweep does, until the cursor is closed."""
        cursor = sql_db.db_connect(self.env.cr.dbname).cursor()
        hold = "SELECT pg_try_advisory_xact_lock(hashtext(%s), %s)"
        cursor.execute(hold, [claim._name, claim.id])
        return closing(cursor)

    def test_leaves_what_another_sweep_is_busy_with(self):
        """Clocks of a record that another sweep holds stay due, all others are told."""
        held, free = self._claim(), self._claim()
        with self._other_sweep_holds(held):
            self._sweep("2026-03-02 13:00:00")
        self.assertEqual(free.deadline_ids.state, "late")
        self.assertClock(held.deadline_ids, "running", "2026-03-02 13:00:00")
        self._sweep("2026-03-02 13:00:00")
        self.assertEqual(held.deadline_ids.state, "late")

    def test_collision_is_tried_again_soon(self):
        """Who enters the same follower at that moment puts the alarm off a minute."""
        claim = self._claim()

        def collide(*_args):
            raise UniqueViolation("the same follower")

        with (
            patch.object(
                self.registry[self.Claim._name], "_deadline_breached", collide
            ),
            mute_logger(SWEEP),
        ):
            self._sweep("2026-03-02 13:00:00")
        self.assertEqual(claim.deadline_ids.next_at, self._at("2026-03-02 13:01:00"))
        self.assertFalse(claim.activity_ids)
        self._sweep("2026-03-02 13:01:00")
        self.assertEqual(claim.deadline_ids.state, "late")
        self.assertEqual(len(claim.activity_ids), 1)
