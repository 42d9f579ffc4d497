import re
from datetime import timedelta

from odoo import fields
from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.service_door.rules.words import MAX_AN_HOUR

from .test_customer_link import CustomerLinkCase, picture

PROGRAM = "<img src=x onerror=alert(1)><script>alert(2)</script>"
DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(3)</script></svg>"
PAGE = b"<!DOCTYPE html><script>alert(4)</script>"


@tagged("post_install", "-at_install")
class TestCustomerAttacks(CustomerLinkCase):
    """What somebody tries who has one link and wants more."""

    def _runs_programs(self, page):
        """What of a page a browser would run that a customer has put there."""
        return re.findall(r"<script>alert|<img[^>]*onerror|<svg[^>]*>\s*<script", page)

    def test_names_and_words_are_no_programs(self):
        """HTML in any field that comes from outside is shown as it was typed."""
        self.partner_portal.name = PROGRAM
        self.own.write(
            {
                "name": PROGRAM,
                "fault": PROGRAM,
                "address": f"湖南省凤凰县 {PROGRAM}",
                "partner_name": PROGRAM,
                "serial_number": PROGRAM,
            }
        )
        self.own.station_id = self.env["service.station"].create({"name": PROGRAM})
        self.own.message_post(
            body=PROGRAM,
            subtype_xmlid="mail.mt_comment",
            author_id=self.stranger.partner_id.id,
        )
        files = [("photos", (f"{PROGRAM}.png", PAGE, "image/png"))]
        self._send("say", text=PROGRAM, press="1" * 32)
        pages = [self._get().text]
        self._send("say", text=PROGRAM, files=files)
        pages.append(self._get().text)
        self.authenticate("portal", "portal")
        for path in ("/my/tickets", f"/my/ticket/{self.own.id}"):
            pages.append(self._get(path).text)
        for page in pages:
            self.assertIn("alert(1)", page)
            self.assertEqual(self._runs_programs(page), [])

    def test_mail_brings_no_forms_or_programs(self):
        """What a mail may hold besides text does not reach the customer's page."""
        self.own.message_post(
            body=fields.Html().convert_to_column_insert(
                f"{PROGRAM}<form action='/x'><input name='a'></form>"
                "<iframe src='https://example.org'></iframe><p style='position:fixed'>"
                "好</p><a href='javascript:alert(5)'>这里</a>",
                self.own,
            ),
            subtype_xmlid="mail.mt_comment",
        )
        page = (
            self._get().text.partition('id="talk_heading"')[2].partition("</section")[0]
        )
        for trap in ("<iframe", "<form", "javascript:", "position:fixed", "onerror="):
            self.assertNotIn(f"{trap}", page.replace("&lt;", "|"))

    def test_files_that_are_no_photos(self):
        """A drawing, a page and a document are refused whole, and named; with them
        a good photo and the words, which stay to be sent again."""
        for name, content in (
            ("a.svg", DRAWING),
            ("a.png", PAGE),
            ("a.pdf", b"%PDF-1.4"),
            ("a.gif", b"GIF89a<script>"),
        ):
            files = [
                ("photos", ("ok.png", picture(), "image/png")),
                ("photos", (name, content, "image/png")),
            ]
            self._send("say", text="门坏了", files=files)
            page = self._get().text
            self.assertRegex(page, rf"<bdi[^>]*>{name}</bdi>")
            self.assertIn("门坏了</textarea>", page)
        self.assertFalse(self._said())

    def test_photo_is_served_as_nothing_but_a_photo(self):
        """Not kept, not framed, not guessed to be something else."""
        content = picture("GIF") + b"<script>alert(1)</script>"
        files = [("photos", ("a.html", content, "text/html"))]
        self._send("say", files=files)
        photo = self._said().attachment_ids
        for door, kind in (("photo", "image/gif"), ("thumb", "image/jpeg")):
            headers = self._get(f"{self.path}/{door}/{photo.id}").headers
            self.assertEqual(headers["Content-Type"].partition(";")[0], kind)
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
            self.assertIn("no-store", headers["Cache-Control"])
        self.assertEqual(self._get().headers["X-Frame-Options"], "DENY")

    def test_files_of_the_portals_form_are_no_pages(self):
        """A drawing or page sent with the form is text to whoever opens it."""
        self.authenticate("portal", "portal")
        self.url_open(
            "/submitted/ticket",
            data={
                "subject": "x",
                "description": "y",
                "csrf_token": Request.csrf_token(self),
            },
            files=[
                ("attachment", ("a.svg", DRAWING, "image/svg+xml")),
                ("attachment", ("a.html", PAGE, "text/html")),
            ],
        )
        ticket = self.env["helpdesk.ticket"].search([], order="id desc", limit=1)
        self.assertEqual(len(ticket.attachment_ids), 2)
        self.assertEqual(set(ticket.attachment_ids.mapped("mimetype")), {"text/plain"})

    @mute_logger("odoo.http")
    def test_huge_bodies_are_cut_off(self):
        """A form that says nothing is not read to its end."""
        for door in ("close", "reopen"):
            response = self._send(door, stage_id="1" * 200_000)
            self.assertEqual(response.status_code, 413)
        response = self._send("say", text="长" * 5000)
        self.assertEqual(response.status_code, 303)
        page = self._get().text
        self.assertIn("too long", page)
        self.assertIn("长" * 5000, page)
        self.assertFalse(self._said())

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_http")
    def test_other_methods_and_types(self):
        """Only what the page sends does something."""
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
            for door in ("say", "close", "reopen"):
                response = self.opener.request(
                    method,
                    f"{self.base_url()}{self.path}/{door}",
                    data={"text": "x", "stage_id": self.done.id},
                )
                self.assertEqual(response.status_code, 405)
        csrf = Request.csrf_token(self)
        for headers in (
            {"Content-Type": "application/json"},
            {"Content-Type": "text/xml"},
            {"Content-Type": "multipart/form-data"},
            {"X-HTTP-Method-Override": "POST"},
        ):
            body = f'{{"csrf_token": "{csrf}", "text": "{headers}"}}'
            for door in ("", "/say", "/close"):
                response = self.opener.post(
                    self.base_url() + self.path + door, data=body, headers=headers
                )
                self.assertLess(response.status_code, 500, (headers, door))
        response = self._send("say", files=[("text", ("a.txt", b"file", "text/plain"))])
        self.assertEqual(response.status_code, 303)
        self.assertFalse(self._said())
        self.assertOpen(self.own)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_http")
    def test_fields_that_nobody_asked_for(self):
        """Names of other fields, also those the program uses, change nothing."""
        extra = {
            "ticket_id": self.others.id,
            "author_id": self.stranger.partner_id.id,
            "partner_id": self.stranger.partner_id.id,
            "token": "0" * 48,
            "link": "1",
            "self": "1",
            "kw": "1",
            "context": "{'lang': 'xx'}",
            "db": "other",
            "debug": "assets",
        }
        csrf = Request.csrf_token(self)
        for name, value in extra.items():
            with self.subTest(name):
                data = {"csrf_token": csrf, "text": f"留言 {name}", name: value}
                response = self.url_open(f"{self.path}/say", data=data)
                self.assertLess(response.status_code, 500)
        self.assertTrue(self._said())
        self.assertLessEqual(self._said().author_id, self.partner_portal)
        self.assertFalse(self.others._messages_outside())

    def test_replay_and_flood(self):
        """A form sent again counts once; a program that makes its own keys is told
        to call after so many within the hour."""
        for number in range(MAX_AN_HOUR + 5):
            self._send("say", text=f"第 {number} 次", press=f"{number:032x}")
        self.assertEqual(len(self._said()), MAX_AN_HOUR)
        page = self._get().text
        self.assertIn("many times within the last hour", page)
        self.assertIn(f"第 {MAX_AN_HOUR + 4} 次</textarea>", page)

    def test_another_links_photos_and_page(self):
        """A link opens its own ticket's photos; another's number opens none."""
        self.others.write({"is_repair": True, "fault": "别人的"})
        other_link = self.others._create_link()
        other_path = "/service/t/" + other_link.sudo().url.rpartition("/")[2]
        files = [("photos", ("a.png", picture(), "image/png"))]
        self._send("say", path=other_path, files=files)
        photo = self.others._messages_outside().attachment_ids
        for door in ("photo", "thumb"):
            self.assertEqual(
                self._get(f"{other_path}/{door}/{photo.id}").status_code, 200
            )
            self.assertEqual(
                self._get(f"{self.path}/{door}/{photo.id}").status_code, 404
            )
        mixed = self.path[:-32] + other_path[-32:]
        self.assertEqual(self._get(mixed).status_code, 404)

    def test_ticket_of_another_company(self):
        """Neither the portal's page nor its doors open it."""
        company = self.env["res.company"].create({"name": "另一家公司"})
        ticket = self._create_ticket(
            self.stranger.partner_id, company_id=company.id, is_repair=True
        )
        self.authenticate("portal", "portal")
        page = self._get(f"/my/ticket/{ticket.id}")
        self.assertEqual(page.status_code, 303)
        for door in ("/ticket/close", "/service/ticket/reopen"):
            response = self._post(door, ticket_id=ticket.id, stage_id=self.done.id)
            self.assertEqual(response.status_code, 404)
        self.assertOpen(ticket)

    def test_odd_cookies_and_languages(self):
        """A language that is none is no reason for an error."""
        for value in ("xx_YY", "zh_CN%00", "../../x", "'\"<b>"):
            self.opener.cookies["frontend_lang"] = value
            self.assertEqual(self._get().status_code, 200)

    def test_renewed_link(self):
        """The same address opens again; one that was taken back stays shut."""
        self.link.sudo().expires_on = fields.Datetime.now() - timedelta(days=1)
        self.assertEqual(self._get().status_code, 404)
        self.link.action_renew()
        self.assertEqual(self._get().status_code, 200)
        self.link.action_revoke()
        self.link.action_renew()
        self.assertEqual(self._get().status_code, 404)
