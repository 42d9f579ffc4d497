import re

from odoo.http import Request
from odoo.tests import new_test_user, tagged

from odoo.addons.base.tests.common import DISABLED_MAIL_CONTEXT, HttpCaseWithUserPortal

GARBAGE = ("abc", "", "-1", "0", "1.5", "１", "9" * 30, "1 OR 1=1", "None")


class PortalTicketCase(HttpCaseWithUserPortal):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, **DISABLED_MAIL_CONTEXT})
        cls.done = cls.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        cls.done.close_from_portal = True
        cls.awaiting = cls.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_awaiting")
        cls.awaiting.close_from_portal = False
        cls.stranger = new_test_user(cls.env, "stranger", "base.group_portal")
        cls.own = cls._create_ticket(cls.partner_portal)
        cls.others = cls._create_ticket(cls.stranger.partner_id)

    @classmethod
    def _create_ticket(cls, partner, **values):
        return cls.env["helpdesk.ticket"].create(
            {
                "name": "柜门打不开",
                "description": "<p>按键没有反应</p>",
                "partner_id": partner.id,
                **values,
            }
        )

    def _post(self, url, csrf=True, **data):
        if csrf:
            data["csrf_token"] = Request.csrf_token(self)
        return self.url_open(url, data=data, allow_redirects=False)

    def _close(self, ticket, stage=None, **data):
        data.setdefault("ticket_id", ticket.id)
        data.setdefault("stage_id", (stage or self.done).id)
        return self._post("/ticket/close", **data)

    def assertOpen(self, ticket):
        ticket.invalidate_recordset()
        self.assertFalse(ticket.closed)
        self.assertFalse(ticket.closed_date)

    def assertFails(self, response, *statuses):
        self.assertIn(response.status_code, statuses)


