import base64

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import ComplaintCase


@tagged("post_install", "-at_install")
class TestScreen(ComplaintCase):
    """What the screen of a case counts, asks for and takes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        practice = cls.env["consumer.practice"].search([("code", "=", "OBS-01")])
        nature = cls.env["consumer.nature"].search([("code", "=", "contract")])
        cls.complaint = cls._create_complaint(
            nature_id=nature.id, practice_ids=practice.ids
        )
        cls.case = cls.complaint.with_user(cls.agent)

    def _kind(self, code):
        return self.env["consumer.exhibit.kind"].search([("code", "=", code)])

    def _missing(self):
        return self.case.missing_line_ids.kind_id.mapped("code")

    def _upload(self, files, kind=None):
        uploads = self.env["consumer.exhibit.upload"].with_user(self.agent)
        attachments = (
            self.env["ir.attachment"]
            .with_user(self.agent)
            .create(
                [
                    {"name": name, "raw": raw, "res_model": "consumer.exhibit.upload"}
                    for name, raw in files
                ]
            )
        )
        return uploads.create(
            {
                "complaint_id": self.case.id,
                "kind_id": kind and kind.id,
                "attachment_ids": attachments.ids,
            }
        )

    def test_what_is_missing_goes_when_it_comes(self):
        required = ["contract", "missing_entry", "plan_list"]
        self.assertEqual(sorted(self._missing()[:3]), required)
        self._take(self.complaint, kind_id=self._kind("contract").id)
        self.assertNotIn("contract", self._missing())

    def test_several_files_at_once(self):
        upload = self._upload([("a.png", b"a"), ("b.pdf", b"b")], self._kind("bill"))
        files = upload.attachment_ids
        upload.action_take()
        exhibits = self.case.exhibit_ids
        self.assertEqual(exhibits.mapped("name"), ["a.png", "b.pdf"])
        self.assertEqual(exhibits.kind_id.code, "bill")
        self.assertEqual(base64.b64decode(exhibits[0].content), b"a")
        self.assertFalse(files.exists())

    def test_no_file_is_said(self):
        with self.assertRaises(UserError):
            self._upload([]).action_take()

    def test_a_promise_in_two_fields(self):
        notes = self.env["consumer.promise.note"].with_user(self.agent)
        context = self.case.action_note_promise()["context"]
        note = Form(notes.with_context(**context))
        note.promise = "48小时内回电"
        note.save().action_note()
        self.assertEqual(self.case.promise_count, 1)
        hours = self.case.promise_ids.due_at - self.case.promise_ids.started_at
        self.assertEqual(hours.total_seconds(), 48 * 3600)

    def test_a_promise_of_an_attempt_knows_when_and_by_whom(self):
        vals = {"at": "2026-01-05 02:00:00", "contact": "工号 1024", "channel": "chat"}
        attempt = self.case._note_attempts([vals])
        notes = self.env["consumer.promise.note"].with_user(self.agent)
        note = Form(notes.with_context(**attempt.action_note_promise()["context"]))
        note.promise = "回电"
        note.save().action_note()
        promise = self.case.promise_ids
        self.assertEqual(promise.started_at, attempt.at)
        self.assertEqual((promise.promised_by, promise.channel), ("工号 1024", "chat"))
        self.assertEqual(self.case.promise_broken_count, 1)

    def test_attempts_are_typed_into_the_form(self):
        with Form(self.case) as form, form.attempt_ids.new() as line:
            line.waited = 20
            line.result = "nobody"
        self.assertEqual(self.case.effort_minutes, 20)
        self.assertEqual(self.case.effort_text, "20 min, days: 0")

    def test_auditors_see_it_all_and_change_nothing(self):
        self.case._note_attempts([{"waited": 5}])
        self.case._note_promise("回电", hours=1)
        with Form(self.complaint.with_user(self.auditor)) as form:
            self.assertEqual(form.attempt_count, 1)
            self.assertEqual(form.promise_count, 1)
            self.assertTrue(form.missing_line_ids)
        self.assertEqual(form.can_events, ",,")

    def test_auditors_have_no_messages_on_the_screen(self):
        """They may not read them: a screen that asks for them would not open."""
        for model in ("consumer.complaint", "consumer.referral"):
            view = self.env[model].with_user(self.auditor).get_view(view_type="form")
            self.assertNotIn("<chatter", view["arch"])
            view = self.env[model].with_user(self.agent).get_view(view_type="form")
            self.assertIn("<chatter", view["arch"])

    def test_windows_show_what_is_of_the_case(self):
        self.case._note_attempts([{}])
        self.case._note_promise("回电", hours=1)
        for name, model in (
            ("attempts", "consumer.attempt"),
            ("promises", "service.deadline"),
            ("referrals", "consumer.referral"),
            ("dossiers", "consumer.dossier"),
        ):
            action = getattr(self.case, f"action_open_{name}")()
            self.assertEqual(action["res_model"], model)
            found = self.env[model].search_count(action["domain"])
            self.assertEqual(found, 1 if name in ("attempts", "promises") else 0)

    def test_every_button_has_the_name_that_messages_use(self):
        """A refusal says “press X”: the screen must have such a button."""
        from lxml import etree

        from ..rules.steps_wording import BUTTONS

        for view in ("consumer_complaint_view_form", "consumer_step_view_form"):
            arch = etree.fromstring(self.env.ref(f"consumer_complaints.{view}").arch)
            for button in arch.iterfind(".//button[@context]"):
                event = button.get("context").split("'")[3]
                self.assertEqual(button.get("string"), BUTTONS[event])
