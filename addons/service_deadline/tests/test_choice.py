from .clock_common import ClockCommon


class TestChoice(ClockCommon):
    """Which clocks run for a record, and what happens when the record changes."""

    def _codes(self, claim, states=("running", "paused", "late")):
        clocks = claim.deadline_ids.filtered(lambda clock: clock.state in states)
        return sorted(clocks.policy_id.mapped("code"))

    def test_shortest_of_one_duty(self):
        """Of two rules for the same duty the one that is due first runs."""
        stage = self.env["service.deadline.stage"].create({"code": "s", "name": "S"})
        self._create_policy(stage_id=stage.id, kind="duty")
        self._create_policy(code="SHORT", amount=2, stage_id=stage.id, kind="duty")
        self.assertEqual(self._codes(self._claim()), ["SHORT"])

    def test_version_in_force_on_the_day(self):
        """The old text rules what happened before the new one came into force."""
        self._create_policy(in_force_to="2026-03-01")
        self._create_policy(version=2, amount=2, in_force_from="2026-03-02")
        old = self._claim("2026-02-27 09:00:00").deadline_ids
        new = self._claim("2026-03-02 09:00:00").deadline_ids
        self.assertEqual((old.policy_id.version, new.policy_id.version), (1, 2))

    def test_only_where(self):
        """A policy may be for some records only."""
        self._create_policy(
            res_model=self.Claim._name, domain="[('category', '=', 'lock')]"
        )
        self.assertEqual(self._codes(self._claim()), [])
        self.assertEqual(self._codes(self._claim(category="lock")), ["ANSWER"])

    def _by_category(self):
        self._create_policy(
            res_model=self.Claim._name, domain="[('category', '=', 'lock')]"
        )
        self._create_policy(
            code="DOOR",
            amount=8,
            res_model=self.Claim._name,
            domain="[('category', '=', 'door')]",
        )

    def test_category_changed_later(self):
        """The clock of the new category runs, from the same event; the old one ends."""
        self._by_category()
        claim = self._claim(category="lock")
        claim.category = "door"
        self.assertEqual(self._codes(claim), ["DOOR"])
        self.assertEqual(self._codes(claim, ("cancelled",)), ["ANSWER"])
        door = claim.deadline_ids.filtered(lambda clock: clock.state == "running")
        self.assertClock(door, "running", "2026-03-02 17:00:00")

    def test_category_changed_back(self):
        """Changed back, the first clock runs on as if nothing had been."""
        self._by_category()
        claim = self._claim(category="lock")
        claim.category = "door"
        claim.category = "lock"
        self.assertEqual(self._codes(claim), ["ANSWER"])
        self.assertEqual(len(claim.deadline_ids), 2)

    def test_verdict_stays_when_the_category_changes(self):
        self._by_category()
        claim = self._claim(category="lock")
        self._happens(claim, "answered", "2026-03-02 10:00:00")
        claim.category = "door"
        self.assertEqual(self._codes(claim, ("met",)), ["ANSWER", "DOOR"])

    def test_what_no_longer_applies_heeds_no_event(self):
        self._by_category()
        claim = self._claim(category="lock")
        claim.category = "door"
        self._happens(claim, "answered", "2026-03-02 16:00:00")
        self.assertEqual(self._codes(claim, ("cancelled",)), ["ANSWER"])

    def test_another_holders_event(self):
        """What somebody else answers does not meet our duty."""
        self._create_policy(holder="operator")
        claim = self._claim()
        claim._deadline_event(
            "answered", self._at("2026-03-02 10:00:00"), holder="regulator"
        )
        self.assertEqual(self._codes(claim), ["ANSWER"])

    def test_company_moves_to_another_country(self):
        """A country's law binds the companies that are there, from the move on."""
        self._create_policy(jurisdiction="CN")
        self.env.company.country_id = self.env.ref("base.cn")
        self.assertEqual(self._codes(self._claim()), ["ANSWER"])
        self.env.company.partner_id.country_id = self.env.ref("base.sg")
        self.assertEqual(self._codes(self._claim()), [])
