from datetime import datetime, timedelta

from odoo.http import Request
from odoo.tests import HttpCase, tagged

from odoo.addons.base.tests.common import DISABLED_MAIL_CONTEXT


@tagged("post_install", "-at_install")
class TestConfirmPage(HttpCase):
    """What is behind "I will be there" in a message."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, **DISABLED_MAIL_CONTEXT})
        cls.ticket = cls.env["helpdesk.ticket"].create(
            {"is_repair": True, "address": "湖南省凤凰县", "partner_name": "陈"}
        )
        cls.visit = cls.env["service.visit"].create({"ticket_id": cls.ticket.id})
        start = datetime.now().replace(microsecond=0, second=0) + timedelta(days=2)
        cls.visit._decide({"start": start})
        token = cls.ticket._create_link().url.rpartition("/")[2]
        cls.path = f"/service/t/{token}/confirm"

    def _post(self, **values):
        data = {"csrf_token": Request.csrf_token(self), **values}
        return self.url_open(f"{self.path}/{self.visit.id}", data=data)

    def test_opening_it_confirms_nothing(self):
        """Mail scanners open every link."""
        page = self.url_open(f"{self.path}/{self.visit.id}")
        self.assertIn("I will be there", page.text)
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.visit.invalidate_recordset()
        self.assertFalse(self.visit.confirmed_at)

    def test_the_button_confirms(self):
        self.authenticate(None, None)
        page = self._post(start=self.visit._minute_shown())
        self.assertIn("We have noted that you will be there", page.text)
        self.visit.invalidate_recordset()
        self.assertTrue(self.visit.confirmed_at)
        page = self._post(start=self.visit._minute_shown())
        self.assertIn("We have noted that you will be there", page.text)

    def test_without_the_time_that_was_shown(self):
        self.authenticate(None, None)
        for start in ("", "x", "-1", "9" * 40, "5"):
            page = self._post(start=start)
            self.assertEqual(page.status_code, 200)
            self.assertIn("The time has changed meanwhile", page.text)
        self.visit.invalidate_recordset()
        self.assertFalse(self.visit.confirmed_at)

    def test_visits_of_others(self):
        other = self.ticket.copy()
        visit = self.env["service.visit"].create({"ticket_id": other.id})
        for id_ in (visit.id, 2**31 - 1, 2**70):
            page = self.url_open(f"{self.path}/{id_}")
            self.assertEqual(page.status_code, 404)