@tagged("post_install", "-at_install")
class TestPortalClose(PortalTicketCase):
    def test_get_is_refused(self):
        """A link closes no ticket, not even one's own."""
        self.authenticate("portal", "portal")
        for ticket in (self.own, self.others):
            response = self.url_open(
                f"/ticket/close?ticket_id={ticket.id}&stage_id={self.done.id}",
                allow_redirects=False,
            )
            self.assertFails(response, 404, 405)
            self.assertOpen(ticket)

    def test_post_without_token_of_the_form_is_refused(self):
        """A form of another site closes no ticket."""
        self.authenticate("portal", "portal")
        self.assertFails(self._close(self.own, csrf=False), 400)
        self.assertFails(self._close(self.own, csrf=False, csrf_token="x"), 400)
        self.assertOpen(self.own)

    def test_another_customers_ticket_is_refused(self):
        """Others' tickets answer like those that don't exist."""
        self.authenticate("portal", "portal")
        self.assertFails(self._close(self.others), 404)
        self.assertOpen(self.others)
        self.assertFails(self._close(self.others, ticket_id=2**31 - 1), 404)
        wrong = self._close(self.others, access_token="wrong")
        self.assertFails(wrong, 404)
        self.assertOpen(self.others)

    def test_garbage_is_no_error_of_the_server(self):
        """Ids that are none lead to "not found" or back to the ticket."""
        self.authenticate("portal", "portal")
        for garbage in GARBAGE:
            with self.subTest(garbage=garbage):
                self.assertFails(self._close(self.own, ticket_id=garbage), 404)
                self.assertFails(self._close(self.own, stage_id=garbage), 302)
                self.assertFails(
                    self._close(self.own, access_token=garbage, stage_id=""), 302
                )
        self.assertFails(self._post("/ticket/close"), 404)
        self.assertFails(self._post("/ticket/close", ticket_id=self.own.id), 302)
        self.assertOpen(self.own)

    def test_own_ticket_closes_once(self):
        """The customer closes the own ticket; a second time changes nothing."""
        self.authenticate("portal", "portal")
        response = self._close(self.own)
        self.assertFails(response, 302)
        self.assertTrue(
            response.headers["Location"].endswith(f"/my/ticket/{self.own.id}")
        )
        self.own.invalidate_recordset()
        self.assertEqual(self.own.stage_id, self.done)
        page = self.url_open(f"/my/ticket/{self.own.id}").text
        self.assertIn("The ticket is closed.", page)
        self.assertNotIn('action="/ticket/close"', page)
        self.own.closed_date = closed = "2020-01-01 00:00:00"
        cancelled = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_cancelled")
        cancelled.close_from_portal = True
        self._close(self.own, cancelled)
        self.own.invalidate_recordset()
        self.assertEqual(self.own.stage_id, self.done)
        self.assertEqual(str(self.own.closed_date), closed)
        page = self.url_open(f"/my/ticket/{self.own.id}").text
        self.assertIn("closed already", page)
        self.assertNotIn(
            "closed already", self.url_open(f"/my/ticket/{self.own.id}").text
        )

    def test_only_stages_meant_for_it(self):
        """A stage that is not for customers, or not for this ticket, is refused."""
        self.authenticate("portal", "portal")
        team = self.env["helpdesk.ticket.team"].create({"name": "别的队"})
        company = self.env["res.company"].create({"name": "另一家"})
        stages = self.env["helpdesk.ticket.stage"].create(
            [
                {
                    "name": "别队关闭",
                    "closed": True,
                    "close_from_portal": True,
                    "team_ids": team.ids,
                },
                {
                    "name": "别家关闭",
                    "closed": True,
                    "close_from_portal": True,
                    "company_id": company.id,
                },
            ]
        )
        for stage in self.awaiting | stages:
            with self.subTest(stage=stage.name):
                self.assertFails(self._close(self.own, stage), 302)
                self.assertOpen(self.own)
        page = self.url_open(f"/my/ticket/{self.own.id}").text
        self.assertIn("can't be closed", page.replace("&#39;", "'"))
        for stage in stages:
            self.assertNotIn(stage.name, page)

    def test_nobody_without_a_link(self):
        """Who is not logged in closes nothing without the ticket's secret link."""
        self.authenticate(None, None)
        self.assertFails(self._close(self.own), 404)
        self.assertFails(self._close(self.own, access_token="wrong"), 404)
        self.assertFails(self._close(self.own, access_token=""), 404)
        self.assertOpen(self.own)

    def test_anybody_with_the_link(self):
        """Who has the ticket's secret link may close it, from the page it leads to."""
        token = self.own._portal_ensure_token()
        self.authenticate(None, None)
        page = self.url_open(f"/my/ticket/{self.own.id}/{token}").text
        form = re.search(r'<form[^>]*action="/ticket/close".*?</form>', page, re.S)[0]
        data = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        self.assertEqual(data["access_token"], token)
        response = self.url_open("/ticket/close", data=data, allow_redirects=False)
        self.assertFails(response, 302)
        self.assertIn(token, response.headers["Location"])
        self.own.invalidate_recordset()
        self.assertTrue(self.own.closed)
        self.assertFails(self._close(self.others, access_token=token), 404)
        self.assertOpen(self.others)


