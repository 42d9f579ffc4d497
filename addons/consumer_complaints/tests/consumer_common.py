import io
import re
from html import unescape
from urllib.parse import urlsplit

from PIL import Image

from odoo.http import Request
from odoo.tests import HttpCase, new_test_user

from .common import ComplaintCase

PRESS = "0123456789abcdef" * 2
# The story of a plan that can go up but not down, as a student types it.
FILED = {
    "company": "云桥通信",
    "product": "畅享59套餐",
    "contract_ref": "13900139000",
    "story": "我想把59元套餐改成8元。APP里没有入口，客服答应48小时回电。",
    "happened_on": "2026-03-02",
    "amount": "51",
    "practices": ["OBS-01", "OBS-03"],
    "day_1": "2026-03-02",
    "clock_1": "16:10",
    "channel_1": "phone",
    "minutes_1": "23",
    "said_1": "先看看别的优惠",
    "promise_1": "48小时内回电办理",
    "hours_1": "48",
    "remedies": ["plan_change", "refund"],
    "amount_refund": "51",
    "name": "林小雨",
    "phone": "13800138000",
    "email": "lin@consumer.example.com",
    "address": "徐州市云龙区",
    "lang": "en_US",
}


def picture():
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    return file.getvalue()


PNG = picture()


class ConsumerDoorCase(ComplaintCase, HttpCase):
    """Somebody without an account at the consumer's doors."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.complaint_team_id = cls.team
        cls.company.resource_calendar_id.tz = "Asia/Shanghai"
        cls.company.email = "desk@service.example.com"

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    @classmethod
    def _create_portal_user(cls, login="complaint_portal", name="小雨门户"):
        return new_test_user(cls.env, login, "base.group_portal", name=name)

    def _get(self, path):
        return self.url_open(path, allow_redirects=False)

    def _post(self, path, files=None, **data):
        data.setdefault("csrf_token", Request.csrf_token(self))
        return self.url_open(path, data=data, files=files, allow_redirects=False)

    def _file(self, do="file", path="/complaint", files=None, **changes):
        """Send the form; returns the answer."""
        data = {**FILED, "do": do, **changes}
        return self._post(path, files=files, **data)

    def _path_of(self, response):
        self.assertEqual(response.status_code, 303, response.text[:3000])
        return urlsplit(response.headers["Location"]).path

    def _case_of(self, path):
        """The case that the consumer's link leads to."""
        token = path.split("/")[3]
        self.env.invalidate_all()
        return self.env["consumer.link"]._open_as("consumer", token).complaint_id

    def _filed(self, **changes):
        """A case that was filed by the form, and its path."""
        path = self._path_of(self._file(**changes))
        return self._case_of(path), path

    def _path_to(self, complaint):
        return f"/complaint/c/{complaint._link_for('consumer').sudo()._token()}"

    def _seen(self, path):
        """What somebody reads on a page, in one line."""
        text = re.sub(r"(?s)<(script|style).*?</\1>", "", self.url_open(path).text)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())

    def _errors(self, text):
        return re.findall(r'class="alert-link" href="#(\w+)"', text)
