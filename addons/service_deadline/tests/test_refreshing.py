from unittest.mock import patch

from .clock_common import ClockCommon


class TestRefreshing(ClockCommon):
    """Many records change at once: their clocks follow, in as many queries as one's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.late_shift = cls._create_calendar(name="Late", tz="America/New_York")
        # a rival for the same duty, one for some records only, one on their own hours
        model = cls.Claim._name
        stage = cls.env["service.deadline.stage"].create({"code": "s", "name": "S"})
        cls.policy = cls._create_policy(stage_id=stage.id, amount=8, res_model=model)
        cls._create_policy(
            code="LOCK",
            stage_id=stage.id,
            res_model=model,
            domain="[('category', '=', 'lock')]",
        )
        cls._create_policy(
            code="DOOR",
            res_model=model,
            domain="[('category', '=', 'door'), "
            f"('company_id', 'child_of', {cls.env.company.id})]",
            calendar_id=False,
        )

    def _claims(self, count, **values):
        """Claims about locks, each of which waited for an hour."""
        values = {
            "category": "lock",
            "calendar_id": self.calendar.id,
            "company_id": self.env.company.id,
            **values,
        }
        claims = self.Claim.with_user(self.agent).create(
            [{"name": str(n), "user_id": self.agent.id, **values} for n in range(count)]
        )
        self._happens(claims, "opened", "2026-03-02 09:00:00")
        self._happens(claims, "waiting", "2026-03-02 10:00:00")
        self._happens(claims, "going_on", "2026-03-02 11:00:00")
        return claims

    def _due(self, claims, code):
        clocks = claims.deadline_ids.filtered(lambda clock: not clock.withdrawn)
        return clocks.filtered(lambda clock: clock.policy_id.code == code).mapped(
            "due_at"
        )

    def _count_queries(self, claims, **values):
        """The queries of having clocks follow a change of their records."""
        cls = self.registry[self.Claim._name]
        with patch.object(cls, "_deadline_refresh", lambda *_args: None):
            claims.write(values)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.env["service.deadline"]._refresh(claims, "Changed")
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_queries_do_not_grow_with_the_records(self):
        """Policies chosen anew, hours followed: 250 records take the queries of 5."""
        few, many = self._claims(5), self._claims(250)
        changes = (
            {"category": "door"},  # other clocks start and some end
            {"calendar_id": self.late_shift.id},  # clocks follow the hours
            {"category": "lock"},  # clocks come back
        )
        for change in changes:
            self._count_queries(self._claims(2), **change)  # only fills the caches
            with self.subTest(**change):
                first = self._count_queries(few, **change)
                self.assertEqual(self._count_queries(many, **change), first)

    def test_whoever_changes_a_record_may_not_see_why(self):
        """A policy may depend on what the agent who changes a record may not read."""
        self.patch(self.Claim._fields["sector"], "groups", "base.group_system")
        self.policy.domain = "[('sector', '=', 'banks')]"
        claim = self._claims(1)
        claim.sudo().sector = "banks"
        self.env.invalidate_all()
        claim.category = "door"
        self.assertTrue(self._due(claim, "ANSWER"))

    def test_each_follows_its_own_record(self):
        """What is asked for many at once is answered for each."""
        lock = self._claims(1)
        door = self._claims(1, category="door")
        late = self._claims(1, category="door", calendar_id=self.late_shift.id)
        claims = lock | door | late
        claims._deadline_refresh("Changed")
        self.assertEqual(self._due(claims, "LOCK"), [self._at("2026-03-02 14:00:00")])
        self.assertEqual(
            sorted(self._due(claims, "DOOR")),
            [self._at("2026-03-02 14:00:00"), self._at("2026-03-02 18:00:00")],
        )
        (door | late).category = "lock"
        self.assertFalse(self._due(claims, "DOOR"))
        self.assertEqual(len(self._due(claims, "LOCK")), 3)
