from freezegun import freeze_time

from .clock_common import ClockCommon


class TestNextDeadline(ClockCommon):
    """What lists and filters show of deadlines."""

    def setUp(self):
        super().setUp()
        self._create_policy()
        self.monday = self._claim()
        self.tuesday = self._claim("2026-03-03 09:00:00")
        self.none = self.Claim.create({"name": "No deadline"})

    def _found(self, *domain):
        ids = (self.monday | self.tuesday | self.none).ids
        return self.Claim.search([("id", "in", ids), *domain])

    @freeze_time("2026-03-02 12:30:00")
    def test_next(self):
        self.assertEqual(self.monday.deadline_next_at, self._at("2026-03-02 13:00:00"))
        self.assertEqual(self.monday.deadline_state, "soon")
        self.assertEqual(self.tuesday.deadline_state, "running")
        self.assertFalse(self.none.deadline_state)
        self.assertIs(self.none.deadline_left, False)

    @freeze_time("2026-03-02 12:30:00")
    def test_lists_of_clocks_tell_what_is_due_soon(self):
        soon, far = self.monday.deadline_ids, self.tuesday.deadline_ids
        self.assertEqual((soon.is_soon, far.is_soon), (True, False))
        with freeze_time("2026-03-02 14:00:00"):
            soon.invalidate_recordset(["is_soon"])
            self.assertFalse(soon.is_soon)  # it is late

    @freeze_time("2026-03-02 12:30:00")
    def test_time_left_in_working_terms(self):
        self.assertEqual(self.tuesday.deadline_left, "8 h 30 min of working time left")

    @freeze_time("2026-03-02 12:53:00")
    def test_minutes_left(self):
        self.assertEqual(self.monday.deadline_left, "7 min of working time left")

    @freeze_time("2026-03-02 14:00:00")
    def test_late(self):
        self.assertEqual(self._found(("deadline_state", "=", "late")), self.monday)
        self.assertEqual(self.monday.deadline_left, "1 h 00 min of working time late")

    @freeze_time("2026-03-02 10:00:00")
    def test_late_today(self):
        found = self._found(("deadline_next_at", "<=", "today +1d"))
        self.assertEqual(found, self.monday)

    @freeze_time("2026-03-02 10:00:00")
    def test_late_this_week(self):
        found = self._found(("deadline_next_at", "<", "2026-03-09 00:00:00"))
        self.assertEqual(found, self.monday | self.tuesday)

    def test_without_deadline(self):
        self.assertEqual(self._found(("deadline_next_at", "=", False)), self.none)

    @freeze_time("2026-03-02 10:30:00")
    def test_paused(self):
        self._happens(self.monday, "waiting", "2026-03-02 10:00:00")
        self.assertEqual(self.monday.deadline_state, "paused")
        self.assertEqual(self._found(("deadline_state", "=", "paused")), self.monday)
        self.assertNotIn(self.monday, self._found(("deadline_state", "!=", "paused")))

    @freeze_time("2026-03-02 12:30:00")
    def test_queries_do_not_grow(self):
        """A page of records takes as many queries as one record."""
        claims = self.monday | self.tuesday | self.none
        names = ["deadline_state", "deadline_left"]
        counts = []
        for some in (claims[:1], claims[:1], claims):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.read(names)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