@tagged("post_install", "-at_install")
class TestPortalPages(PortalTicketCase):
    def test_buttons_are_forms_of_their_own(self):
        """Closing is a POST form that keyboards and screen readers can use."""
        self.authenticate("portal", "portal")
        page = self.url_open(f"/my/ticket/{self.own.id}").text
        group = re.search(r'<div[^>]*name="ticket_close_buttons".*?</div>', page, re.S)[
            0
        ]
        self.assertIn('role="group"', group)
        self.assertIn('aria-labelledby="close_heading"', group)
        for form in re.findall(r"<form.*?</form>", group, re.S):
            self.assertIn('method="POST"', form)
            self.assertIn('name="csrf_token"', form)
            self.assertIn('type="submit"', form)
            self.assertIn("Close this ticket as", form)
        self.assertNotIn('method="GET"', group)

    def test_a_repair_ticket_tells_who_comes(self):
        """Address, region, product and the station with its telephone number."""
        region = self.env["service.region"]._from_code(["433123"])["433123"]
        station = self.env["service.station"].create(
            {
                "name": "凤凰古城站",
                "is_round_the_clock": True,
                "coverage_ids": [(0, 0, {"region_id": region.id})],
            }
        )
        station.partner_id.phone = "0743-5550123"
        product = self.env["product.product"].create({"name": "保险箱 X1"})
        ticket = self._create_ticket(
            self.partner_portal,
            is_repair=True,
            is_emergency=True,
            address="湖南省凤凰县沱江镇虹桥路 5 号 <b>",
            product_id=product.id,
            serial_number="SN-778899",
        )
        self.assertEqual(ticket.station_id, station)
        self.authenticate("portal", "portal")
        page = self.url_open(f"/my/ticket/{ticket.id}").text
        for words in (
            ticket.number,
            "虹桥路 5 号 &lt;b&gt;",
            region.complete_name,
            "凤凰古城站",
            'href="tel:0743-5550123"',
            "保险箱 X1",
            "SN-778899",
            "Emergency",
        ):
            self.assertIn(words, page)
        self.assertNotIn("A dispatcher is looking", page)

    def test_a_repair_ticket_without_station(self):
        """Where no station is found yet the page says what happens."""
        ticket = self._create_ticket(self.partner_portal, is_repair=True)
        self.authenticate("portal", "portal")
        page = self.url_open(f"/my/ticket/{ticket.id}").text
        self.assertIn("A dispatcher is looking", page)
        self.assertNotIn("Emergency", page)
        plain = self.url_open(f"/my/ticket/{self.own.id}").text
        self.assertNotIn("Service station", plain)

    def test_customers_read_no_stations(self):
        """The station is shown, but its record stays closed to customers."""
        self.assertFalse(
            self.env["service.station"].with_user(self.user_portal).has_access("read")
        )

    def test_odd_addresses_of_pages(self):
        """What the list's address asks for and doesn't exist is left out."""
        self.authenticate("portal", "portal")
        for query in (
            "sortby=abc",
            "groupby=abc",
            "groupby=stage",
            "filterby=abc",
            "filterby=99999999999999999999",
            "search=x&search_in=abc",
            "date_begin=abc&date_end=2020-99-99",
            "date_begin=2020-01-01&date_end=2030-01-01",
            "sortby=&groupby=&search_in=",
            "search=%00",
            "page=x",
            "page=²",
            "search=" + "a" * 5000,
            "date_begin=0001-01-01&date_end=9999-12-31",
        ):
            with self.subTest(query=query):
                self.assertFails(self.url_open(f"/my/tickets?{query}"), 200)
        for number in (2**31, 10**30):
            self.assertFails(self.url_open(f"/my/ticket/{number}"), 200)

    def test_links_with_a_secret_that_is_none(self):
        """A garbled link leads away from another's ticket, logged in or not."""
        self.others._portal_ensure_token()
        for login in ("portal", None):
            self.authenticate(login, login)
            for garbage in ("%E5%87%A4", "%00", "a" * 3000):
                with self.subTest(login=login, garbage=garbage[:10]):
                    url = f"/my/ticket/{self.others.id}"
                    for link in (f"{url}/{garbage}", f"{url}?access_token={garbage}"):
                        response = self.url_open(link, allow_redirects=False)
                        self.assertFails(response, 303)
            self.assertFails(self._close(self.others, access_token="凤"), 404)
        self.assertOpen(self.others)


