import html
import io
import re
from datetime import timedelta

from PIL import Image

from odoo import Command, fields
from odoo.http import Request
from odoo.tests import HttpCase

from .common import ComplaintCase

PRESS = "0123456789abcdef" * 2
NAME, PHONE, MAIL, HOME = "林小雨", "13800138000", "xiaoyu@example.com", "文三路8号502"
IDENTITY = (NAME, PHONE, MAIL, HOME, "430102200001011234")


def picture(kind="PNG"):
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    return file.getvalue()


class SidesCase(ComplaintCase, HttpCase):
    """A case that was forwarded, with an identity that nobody else may learn."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.complainant = cls._create_complainant(
            email=MAIL, id_number="430102200001011234"
        )
        cls.complaint = cls._create_complaint(
            complainant_id=cls.complainant.id,
            description=f"我是{NAME}，住{HOME}，电话 138 0013 8000，{MAIL}。降不了档。",
            product="畅享套餐 59 元档",
            contract_ref="HT-2026-0925",
            address=HOME,
            amount=51,
            user_id=cls.officer.id,
            remedy_ids=[
                Command.create({"kind": "plan_change", "name": f"给{NAME}改成 8 元档"}),
                Command.create({"kind": "refund", "amount": 51}),
            ],
        )
        cls.plan, cls.refund = cls.complaint.remedy_ids
        cls.complaint.with_user(cls.agent)._happen("forward")
        cls.others = cls._create_complaint(name="别人的事", description="别人的故事")

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    @classmethod
    def _path(cls, audience, referral=None, complaint=None):
        link = (complaint or cls.complaint)._link_for(audience, referral)
        return "/complaint/" + link.sudo().url.partition("/complaint/")[2]

    def _get(self, path):
        return self.url_open(path, allow_redirects=False)

    def _page(self, path):
        """What a page says, as its reader sees it."""
        return html.unescape(self._get(path).text)

    def _post(self, path, files=None, **data):
        data.setdefault("csrf_token", Request.csrf_token(self))
        return self.url_open(path, data=data, files=files, allow_redirects=False)

    def _stands(self):
        """All that something could have changed."""
        self.env.invalidate_all()
        cases = self.complaint | self.others
        return (
            cases.mapped("timeline_count"),
            cases.mapped("state"),
            cases.remedy_ids.mapped("state"),
            len(cases.exhibit_ids),
            cases.referral_ids.mapped("state"),
        )

    def assertNoIdentity(self, text):
        for secret in (*IDENTITY, "138 0013 8000"):
            self.assertNotIn(secret, text)

    def assertClosed(self, *paths):
        """These doors answer alike, and like one that never was."""
        secret = re.compile(r'csrf_token: "\w+"|/complaint/\w/\w+|"[0-9a-f]{32,}"')
        nothing = self._get("/complaint/r/" + "0" * 48)
        self.assertEqual(nothing.status_code, 404)
        for path in paths:
            answer = self._get(path)
            self.assertEqual(answer.status_code, 404, path)
            pages = [secret.sub("", page.text) for page in (answer, nothing)]
            self.assertEqual(pages[0], pages[1])

    def _expire(self, path):
        link = self.env["consumer.link"].search([("key", "=", path.split("/")[3][:16])])
        link.expires_on = fields.Datetime.now() - timedelta(seconds=1)
        return link
