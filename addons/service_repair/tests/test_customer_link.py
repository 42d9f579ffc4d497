import io
import re
from datetime import timedelta

from PIL import Image

from odoo import fields
from odoo.exceptions import AccessError
from odoo.http import Request
from odoo.tests import tagged

from odoo.addons.service_region.tests import chinese

from .common import RepairCase
from .test_portal_tickets import PortalTicketCase

PRESS = "0123456789abcdef" * 2


def picture(kind="PNG"):
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    return file.getvalue()


class CustomerLinkCase(PortalTicketCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own.write({"is_repair": True, "fault": "柜门打不开"})
        cls.link = cls.own._create_link()
        cls.path = "/service/t/" + cls.link.sudo().url.rpartition("/")[2]
        cls.note = cls.own.message_post(
            body="内部：客户难缠", subtype_xmlid="mail.mt_note"
        )

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _get(self, path=None):
        return self.url_open(path or self.path, allow_redirects=False)

    def _send(self, door, path=None, files=None, **data):
        data.setdefault("csrf_token", Request.csrf_token(self))
        return self.url_open(
            f"{path or self.path}/{door}", data=data, files=files, allow_redirects=False
        )

    def _said(self):
        self.own.invalidate_recordset()
        return self.own._messages_outside()


@tagged("post_install", "-at_install")
class TestCustomerLink(CustomerLinkCase):
    def test_shows_the_ticket_without_login(self):
        """Number, steps and what comes next, and nothing that is internal."""
        response = self._get()
        self.assertEqual(response.status_code, 200)
        self.assertIn(self.own.number, response.text)
        self.assertIn("Where it is", response.text)
        self.assertNotIn("客户难缠", response.text)
        self.assertNotIn(self.partner_portal.email, response.text)
        self.assertEqual(response.headers["Referrer-Policy"], "no-referrer")
        self.assertIn("no-store", response.headers["Cache-Control"])

    def test_wrong_old_and_revoked_links_answer_alike(self):
        """One friendly page, which tells nothing about any ticket."""
        wrong = self.path[:-1] + ("0" if self.path[-1] != "0" else "1")
        pages = [self._get(wrong).text, self._get("/service/t/" + "0" * 48).text]
        pages.append(self._get("/service/t/none").text)
        self.link.expires_on = fields.Datetime.now() - timedelta(seconds=1)
        pages.append(self._get().text)
        self.link.expires_on = fields.Datetime.now() + timedelta(days=1)
        self.link.revoked = True
        response = self._get()
        pages.append(response.text)
        self.assertEqual(response.status_code, 404)
        self.assertIn("This link is not valid", response.text)
        secret = re.compile(r'csrf_token: "\w+"|/service/t/\w+|"[0-9a-f]{32,}"')
        pages = [secret.sub("", page) for page in pages]
        self.assertEqual(pages[1:], pages[:-1])
        for door in ("say", "close", "reopen"):
            self.assertEqual(self._send(door, text="x").status_code, 404)
        self.assertFalse(self._said())

    def test_portals_token_opens_nothing(self):
        """The eternal token of the portal is none of these links."""
        token = self.own._portal_ensure_token()
        self.assertEqual(self._get(f"/service/t/{token}").status_code, 404)

    def test_reply_counts_once(self):
        """A form sent twice is one message, of the customer."""
        for _press in range(2):
            response = self._send("say", text="<b>还没好</b>", press=PRESS)
            self.assertEqual(response.status_code, 303)
        self.assertEqual(len(self._said()), 1)
        self.assertEqual(self._said().author_id, self.partner_portal)
        self.assertIn("&lt;b&gt;", self._said().body)
        self._send("say", text="还没好", press="f" * 32)
        self.assertEqual(len(self._said()), 2)
        self._send("say", text="没有钥匙的表单")
        self._send("say", text="没有钥匙的表单")
        self.assertEqual(len(self._said()), 3)

    def test_photos_by_content_alone(self):
        """A picture is kept and shown; a page called photo.png is refused."""
        files = [("photos", ("x.html", picture(), "text/html"))]
        self._send("say", files=files, press=PRESS)
        photo = self._said().attachment_ids
        self.assertEqual((photo.name, photo.mimetype), ("photo-1.png", "image/png"))
        shown = self._get(f"{self.path}/photo/{photo.id}")
        self.assertEqual(shown.content, picture())
        self.assertEqual(shown.headers["Content-Type"], "image/png")
        forged = [("photos", ("photo.png", b"<script>1</script>", "image/png"))]
        refused = self._send("say", files=forged, press="f" * 32)
        self.assertEqual(refused.status_code, 303)
        self.assertIn("Nothing was sent", self._get().text)
        self.assertEqual(len(self._said()), 1)

    def test_others_files_stay_theirs(self):
        """The link opens no attachment but the photos of its own conversation."""
        message = self.others.message_post(
            body="x",
            attachments=[("a.png", picture())],
            subtype_xmlid="mail.mt_comment",
        )
        hidden = self.own.message_post(
            body="x", attachments=[("b.png", picture())], subtype_xmlid="mail.mt_note"
        )
        drawing = self.own.message_post(body="x", subtype_xmlid="mail.mt_comment")
        drawing.attachment_ids = self.env["ir.attachment"].create(
            {"name": "c.svg", "raw": b"<svg/>", "mimetype": "image/svg+xml"}
        )
        self.assertEqual(drawing.attachment_ids.mimetype, "image/svg+xml")
        self.assertNotIn("/photo/", self._get().text)
        messages = message | hidden | drawing
        for attachment in messages.attachment_ids:
            path = f"{self.path}/photo/{attachment.id}"
            self.assertEqual(self._get(path).status_code, 404)

    def test_close_and_reopen_within_the_window(self):
        """Each counts once, and reopening has its days."""
        self._send("close", stage_id=self.done.id)
        self.own.invalidate_recordset()
        self.assertEqual(self.own.stage_id, self.done)
        self._send("close", stage_id=self.done.id)
        self.assertIn("done already", self._get().text)
        self._send("reopen")
        self.assertOpen(self.own)
        self._send("reopen")
        self.assertOpen(self.own)
        self.own.stage_id = self.done
        self.own.closed_date = fields.Datetime.now() - timedelta(days=15)
        self.assertNotIn("/reopen", self._get().text)
        self._send("reopen")
        self.own.invalidate_recordset()
        self.assertTrue(self.own.closed)

    def test_forms_need_their_token(self):
        """Nothing changes by GET, nor by a form of another site."""
        for door in ("say", "close", "reopen"):
            self.assertIn(self._get(f"{self.path}/{door}").status_code, (404, 405))
            response = self._send(door, csrf_token="x", text="x", stage_id=self.done.id)
            self.assertEqual(response.status_code, 400)
        self.assertOpen(self.own)
        self.assertFalse(self._said())

    def test_chinese(self):
        """A Chinese visitor's page has no word of English."""
        chinese.load(
            self.env,
            "service_region",
            "service_door",
            "helpdesk_mgmt",
            "service_repair",
        )
        self.partner_portal.name = "王芳"
        self.env.company.name = "测试公司"
        self.opener.cookies["frontend_lang"] = "zh_CN"
        self.own.message_post(body="明天上门", subtype_xmlid="mail.mt_comment")
        for path in (self.path, "/service/t/none"):
            text = self.url_open(path).text
            labels = list(chinese.labels_of_page(text))
            self.assertEqual(chinese.english(labels), [])

    def test_portal_list_and_page_show_how_far(self):
        """The customer with an account sees the same steps, and opens again."""
        self.authenticate("portal", "portal")
        self.assertIn("o_service_dots", self._get("/my/tickets").text)
        self.assertIn("o_service_steps", self._get(f"/my/ticket/{self.own.id}").text)
        self.own.stage_id = self.done
        self.others.stage_id = self.done
        for ticket, status in ((self.own, 302), (self.others, 404)):
            response = self._post("/service/ticket/reopen", ticket_id=ticket.id)
            self.assertFails(response, status)
        self.assertOpen(self.own)
        self.others.invalidate_recordset()
        self.assertTrue(self.others.closed)


@tagged("post_install", "-at_install")
class TestLinkRights(RepairCase):
    def test_agent_makes_and_revokes(self):
        """The button gives the valid link again, and a new one after a revocation."""
        ticket = self._create_ticket().with_user(self.agent)
        first = ticket.action_customer_link()["res_id"]
        self.assertEqual(ticket.action_customer_link()["res_id"], first)
        self.assertTrue(ticket.has_link)
        ticket.action_revoke_links()
        ticket.invalidate_recordset()
        self.assertFalse(ticket.has_link)
        self.assertNotEqual(ticket.action_customer_link()["res_id"], first)

    def test_technician_neither_makes_nor_reads(self):
        """Links are the hotline's to give."""
        ticket = self._create_ticket()
        link = ticket._create_link()
        with self.assertRaises(AccessError):
            link.with_user(self.technician).read(["key"])
        with self.assertRaises(AccessError):
            ticket.with_user(self.technician).action_customer_link()

    def test_key_alone_opens_nothing(self):
        """What the database holds of a link is not the link."""
        link = self._create_ticket()._create_link()
        links = self.env["service.ticket.link"]
        self.assertEqual(links._open(link.sudo().url.rpartition("/")[2]), link)
        for token in ("", link.key, link.key + "0" * 32, "é" * 48):
            self.assertFalse(links._open(token))