@tagged("post_install", "-at_install")
class TestPortalSubmit(PortalTicketCase):
    def setUp(self):
        super().setUp()
        self.category = self.env["helpdesk.ticket.category"].create({"name": "保险箱"})
        self.authenticate("portal", "portal")

    def _count(self):
        return self.env["helpdesk.ticket"].search_count([])

    def _submit(self, **data):
        form = {"subject": "打不开", "description": "第一行\n第二行", **data}
        return self._post("/submitted/ticket", **form)

    def test_a_ticket_is_filed(self):
        """A complete form files a ticket of the customer's own."""
        before = self._count()
        response = self._submit(category=self.category.id)
        self.assertFails(response, 302)
        ticket = self.env["helpdesk.ticket"].search([], order="id desc", limit=1)
        self.assertEqual(self._count(), before + 1)
        self.assertEqual(ticket.partner_id, self.partner_portal)
        self.assertEqual(ticket.category_id, self.category)

    def test_sent_twice(self):
        """The second press files nothing and leads to the ticket of the first; the
        same words in a new form are a new ticket."""
        page = self.url_open("/new/ticket").text
        press = re.search(r'name="press" value="(\w{32})"', page)[1]
        before = self._count()
        first, second = (self._submit(press=press) for _press in range(2))
        self.assertEqual(self._count(), before + 1)
        self.assertEqual(first.headers["Location"], second.headers["Location"])
        self._submit(press=press[::-1])
        self.assertEqual(self._count(), before + 2)
        for garbage in ("x", "0" * 31, "é" * 32, press.upper()):
            self.assertFails(self._submit(press=garbage, subject=garbage), 302)
        self.assertEqual(self._count(), before + 6)

    def test_mended_form_is_sent(self):
        """A form that was refused and then mended is not taken for sent already."""
        before = self._count()
        self.assertFails(self._submit(press="a" * 32, subject=""), 200)
        self.assertFails(self._submit(press="a" * 32), 302)
        self.assertEqual(self._count(), before + 1)

    def test_an_upload_with_an_odd_name(self):
        """A file is kept, whatever it is called."""
        for name in ("a\x00b.png", "\x00", "\u202egnp.exe", "n" * 3000):
            with self.subTest(name=name[:10]):
                count = self._count()
                response = self.url_open(
                    "/submitted/ticket",
                    data={
                        "subject": "打不开",
                        "description": "附照片",
                        "csrf_token": Request.csrf_token(self),
                    },
                    files=[("attachment", (name, b"x", "image/png"))],
                    allow_redirects=False,
                )
                self.assertFails(response, 302)
                self.assertEqual(self._count(), count + 1)
                ticket = self.env["helpdesk.ticket"].search(
                    [], order="id desc", limit=1
                )
                self.assertEqual(len(ticket.attachment_ids), 1)

    def test_a_link_files_nothing(self):
        """Only the form files a ticket."""
        before = self._count()
        response = self.url_open(
            "/submitted/ticket?subject=x&description=y", allow_redirects=False
        )
        self.assertIn("/new/ticket", response.headers["Location"])
        self.assertFails(self._submit(csrf=False), 400)
        self.assertEqual(self._count(), before)

    def test_garbage_is_said_at_the_form(self):
        """What is wrong is said with the field's name, and what was typed stays."""
        before = self._count()
        for field, label in (("category", "Category"), ("team", "Team")):
            for garbage in ("abc", "-1", "9" * 30, str(2**31 - 1)):
                with self.subTest(field=field, garbage=garbage):
                    response = self._submit(**{field: garbage})
                    self.assertFails(response, 200)
                    self.assertIn(f"{label}:", response.text)
                    self.assertIn("打不开", response.text)
                    self.assertIn("第二行", response.text)
        for field, label in (("subject", "Subject"), ("description", "Description")):
            with self.subTest(field=field):
                response = self._submit(**{field: " \x00"})
                self.assertFails(response, 200)
                self.assertIn(f"{label}:", response.text)
        self.assertEqual(self._count(), before)

    def test_fields_left_out(self):
        """A form without its fields is told so, not an error of the server."""
        response = self._post("/submitted/ticket")
        self.assertFails(response, 200)
        self.assertIn("Subject:", response.text)
        self.assertIn("Description:", response.text)

    def test_the_empty_form(self):
        """The form opens, whatever its address says."""
        for query in ("", "?category=abc&team=abc", "?subject=%00"):
            self.assertFails(self.url_open(f"/new/ticket{query}"), 200)

    def test_categories_hidden_from_the_portal(self):
        """What the portal doesn't offer can't be chosen by its number."""
        self.category.show_in_portal = False
        response = self._submit(category=self.category.id)
        self.assertIn("Category:", response.text)
