from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import ComplaintCase


@tagged("post_install", "-at_install")
class TestTimeline(ComplaintCase):
    """Everything that happens is told once, in order, and can't be rewritten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.complaint = cls._create_complaint()
        cls.complaint.with_user(cls.agent)._happen("acknowledge")

    def _by_force(self, query, *values):
        """What somebody does who gets past the guard of the database."""
        self.env.flush_all()
        self.cr.execute("ALTER TABLE consumer_timeline DISABLE TRIGGER USER")
        self.cr.execute(SQL(query, *values))
        self.cr.execute("ALTER TABLE consumer_timeline ENABLE TRIGGER USER")
        self.env.invalidate_all()

    def test_putting_a_case_away_is_told(self):
        case = self._create_complaint()
        case.with_user(self.agent).active = False
        case.with_user(self.officer).action_unarchive()
        case.with_user(self.officer).action_unarchive()
        last = case.timeline_ids[1:]
        self.assertEqual(last.mapped("code"), ["archived", "unarchived"])
        self.assertEqual(last.user_id, self.agent | self.officer)
        draft = self._create_complaint(state="draft")
        draft.active = False
        self.assertFalse(draft.timeline_ids)

    def test_filing_and_acknowledging_are_told(self):
        entries = self.complaint.timeline_ids
        self.assertEqual(entries.mapped("number"), [1, 2])
        self.assertEqual(entries.mapped("code"), ["file", "acknowledge"])
        self.assertEqual(entries[1].actor, "agent")
        self.assertEqual(entries[1].user_id, self.agent)
        self.assertEqual(entries[1]._content()["state"], "acknowledged")

    def test_each_entry_follows_the_one_before(self):
        first, second = self.complaint.timeline_ids
        self.assertEqual(second.previous_hash, first.hash)
        self.assertEqual(self.complaint.timeline_head, second.hash)
        self.assertFalse(self.complaint._worded_faults())

    def test_nobody_writes_it(self):
        entries = self.complaint.timeline_ids.with_user(self.manager)
        for attempt in (
            lambda: entries[0].write({"code": "close"}),
            lambda: entries[0].unlink(),
            lambda: entries.create({"complaint_id": self.complaint.id}),
        ):
            with self.assertRaises(UserError):
                attempt()
        with self.assertRaises(UserError):
            self.complaint.timeline_ids[0].write({"code": "close"})

    def test_the_database_refuses_changes(self):
        entry = self.complaint.timeline_ids[0]
        for query in (
            "UPDATE consumer_timeline SET code = 'close' WHERE id = %s",
            "UPDATE consumer_timeline SET payload = '{}' WHERE id = %s",
            "DELETE FROM consumer_timeline WHERE id = %s",
            "TRUNCATE consumer_timeline -- %s",
        ):
            with (
                self.subTest(query),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.cr.execute(query, [entry.id])

    def test_a_changed_entry_is_named(self):
        entry = self.complaint.timeline_ids[0]
        query = "UPDATE consumer_timeline SET code = 'close' WHERE id = %s"
        self._by_force(query, entry.id)
        self.assertIn("entry 1 was changed", self.complaint._worded_faults())

    def test_changed_content_is_named(self):
        entry = self.complaint.timeline_ids[1]
        query = "UPDATE consumer_timeline SET payload = '{}' WHERE id = %s"
        self._by_force(query, entry.id)
        self.assertIn("content of entry 2", self.complaint._worded_faults())

    def test_a_missing_entry_is_named_even_at_the_end(self):
        for number, entry in enumerate(self.complaint.timeline_ids[::-1]):
            with self.subTest(number):
                query = "DELETE FROM consumer_timeline WHERE id = %s"
                number = entry.number
                self._by_force(query, entry.id)
                faults = self.complaint._worded_faults()
                self.assertIn(f"entry {number} of the timeline is missing", faults)

    def test_what_is_personal_may_be_erased_and_the_chain_holds(self):
        self.cr.execute(
            "UPDATE consumer_timeline SET payload = NULL WHERE complaint_id = %s",
            [self.complaint.id],
        )
        self.env.invalidate_all()
        self.assertFalse(self.complaint._worded_faults())

    def test_what_is_rolled_back_was_never_told(self):
        with self.assertRaises(UserError):
            self.complaint.with_user(self.agent)._happen("settle", settlement="x")
        self.assertEqual(self.complaint.timeline_count, 2)
