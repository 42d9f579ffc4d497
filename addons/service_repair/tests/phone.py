import io
from datetime import timedelta
from itertools import count

from PIL import Image

from odoo import fields
from odoo.http import Request
from odoo.tests import HttpCase, new_test_user

from .visits import VisitCase

HOUR = timedelta(hours=1)
JSON = {"Accept": "application/json"}


def photo(size=(8, 8), kind="JPEG"):
    file = io.BytesIO()
    Image.new("RGB", size, "navy").save(file, kind)
    return file.getvalue()


class PhoneCase(HttpCase, VisitCase):
    """李强 and 王芳 of the staff and 赵敏 of a contractor, each with a phone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.li.user_id = cls.technician
        cls.other = cls._create_user("technician", login="repair_other")
        cls.wang.user_id = cls.other
        cls.portal = new_test_user(cls.env, "repair_portal", "base.group_portal")
        cls.zhao.user_id = cls.portal
        cls.customer = new_test_user(cls.env, "repair_customer", "base.group_portal")
        cls.env["service.checklist.template"].create(
            {
                "name": "检修",
                "step_ids": [
                    (0, 0, {"name": "测量电压"}),
                    (0, 0, {"name": "清洁指纹头", "is_required": False}),
                ],
            }
        )
        cls.hours = count(1, 3)
        cls.visit = cls._visit_of(cls.li)

    def travel_to(self, moment):
        """The server of these tests lives now."""

    @classmethod
    def _next_start(cls):
        now = fields.Datetime.now().replace(microsecond=0)
        return now + next(cls.hours) * HOUR

    @classmethod
    def _visit_of(cls, person, state="accepted", **values):
        """A visit of somebody's, after those that were made before."""
        visit = cls._create_visit(cls._next_start(), person, "accepted", **values)
        visit._fill_checklist()
        if state != "accepted":
            visit._decide({"state": state})
        return visit

    @classmethod
    def _offer(cls, person):
        visit = cls._create_visit(cls._next_start())
        visit._offer_to(person, [])
        return visit

    def _log_in(self, user):
        self.authenticate(user.login, user.login)

    def _post(self, visit, action, files=None, script=False, **data):
        data.setdefault("csrf_token", Request.csrf_token(self))
        return self.url_open(
            f"/my/visits/{visit.id}/{action}",
            data=data,
            files=files,
            headers=JSON if script else None,
            allow_redirects=False,
        )

    def _told(self, visit, action, **data):
        """(whether it is done, words) as a script is told."""
        answer = self._post(visit, action, script=True, **data)
        self.assertEqual(answer.headers["Content-Type"], "application/json")
        visit.invalidate_recordset()
        return answer.json()["done"], answer.json()["words"]

    def _page(self, visit=None):
        return self.url_open(f"/my/visits/{visit.id}" if visit else "/my/visits")
