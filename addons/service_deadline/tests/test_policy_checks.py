from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tools import mute_logger

from .clock_common import ClockCommon


class TestPolicyChecks(ClockCommon):
    """What can't be is refused where it is typed, not where a call comes in."""

    def test_amounts_that_cannot_be(self):
        for amount in (-1, 0, float("nan"), 1e9):
            with self.subTest(amount=amount), self.assertRaises(ValidationError):
                self._create_policy(amount=amount)

    def test_parts_of_days(self):
        with self.assertRaises(ValidationError):
            self._create_policy(amount=1.5, unit="working_days")

    def test_event_that_does_two_things(self):
        """What starts a clock can't end it: its title and the event are named."""
        with self.assertRaisesRegex(ValidationError, "Answer.*Opened"):
            self._create_policy(meet_event_ids=[Command.set(self.events["opened"].ids)])

    def test_pause_without_end(self):
        with self.assertRaisesRegex(ValidationError, "resumed"):
            self._create_policy(resume_event_ids=[Command.clear()])

    def test_calendar_without_hours(self):
        empty = self._create_calendar(attendance_ids=[Command.clear()])
        with self.assertRaisesRegex(UserError, "no working hours"):
            self._create_policy(calendar_id=empty.id)

    def test_condition_that_cannot_be_read(self):
        for domain in ("[('nothing', '=', 1)]", "[(", "import os"):
            with self.subTest(domain=domain), self.assertRaises(ValidationError):
                self._create_policy(res_model=self.Claim._name, domain=domain)

    @mute_logger("odoo.sql_db")
    def test_in_force_backwards(self):
        with self.assertRaises(Exception) as caught:
            self._create_policy(in_force_from="2026-02-01", in_force_to="2026-01-01")
        self.assertIn("in_force_order", str(caught.exception))

    def test_step_without_its_person(self):
        step = {"name": "Tell her", "amount": 1, "action": "user"}
        with self.assertRaisesRegex(ValidationError, "Tell her"):
            self._create_policy(step_ids=[Command.create(step)])

    def test_copies_have_codes_of_their_own(self):
        """Copying one twice, and a copy, by the one who keeps policies."""
        policy = self._create_policy().with_user(self.boss)
        first, second = policy.copy(), policy.copy()
        third = first.copy()
        codes = (first | second | third).mapped("code")
        self.assertEqual(codes, ["ANSWER-2", "ANSWER-3", "ANSWER-4"])
        self.assertEqual(first.name, "Answer (copy)")

    def test_copies_of_many_at_once(self):
        policies = self._create_policy() | self._create_policy(version=2)
        copies = policies.copy()
        self.assertEqual(copies.mapped("code"), ["ANSWER-2", "ANSWER-3"])

    def test_copy_as_the_next_version(self):
        policy = self._create_policy()
        copy = policy.copy({"code": policy.code, "version": 2})
        self.assertEqual((copy.code, copy.version), ("ANSWER", 2))
