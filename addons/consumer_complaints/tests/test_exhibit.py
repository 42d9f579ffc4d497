import base64
import hashlib

from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ComplaintCase


@tagged("post_install", "-at_install")
class TestExhibit(ComplaintCase):
    """A file is hashed when it comes and stays as it came."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.complaint = cls._create_complaint()
        cls.exhibit = cls._take(cls.complaint, b"%PDF-1.4 plan list")

    def test_facts_are_told_by_the_file(self):
        sha256 = hashlib.sha256(b"%PDF-1.4 plan list").hexdigest()
        self.assertEqual(self.exhibit.sha256, sha256)
        self.assertEqual(self.exhibit.size, 18)
        self.assertEqual(self.exhibit.mimetype, "application/pdf")
        self.assertEqual(self.exhibit.label, "E1")

    def test_whatever_is_claimed_about_it_is_not_taken(self):
        exhibit = self._take(self.complaint, sha256="0" * 64, number=7, size=1)
        self.assertEqual(exhibit.number, 2)
        self.assertEqual(exhibit.sha256, hashlib.sha256(b"screenshot").hexdigest())

    def test_its_coming_is_in_the_timeline_with_its_hash(self):
        entry = self.complaint.timeline_ids[-1]
        self.assertEqual((entry.kind, entry.code), ("exhibit", "received"))
        self.assertEqual(entry._content()["sha256"], self.exhibit.sha256)

    def test_it_is_never_changed_or_deleted(self):
        exhibit = self.exhibit.with_user(self.manager)
        with self.assertRaises(UserError):
            exhibit.content = base64.b64encode(b"other")
        with self.assertRaises(UserError):
            exhibit.name = "other"
        with self.assertRaises(UserError):
            self.exhibit.unlink()

    def test_its_label_may_be_put_right(self):
        kind = self.env["consumer.exhibit.kind"].search([], limit=1)
        self.exhibit.with_user(self.agent).write({"kind_id": kind.id, "note": "第2页"})
        self.assertEqual(self.exhibit.note, "第2页")

    def test_the_database_refuses_changes(self):
        for query in (
            "UPDATE consumer_exhibit SET sha256 = '' WHERE id = %s",
            "UPDATE consumer_exhibit SET received_at = now() WHERE id = %s",
            "DELETE FROM consumer_exhibit WHERE id = %s",
        ):
            with (
                self.subTest(query),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.cr.execute(query, [self.exhibit.id])

    def _attachment(self):
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "consumer.exhibit"),
                    ("res_field", "=", "content"),
                    ("res_id", "=", self.exhibit.id),
                ]
            )
        )

    def test_its_attachment_is_not_changed_either(self):
        for change in (
            lambda file: file.write({"raw": b"other"}),
            lambda file: file.write({"datas": base64.b64encode(b"other")}),
            lambda file: file.write({"res_id": 0}),
            lambda file: file.unlink(),
        ):
            with self.assertRaises(UserError):
                change(self._attachment())

    def test_a_file_that_was_changed_all_the_same_is_named(self):
        other = self.env["ir.attachment"].create({"name": "x", "raw": b"other"})
        self.env.flush_all()
        self.cr.execute(
            "UPDATE ir_attachment SET store_fname = %s, db_datas = NULL WHERE id = %s",
            [other.store_fname, self._attachment().id],
        )
        self.env.invalidate_all()
        self.assertIn("exhibit E1 is not the file", self.complaint._worded_faults())

    def test_a_new_version_names_the_old_one(self):
        better = self._take(self.complaint, b"sharper", replaces_id=self.exhibit.id)
        self.assertEqual(self.exhibit.replaced_by_ids, better)
        other = self._create_complaint()
        with self.assertRaises(ValidationError):
            self._take(other, b"x", replaces_id=self.exhibit.id)

    def test_an_empty_file_is_refused(self):
        with self.assertRaises(ValidationError):
            self._take(self.complaint, b"")

    def test_cases_count_for_themselves(self):
        other = self._create_complaint()
        exhibits = self.env["consumer.exhibit"].create(
            [
                {
                    "complaint_id": case.id,
                    "name": "x",
                    "content": base64.b64encode(b"1"),
                }
                for case in (self.complaint, other, self.complaint, other)
            ]
        )
        self.assertEqual(exhibits.mapped("number"), [2, 1, 3, 2])
