import base64
import io
import subprocess
import sys
import tempfile
import zipfile
from datetime import date, datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ComplaintCase


@tagged("post_install", "-at_install")
class TestDossier(ComplaintCase):
    """A case as one export: complete, verifiable offline, and without what is not
    meant for its reader."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.complaint = cls._create_complaint(
            harmed_on=date(2026, 9, 1), is_charge=True
        )
        cls._take(cls.complaint, b"%PDF-1.4 bill", "账单.pdf")
        cls._take(cls.complaint, b"card", "身份证.jpg", identity=True)
        cls.complaint.with_user(cls.agent)._happen("forward")

    def _make(self, purpose, role="officer"):
        complaint = self.complaint.with_user(getattr(self, role))
        return self.env["consumer.dossier"]._make(complaint, purpose)

    def _unpacked(self, dossier):
        packed = io.BytesIO(base64.b64decode(dossier.sudo().archive))
        folder = self.enterContext(tempfile.TemporaryDirectory())
        zipfile.ZipFile(packed).extractall(folder)
        return folder

    def _run(self, folder, *command):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_it_verifies_offline(self):
        folder = self._unpacked(self._make("body"))
        self._run(folder, "sha256sum", "-c", "--quiet", "SHA256SUMS")
        said = self._run(folder, sys.executable, "verify_chain.py")
        self.assertIn("4 entries, 0 faults", said)

    def test_effort_and_ways_stand_in_the_report(self):
        self.complaint._note_attempts(
            [{"at": "2026-01-05 02:00:00", "waited": 23, "said": "劝我再用半年"}]
        )
        ways = {"complaint_id": self.complaint.id, "in_steps": 2, "out_steps": 10}
        self.env["consumer.path"].create(ways)
        html = self.complaint._dossier_html("respondent", 1, datetime(2026, 1, 6))
        self.assertIn("劝我再用半年", html)
        self.assertIn("leaving is 5 times as hard as joining", html)

    def test_it_holds_report_exhibits_and_timeline(self):
        dossier = self._make("body")
        packed = io.BytesIO(base64.b64decode(dossier.sudo().archive))
        names = set(zipfile.ZipFile(packed).namelist())
        self.assertLessEqual(
            {
                "dossier.pdf",
                "dossier.html",
                "timeline.json",
                "exhibits/E1_账单.pdf",
                "exhibits/E2_身份证.jpg",
            },
            names,
        )
        self.assertTrue(base64.b64decode(dossier.sudo().pdf).startswith(b"%PDF"))

    def test_a_kind_that_shows_who_it_is_counts_as_the_consumers_own_word(self):
        """And the respondent's dossier holds the proof that its page shows."""
        kinds = self.env["consumer.exhibit.kind"]
        kind = kinds.search([("is_identity", "=", True)], limit=1)
        proof = {"source": "consumer", "is_released": True}
        card = self._take(self.complaint, b"passport", kind_id=kind.id, **proof)
        shown = self._take(self.complaint, b"bill", **proof)
        raw = self._take(self.complaint, b"unseen", source="consumer")
        held = {
            purpose: self.complaint._dossier_exhibits(purpose) & (card | shown | raw)
            for purpose in ("body", "respondent", "file")
        }
        self.assertEqual(held["body"], card | shown | raw)
        self.assertEqual(held["respondent"], shown)
        self.assertEqual(held["file"], shown | raw)
        readable = self.env["consumer.exhibit"].with_user(self.auditor)
        found = readable.search([("complaint_id", "=", self.complaint.id)])
        self.assertIn(shown, found)
        self.assertNotIn(card, found)

    def test_only_a_body_learns_who_complains(self):
        html = self.complaint._dossier_html("respondent", 1, self.complaint.received_at)
        self.assertNotIn("林小雨", html)
        self.assertNotIn("13800138000", html)
        paths = self.complaint._dossier_files("respondent")
        self.assertNotIn("exhibits/E2_身份证.jpg", paths)
        html = self.complaint._dossier_html("body", 1, self.complaint.received_at)
        self.assertIn("林小雨", html)

    def test_deadlines_stand_in_it_with_their_arithmetic(self):
        html = self.complaint._dossier_html("body", 1, self.complaint.received_at)
        clock = self.assertRuns(self.complaint, "CN_TEL_APPEAL_TIMEBAR_BILLING_5M")
        self.assertIn(clock.name, html)

    def test_making_one_is_told_and_makes_a_new_version(self):
        first, second = self._make("file"), self._make("file")
        self.assertEqual((first.version, second.version), (1, 2))
        entry = self.complaint.timeline_ids[-1]
        self.assertEqual((entry.kind, entry.code), ("dossier", "made"))
        self.assertEqual(entry._content()["sha256"], second.sha256)

    def test_the_last_one_serves_while_nothing_happened(self):
        first = self.complaint._latest_dossier("body")
        self.assertEqual(self.complaint._latest_dossier("body"), first)
        self.complaint._log("note", "said", {"text": "x"})
        self.assertNotEqual(self.complaint._latest_dossier("body"), first)

    def test_it_stays_as_it_was_made(self):
        dossier = self._make("file")
        with self.assertRaises(UserError):
            dossier.sudo().version = 7
        with self.assertRaises(UserError):
            dossier.sudo().unlink()

    def test_who_may_not_read_the_case_makes_none(self):
        team = self.env["helpdesk.ticket.team"].create({"name": "其他组"})
        self.complaint.write({"team_id": team.id, "user_id": False})
        with self.assertRaises(AccessError):
            self._make("file", "agent")
