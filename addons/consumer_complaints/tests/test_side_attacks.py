import re

from lxml import etree

from odoo import Command, fields
from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.service_door.rules.words import MAX_AN_HOUR

from ..rules.answer_form import TimeRequest
from .sides_common import NAME, PRESS, picture
from .test_body_page import BodyCase

PROGRAM = "<img src=x onerror=alert(1)><script>alert(2)</script>"
# Turns the rest of a line around, so that exe.png ends in something else.
TURNED = "\u202egnp.exe"
DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(3)</script></svg>"
PAGE = b"<!DOCTYPE html><script>alert(4)</script>"


@tagged("post_install", "-at_install")
class TestSideAttacks(BodyCase):
    """What somebody tries who has one side's link and wants more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.body_path = cls.path
        cls.path = cls._path("respondent")
        cls.consumer_path = cls._path("consumer")

    def _soon(self):
        return fields.Date.add(fields.Date.today(), days=9)

    def _pages(self):
        paths = (self.path, self.body_path, self.consumer_path)
        return [self._get(path).text for path in paths]

    def _answer(self, **said):
        replies = {f"reply_{remedy.id}": "full" for remedy in self.complaint.remedy_ids}
        form = {"explanation": "x", "step": "send", **replies, **said}
        return self._post(f"{self.path}/answer", **form)

    def assertRunsNothing(self, page):
        """A browser runs nothing of what strangers wrote."""
        found = re.findall(r"<script>alert|<img[^>]*onerror|<svg[^>]*>\s*<script", page)
        self.assertEqual(found, [])

    def test_words_and_names_are_no_programs(self):
        """HTML in any field from outside is shown as it was typed."""
        self.complaint.write(
            {
                "name": PROGRAM,
                "description": PROGRAM,
                "product": PROGRAM,
                "contract_ref": PROGRAM,
                "remedy_ids": [Command.create({"kind": "other", "name": PROGRAM})],
            }
        )
        self.complainant.name = PROGRAM
        self.operator.write({"name": PROGRAM, "licence_name": PROGRAM})
        self.referral.write(
            {"reason": PROGRAM, "demand": PROGRAM, "reference": PROGRAM}
        )
        last = self.complaint.remedy_ids[-1]
        pages = [self._answer(explanation=PROGRAM, step="review").text]
        pages.append(self._answer(explanation="", **{f"words_{last.id}": PROGRAM}).text)
        self._answer(explanation=PROGRAM, **{f"words_{last.id}": PROGRAM})
        pages.append(self._say("acknowledge", self.body_path, text=PROGRAM).text)
        self._say("ask", self.body_path, text=PROGRAM, reference=PROGRAM[:60])
        for page in (*pages, *self._pages()):
            self.assertIn("alert(1)", page)
            self.assertRunsNothing(page)
        self.assertRunsNothing(self.referral.activity_ids.note)

    def test_the_note_for_the_officer_is_no_program(self):
        self.others._happen("forward", role="agent")
        self.others._respondent_asks_time(TimeRequest(self._soon(), PROGRAM))
        self.assertIn("alert(1)", self.others.activity_ids.note)
        self.assertRunsNothing(self.others.activity_ids.note)

    def test_names_of_files_lead_nobody_astray(self):
        """Neither into a header, nor into a page, nor to who it is."""
        for name in (
            "a.png\r\nSet-Cookie: session_id=1",
            f"{TURNED}.png",
            f'"; filename="{NAME}.html',
            "../../etc/passwd",
            "é" * 300,
            PROGRAM,
        ):
            proof = {"source": "consumer", "is_released": True}
            taken = self._take(self.complaint, picture(), name, **proof)
            answer = self._get(f"{self.path}/exhibit/{taken.id}")
            self.assertEqual(answer.status_code, 200, name)
            said = answer.headers["Content-Disposition"]
            number = self.complaint.number.replace("/", "-")
            self.assertIn(f"{number}_{taken.label}.png", said)
            self.assertNotIn("session_id=1", str(answer.headers))
        page = self._get(self.path).text
        for hidden in (NAME, "passwd", "\u202e", "Set-Cookie", "alert("):
            self.assertNotIn(hidden, page)

    def test_a_document_is_kept_as_no_page(self):
        """A PDF with a program in it, called a page, would run where it is opened."""
        files = [("documents", ("x.html", b"%PDF-1.4 <script>1</script>", "text/html"))]
        self._say("ask", self.body_path, files=files, text="x")
        self.complaint.invalidate_recordset()
        kept = self.complaint.exhibit_ids
        self.assertEqual((kept.name, kept.mimetype), ("x.html.pdf", "application/pdf"))
        self.assertIn("exhibits/E1_x.html.pdf", self.complaint._dossier_files("body"))

    def test_what_would_run_is_saved_and_not_shown(self):
        for content in (DRAWING, PAGE, b"%PDF-1.4"):
            proof = {"source": "consumer", "is_released": True}
            taken = self._take(self.complaint, content, "a.png", **proof)
            headers = self._get(f"{self.path}/exhibit/{taken.id}").headers
            self.assertIn("attachment", headers["Content-Disposition"])
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(self._get(self.path).headers["X-Frame-Options"], "DENY")

    def test_words_that_turn_the_line_turn_no_other(self):
        """A right-to-left override ends with the element that it stands in: amounts
        and names behind it are read as they are."""
        self.complaint.write({"name": TURNED, "description": TURNED})
        self.plan.write({"name": TURNED, "amount": 51})
        self.operator.write({"name": TURNED, "licence_name": TURNED})
        self.referral.write({"reason": TURNED, "demand": TURNED, "reference": TURNED})
        words = {f"words_{self.plan.id}": TURNED, "explanation": TURNED}
        pages = [self._answer(step="review", **words).text]
        self._answer(**words)
        self._say("ask", self.body_path, text=TURNED, reference=TURNED)
        for page in (*pages, *self._pages()):
            for node in etree.HTML(page).xpath("//main//*"):
                if "\u202e" in (node.text or ""):
                    blocks = ("bdi", "p", "dd", "div", "textarea", "h1", "title")
                    self.assertIn(node.tag, blocks, node.text)
                    self.assertFalse(len(node), node.text)
                self.assertNotIn("\u202e", node.tail or "")
        self.assertIn("\u202e", pages[0])

    def test_one_sides_link_at_anothers_door(self):
        before = self._stands()
        swapped = self.path.replace("/r/", "/b/"), self.body_path.replace("/b/", "/r/")
        self.assertClosed(*swapped, f"{swapped[0]}/dossier/zip")
        for path, door in zip(swapped, ("say", "answer"), strict=True):
            self.assertEqual(self._post(f"{path}/{door}").status_code, 404)
        self.assertEqual(self._stands(), before)

    def test_remedies_of_another_case_stay_as_they_are(self):
        foreign = self.env["consumer.remedy"].create(
            {"complaint_id": self.others.id, "kind": "refund"}
        )
        self._answer(**{f"reply_{foreign.id}": "refused", f"words_{foreign.id}": "x"})
        self.complaint._happen("settle", "body", settlement="x", referral=True)
        self._post(f"{self.path}/done", words="x", **{f"done_{foreign.id}": "1"})
        foreign.invalidate_recordset()
        self.assertEqual(foreign.state, "wanted")
        self.assertEqual(self.others.timeline_count, 1)

    def test_what_was_done_is_not_reported_twice(self):
        """A refusal becomes no deed by a form that names it."""
        self._answer(
            **{f"reply_{self.plan.id}": "refused", f"words_{self.plan.id}": "x"}
        )
        self.complaint._happen("settle", "body", settlement="x", referral=True)
        self._post(f"{self.path}/done", words="x", **{f"done_{self.plan.id}": "1"})
        self.plan.invalidate_recordset()
        self.assertEqual(self.plan.state, "refused")

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_http")
    def test_fields_that_nobody_asked_for(self):
        """Names of other fields, also those the program uses, change nothing."""
        extra = {
            "token": "0" * 48,
            "link": "1",
            "self": "1",
            "kw": "1",
            "complaint_id": self.others.id,
            "audience": "consumer",
            "role": "manager",
            "at": "2020-01-01",
            "state": "closed",
            "context": "{'lang': 'xx'}",
            "source": "consumer",
        }
        csrf = Request.csrf_token(self)
        for number, (name, value) in enumerate(extra.items()):
            with self.subTest(name):
                said = {"text": "问一句", "press": f"{number:032x}", name: value}
                said |= {"event": "ask", "csrf_token": csrf}
                answer = self.url_open(f"{self.body_path}/say", data=said)
                self.assertLess(answer.status_code, 500)
        self.complaint.invalidate_recordset()
        entry = self.complaint.timeline_ids[-1]
        self.assertEqual((entry.actor, entry.code), ("body", "asked"))
        self.assertEqual(self.others.timeline_count, 1)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_http")
    def test_other_methods_and_huge_bodies(self):
        before = self._stands()
        doors = [f"{self.path}/{door}" for door in ("answer", "time", "done")]
        for door in (*doors, f"{self.body_path}/say"):
            for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
                answer = self.opener.request(method, self.base_url() + door)
                self.assertEqual(answer.status_code, 405, (method, door))
        self.assertEqual(
            self._post(f"{self.path}/time", why="长" * 70_000).status_code, 413
        )
        page = self._answer(explanation="长" * 9000).text
        self.assertIn("This is too long", page)
        self.assertLess(len(page), 40_000)
        self.assertEqual(self._stands(), before)

    def test_a_flood_is_stopped(self):
        """A program that makes its own keys writes no timeline full."""
        for number in range(MAX_AN_HOUR + 3):
            said = {"text": f"第 {number} 次", "press": f"{number:032x}"}
            page = self._say("ask", self.body_path, **said).text
        self.assertIn("many times within the last hour", page)
        self.complaint.invalidate_recordset()
        asked = self.complaint.timeline_ids.filtered(lambda one: one.code == "asked")
        self.assertEqual(len(asked), MAX_AN_HOUR)

    def test_a_forged_form_of_another_site(self):
        before = self._stands()
        csrf = Request.csrf_token(self)
        self.opener.cookies.clear()
        answer = self._say("accept", self.body_path, csrf_token=csrf, press=PRESS)
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(self._stands(), before)
