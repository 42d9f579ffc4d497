import re
from base64 import b64decode
from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.http import Request
from odoo.tests import HttpCase, tagged

from ..controllers.booking import TRIES
from .visits import MORNING, VisitCase

PHONE = "13800138000"


class BookingCase(VisitCase, HttpCase):
    """The guided page at stations with three technicians."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.locks = cls.env["product.category"].create(
            {"name": "智能门锁", "service_bookable": True}
        )
        cls.lock = cls.env["product.product"].create(
            {"name": "指纹锁", "categ_id": cls.locks.id}
        )
        cls.label = cls.env["service.product.label"].create(
            {"product_id": cls.lock.id, "serial_number": "S1-1"}
        )
        cls.all_tickets = cls.env["helpdesk.ticket"].search([])

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _form(self, **typed):
        """Everything the page asks for, sent with the last step."""
        return {
            "step": "time",
            "category": str(self.locks.id),
            "fault": "门打不开",
            "address": "湖南省凤凰县沱江镇",
            "name": "陈女士",
            "phone": PHONE,
            "csrf_token": Request.csrf_token(self),
            **typed,
        }

    def _send(self, path="/service/book", **typed):
        return self.url_open(path, data=self._form(**typed), allow_redirects=False)

    def _get(self, path="/service/book"):
        return self.url_open(path, allow_redirects=False)

    def _filed(self):
        return self.env["helpdesk.ticket"].search([]) - self.all_tickets

    def _offered(self, text):
        return [
            int(each) for each in re.findall(r'name="start"[^>]*?value="(\d+)"', text)
        ]


@tagged("post_install", "-at_install")
class TestBookingPage(BookingCase):
    def test_walks_through_the_steps(self):
        """Product, fault, place and time; what was typed stays."""
        self.assertIn("智能门锁", self._get().text)
        kept = self._send(step="product", fault="", address="", name="", phone="")
        self.assertEqual(kept.headers["Location"], "/service/book?step=fault")
        self.assertIn("What is wrong?", self._get("/service/book?step=fault").text)
        kept = self._send(step="fault", address="")
        self.assertEqual(kept.headers["Location"], "/service/book?step=place")
        kept = self._send(step="place")
        page = self._get(kept.headers["Location"]).text
        self.assertIn("凤凰站", page)
        self.assertTrue(self._offered(page))
        self.assertIn(PHONE, page)
        self.assertFalse(self._filed())

    def test_no_step_lies_behind_one_that_is_not_done(self):
        self.assertIn(
            "What is to be repaired?", self._get("/service/book?step=time").text
        )

    def test_books(self):
        """A ticket, its visit at the time, and the ticket's page as the answer."""
        start = self._offered(self._page_of_times())[0]
        answer = self._send(start=str(start))
        self.assertEqual(answer.status_code, 303)
        self.assertIn("/service/t/", answer.headers["Location"])
        ticket = self._filed()
        self.assertEqual(len(ticket), 1)
        visit = ticket.visit_ids
        self.assertEqual((visit.state, ticket.station_id), ("offered", self.fenghuang))
        self.assertEqual(visit.start, MORNING + timedelta(hours=1))
        self.assertEqual(ticket.fault, "门打不开")
        self.assertEqual(ticket.product_category_id, self.locks)
        page = self.url_open(answer.headers["Location"]).text
        self.assertIn("Your time is booked", page)
        self.assertIn("Your time is reserved", page)

    def _page_of_times(self, **typed):
        answer = self._send(**{"step": "place", **typed})
        return self._get(answer.headers["Location"]).text

    def test_pressed_twice_files_once(self):
        start = str(self._offered(self._page_of_times())[0])
        press = "ab" * 16
        answers = [self._send(start=start, press=press) for _press in range(2)]
        self.assertEqual(len(self._filed()), 1)
        self.assertEqual(*(answer.headers["Location"] for answer in answers))

    def test_taken_meanwhile(self):
        """Others are offered on the same page, nothing typed is lost or filed."""
        start = self._offered(self._page_of_times())[0]
        for person in (self.li, self.wang):
            self._create_visit(MORNING + timedelta(hours=1), person)
        before = self.env["helpdesk.ticket"].search_count([])
        page = self._send(start=str(start))
        self.assertEqual(page.status_code, 200)
        self.assertIn("Somebody else was faster", page.text)
        self.assertIn("陈女士", page.text)
        offered = self._offered(page.text)
        self.assertTrue(offered)
        self.assertNotIn(start, offered)
        self.assertEqual(self.env["helpdesk.ticket"].search_count([]), before)
        self._send(start=str(offered[0]))
        self.assertEqual(self.env["helpdesk.ticket"].search_count([]), before + 1)

    def test_somebody_is_always_faster(self):
        """Where trying again comes to no end, other times are offered, no error."""
        start = self._offered(self._page_of_times())[0]
        booking = type(self.env["service.booking"])
        with (
            patch.object(booking, "_file", side_effect=SerializationFailure) as filing,
            patch("odoo.addons.service_repair.controllers.booking.LONGEST_WAIT", 0),
        ):
            page = self._send(start=str(start))
        self.assertEqual(filing.call_count, TRIES)
        self.assertEqual(page.status_code, 200)
        self.assertIn("Somebody else was faster", page.text)
        self.assertIn("陈女士", page.text)
        self.assertFalse(self._filed())

    def test_past_and_senseless_times_are_not_booked(self):
        for start in ("1", "-5", "0" * 12, "999999999", "x", "29540220.5"):
            answer = self._send(start=start)
            self.assertEqual(answer.status_code, 200, start)
        self.assertFalse(self._filed())

    def test_what_is_missing_is_said_beside_its_field(self):
        page = self._send(phone="12", name="", email="nobody").text
        for sentence in ("Choose a time", "Say whom", "telephone number", "no mail"):
            self.assertIn(sentence, page)
        self.assertIn("门打不开", self._get("/service/book?step=fault").text)

    def test_ambiguous_place_is_chosen(self):
        """鼓楼区 is in four cities: nobody guesses."""
        page = self._send(step="place", address="鼓楼区中山路1号").text
        self.assertIn("Which of these places is it?", page)
        choices = re.findall(r'name="region"[^>]*?value="(\d+)"', page)
        self.assertGreater(len(choices), 1)
        answer = self._send(step="place", address="鼓楼区中山路1号", region=choices[0])
        self.assertEqual(answer.headers["Location"], "/service/book?step=time")
        self._send(address="鼓楼区中山路1号", region=choices[0])
        ticket = self._filed()
        self.assertEqual(str(ticket.region_id.id), choices[0])
        self.assertTrue(ticket.region_by_hand)

    def test_choice_of_a_place_that_was_not_offered(self):
        foreign = self.regions["CN"].id
        page = self._send(step="place", address="鼓楼区", region=str(foreign))
        self.assertIn("Which of these places is it?", page.text)

    def test_another_address_makes_the_choice_void(self):
        page = self._send(step="place", address="鼓楼区中山路1号").text
        choice = re.findall(r'name="region"[^>]*?value="(\d+)"', page)[0]
        self._send(step="place", address="鼓楼区中山路1号", region=choice)
        self._send(address="鼓楼区中山路2号")
        self.assertFalse(self._filed())

    def test_nobody_serves_the_place(self):
        """The request is taken, waits with the dispatchers, and the page says so."""
        page = self._page_of_times(address="西藏自治区墨脱县墨脱镇")
        self.assertIn("No station of ours serves this place", page)
        answer = self._send(address="西藏自治区墨脱县墨脱镇")
        ticket = self._filed()
        self.assertAt(ticket, None)
        self.assertFalse(ticket.visit_ids)
        self.assertIn(
            "somebody calls you back", self.url_open(answer.headers["Location"]).text
        )

    def test_unknown_place_is_taken_when_wanted(self):
        page = self._send(step="place", address="后山老李家").text
        self.assertIn("We could not find this place", page)
        answer = self._send(step="place", address="后山老李家", region="as_it_is")
        self.assertEqual(answer.headers["Location"], "/service/book?step=time")
        self._send(address="后山老李家", region="as_it_is")
        self.assertAt(self._filed(), None)

    def test_from_the_label(self):
        """Product and serial number are known; whose it is is not told."""
        owner = self.env["res.partner"].create(
            {
                "name": "机密客户",
                "phone": PHONE,
                "country_id": self.env.ref("base.cn").id,
            }
        )
        self.label.partner_id = owner
        answer = self._get(f"/service/p/{self.label.code}")
        self.assertEqual(answer.status_code, 303)
        page = self._get().text
        self.assertIn("指纹锁", page)
        self.assertIn("S1-1", page)
        self.assertNotIn("机密客户", page)
        start = self._offered(self._page_of_times())[0]
        self._send(start=str(start))
        ticket = self._filed()
        self.assertEqual(ticket.product_id, self.lock)
        self.assertEqual(ticket.serial_number, "S1-1")
        self.assertEqual(ticket.partner_id, owner)

    def test_label_is_printed_with_its_code(self):
        report = self.env["ir.actions.report"]
        html, _kind = report._render_qweb_html(
            "service_repair.product_labels", self.label.ids
        )
        self.assertIn(b"S1-1", html)
        drawing = re.search(rb"data:image/svg\+xml;base64,([^\"]+)", html)[1]
        self.assertIn(b"<svg", b64decode(drawing))

    def test_label_of_somebody_with_another_number(self):
        self.label.partner_id = self.env["res.partner"].create(
            {"name": "别人", "phone": "13900139000"}
        )
        self._get(f"/service/p/{self.label.code}")
        start = self._offered(self._page_of_times())[0]
        self._send(start=str(start))
        self.assertFalse(self._filed().partner_id)

    def test_unknown_and_typed_codes(self):
        answer = self._get("/service/p/nosuchcode")
        self.assertEqual(answer.headers["Location"], "/service/book?unknown=1")
        self.assertIn(
            "We don't know this code", self._get("/service/book?unknown=1").text
        )
        self._send(step="product", label=self.label.code)
        self.assertNotIn("S1-1", self._get().text)

    def test_emergency_goes_out_at_once(self):
        self.li.service_on_call = True
        answer = self._send("/service/book/emergency", name="")
        ticket = self._filed()
        self.assertTrue(ticket.is_emergency)
        self.assertEqual(ticket.visit_ids.state, "offered")
        self.assertIn(
            "Your emergency is with us", self.url_open(answer.headers["Location"]).text
        )

    def test_emergency_needs_place_and_number(self):
        page = self._send("/service/book/emergency", address="", phone="")
        self.assertIn("Say where it is", page.text)
        self.assertIn("Give a telephone number", page.text)
        self.assertFalse(self._filed())

    def test_limits(self):
        """Five of a number within the hour; another number is still heard."""
        place = "西藏自治区墨脱县墨脱镇"
        for _sent in range(5):
            self._send(address=place, press="")
            self._send(address=place, fault=f"第{_sent}次")
        self.assertEqual(len(self._filed()), 5)
        refused = self._send(address=place, fault="again")
        self.assertEqual(refused.status_code, 429)
        self.assertIn("Too many requests", refused.text)
        self.assertEqual(
            self._send(address=place, phone="13900139000").status_code, 303
        )

    def test_program_is_stopped(self):
        page = self._send(homepage="http://spam.example")
        self.assertIn("A field that nobody sees", page.text)
        self.assertFalse(self._filed())

    def test_without_token_nothing_is_filed(self):
        form = self._form(address="西藏自治区墨脱县")
        form.pop("csrf_token")
        self.assertEqual(self.url_open("/service/book", data=form).status_code, 400)
        self.assertFalse(self._filed())
