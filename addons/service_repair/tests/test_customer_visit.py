import re
from base64 import b64encode
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .test_booking_page import PHONE, BookingCase
from .test_customer_link import picture
from .visits import MORNING


class CustomerVisitCase(BookingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.li.write(
            {
                "service_badge": "B-007",
                "service_phone": "13700137000",
                "service_photo": b64encode(picture()),
            }
        )

    def _ticket_with_link(self, **values):
        ticket = self._create_ticket(caller_phone=PHONE, **values)
        link = ticket._create_link()
        return ticket, "/service/t/" + link.sudo().url.rpartition("/")[2]

    def _booked(self, state="accepted", hours=3, **values):
        """(ticket, its page, its visit with 李强 in that many hours)"""
        ticket, path = self._ticket_with_link(**values)
        visit = self._create_visit(
            MORNING + timedelta(hours=hours), self.li, state, ticket=ticket
        )
        return ticket, path, visit

    def _press(self, path, act, visit, **data):
        if act == "confirm":
            data.setdefault("start", str(visit._minute_shown()))
        return self._send(f"{path}/visit/{act}", visit=str(visit.id or ""), **data)

    def _free(self, path):
        page = self._get(f"{path}/visit").text
        return [
            int(each) for each in re.findall(r'name="start"[^>]*?value="(\d+)"', page)
        ]


@tagged("post_install", "-at_install")
class TestCustomerVisit(CustomerVisitCase):
    def test_shows_who_comes_only_when_he_accepted(self):
        _ticket, path, visit = self._booked("offered")
        page = self._get(path).text
        self.assertIn("still has to say yes", page)
        for secret in ("李强", "B-007", visit.check_code, "13700137000"):
            self.assertNotIn(f">{secret}<", page)
        self.assertEqual(self._get(f"{path}/visit/photo").status_code, 404)
        visit._accept()
        page = self._get(path).text
        for shown in ("李强", "B-007", visit.check_code, "13700137000"):
            self.assertIn(shown, page)
        self.assertIn(visit.sudo().completion_code, page)
        photo = self._get(f"{path}/visit/photo")
        self.assertEqual(photo.headers["Content-Type"], "image/jpeg")

    def test_window_in_the_stations_time(self):
        _ticket, path, visit = self._booked(hours=3)  # 4:00 UTC
        self.fenghuang.calendar_id = self.calendar
        self.assertIn("12:00–14:00", visit._window())
        self.assertIn("12:00–14:00", self._get(path).text)

    def test_day_of_summer_time(self):
        """On the night when clocks go back the window is what the clock shows."""
        _ticket, _path, visit = self._booked()
        self.calendar.tz = "Europe/Berlin"
        self.fenghuang.calendar_id = self.calendar
        visit._decide({"start": fields.Datetime.to_datetime("2026-10-25 00:30:00")})
        self.assertIn("02:30–03:30", visit._window())

    def test_tells_the_state_and_reloads_while_somebody_is_on_the_way(self):
        _ticket, path, visit = self._booked()
        self.assertNotIn("data-reload", self._get(path).text)
        visit._depart("technician", self.li)
        page = self._get(path).text
        self.assertIn("on the way to you", page)
        self.assertIn('data-reload="60"', page)
        visit._arrive("technician", self.li)
        page = self._get(path).text
        self.assertIn("The technician is with you", page)
        self.assertNotIn("data-reload", page)

    def test_moves_and_keeps_the_technician(self):
        _ticket, path, visit = self._booked()
        start = self._free(path)[-1]
        answer = self._press(path, "book", visit, start=str(start))
        self.assertEqual(answer.headers["Location"].endswith(path), True)
        self.assertIn("Your appointment is moved", self._get(path).text)
        self.assertEqual((visit.state, visit.resource_id), ("accepted", self.li))
        self.assertEqual(visit.version, 1)

    def test_pressed_twice_counts_once(self):
        _ticket, path, visit = self._booked()
        start = str(self._free(path)[-1])
        for _press in range(2):
            self._press(path, "book", visit, start=start, press="ab" * 16)
        self.assertEqual(visit.version, 1)

    def test_moved_to_a_time_that_was_taken(self):
        _ticket, path, visit = self._booked()
        start = self._free(path)[0]
        for person in (self.li, self.wang):
            self._create_visit(MORNING + timedelta(hours=1), person)
        answer = self._press(path, "book", visit, start=str(start))
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Somebody else was faster", answer.text)
        self.assertEqual(visit.start, MORNING + timedelta(hours=3))

    def test_past_and_senseless_times(self):
        _ticket, path, visit = self._booked()
        past = "29000000"
        self.assertEqual(self._press(path, "book", visit, start=past).status_code, 200)
        for start in ("", "x", "-1", "9" * 40):
            self.assertEqual(
                self._press(path, "book", visit, start=start).status_code, 303
            )
        self.assertEqual(visit.start, MORNING + timedelta(hours=3))

    def test_cancels_with_a_reason_once(self):
        ticket, path, visit = self._booked()
        for _press in range(2):
            self._press(path, "cancel", visit, reason="出差")
        self.assertEqual((visit.state, visit.cancel_reason), ("cancelled", "出差"))
        page = self._get(path).text
        self.assertIn("nobody comes", page)
        self.assertFalse(ticket.closed)
        self.assertTrue(self._free(path))

    def test_books_again_after_cancelling(self):
        ticket, path, visit = self._booked()
        self._press(path, "cancel", visit)
        start = str(self._free(path)[0])
        for press in ("ab", "cd"):
            self._press(path, "book", visit.browse(), start=start, press=press * 16)
        self.assertEqual(len(ticket.visit_ids), 2)
        self.assertEqual(ticket.next_visit_id.state, "offered")

    def test_confirms_until_the_time_changes(self):
        _ticket, path, visit = self._booked()
        self._press(path, "confirm", visit)
        self.assertEqual(visit.confirmed_at, MORNING)
        self.assertIn("You said that you will be there", self._get(path).text)
        visit._move(MORNING + timedelta(hours=5), "dispatcher")
        self.assertFalse(visit.confirmed_at)

    def test_confirms_only_the_time_that_was_shown(self):
        _ticket, path, visit = self._booked()
        shown = str(visit._minute_shown())
        visit._move(MORNING + timedelta(hours=5), "dispatcher")
        self._press(path, "confirm", visit, start=shown)
        self.assertFalse(visit.confirmed_at)
        self.assertIn("has changed meanwhile", self._get(path).text)

    def test_too_late_to_move_or_cancel(self):
        _ticket, path, visit = self._booked("arrived")
        self._press(path, "cancel", visit)
        self.assertIn("too late for that", self._get(path).text)
        self.assertEqual(visit.state, "arrived")
        self.assertEqual(self._get(f"{path}/visit").status_code, 303)

    def test_old_page_changes_nothing(self):
        """What the page showed is no longer the visit that comes."""
        ticket, path, visit = self._booked()
        visit._cancel("dispatcher")
        second = self._create_visit(
            MORNING + timedelta(hours=6), self.wang, ticket=ticket
        )
        self._press(path, "confirm", visit)
        self.assertFalse(second.confirmed_at)
        self.assertIn("has changed meanwhile", self._get(path).text)

    def test_others_visits_are_out_of_reach(self):
        _ticket, path, _visit = self._booked()
        _other, _there, foreign = self._booked(hours=6)
        self._press(path, "cancel", foreign)
        self.assertEqual(foreign.state, "accepted")

    def test_expired_and_revoked_links(self):
        ticket, path, visit = self._booked()
        wrong = path[:-1] + ("0" if path[-1] != "0" else "1")
        ticket.action_revoke_links()
        for shut in (path, wrong):
            for door in ("", "/photo", "/calendar"):
                self.assertEqual(self._get(f"{shut}/visit{door}").status_code, 404)
            for act in ("book", "cancel", "confirm"):
                answer = self._press(shut, act, visit, start="29540220")
                self.assertEqual(answer.status_code, 404)
        self.assertEqual(visit.state, "accepted")

    def test_calendar_file(self):
        ticket, path, visit = self._booked()
        answer = self._get(f"{path}/visit/calendar")
        self.assertIn("text/calendar", answer.headers["Content-Type"])
        text = answer.content.decode()
        self.assertIn("DTSTART:20260302T040000Z", text)
        self.assertIn(f"UID:visit-{visit.id}@", text)
        self.assertIn("SEQUENCE:0", text)
        self.assertTrue(all(len(line.encode()) <= 75 for line in text.split("\r\n")))

    def test_emergency_is_not_moved_by_the_customer(self):
        ticket, path = self._ticket_with_link(is_emergency=True)
        self.assertEqual(ticket.visit_ids.state, "offered")
        self.assertEqual(self._get(f"{path}/visit").status_code, 303)
        self.assertIn('data-reload="60"', self._get(path).text)

    def test_limit_of_presses(self):
        _ticket, path, visit = self._booked()
        for number in range(20):
            self._press(path, "confirm", visit, press=f"{number:032x}")
        answer = self._press(path, "cancel", visit, press="f" * 32)
        self.assertEqual(answer.status_code, 429)
        self.assertEqual(visit.state, "accepted")

    def test_steps_of_the_way(self):
        ticket, _path, visit = self._booked()
        keys = [step.key for step in ticket._progress()]
        self.assertEqual(
            keys, ["received", "found", "booked", "coming", "there", "done"]
        )
        self.assertEqual(self._now(ticket), "booked")
        visit._depart("technician", self.li)
        self.assertEqual(self._now(ticket), "coming")
        visit._arrive("technician", self.li)
        self.assertEqual(self._now(ticket), "there")

    def _now(self, ticket):
        return next(step.key for step in ticket._progress() if step.state == "now")

    def test_agent_books_at_the_phone(self):
        """One press on a free time; for what was taken meanwhile it is said."""
        self.fenghuang.calendar_id = self.calendar
        ticket = self._create_ticket().with_user(self.agent)
        action = ticket.action_book_visit()
        slots = self.env["service.visit.slot"].with_user(self.agent)
        slots = slots.search(action["domain"])
        self.assertEqual(slots[0].people, "李强, 王芳")
        self.assertEqual(slots[0].clock, "10:00")
        slots[0].action_book()
        slots[0].action_book()
        visit = ticket.sudo().visit_ids
        self.assertEqual((len(visit), visit.state), (1, "offered"))
        self.assertEqual(visit.start, MORNING + timedelta(hours=1))


@tagged("post_install", "-at_install")
class TestVerify(CustomerVisitCase):
    def _ask(self, **typed):
        return self._send("/service/verify", **{"phone": "", "badge": "", **typed})

    def test_genuine_by_number_and_by_badge(self):
        _ticket, _path, visit = self._booked()
        code = visit.check_code
        for typed in ({"phone": "8000"}, {"badge": "b-007"}, {"phone": PHONE}):
            page = self._ask(code=code, **typed).text
            self.assertIn("Genuine", page)
            self.assertIn("李强", page)
            self.assertIn("凤凰站", page)
            self.assertIn("data:image/jpeg", page)

    def test_helper_is_genuine_by_the_own_badge(self):
        _ticket, _path, visit = self._booked()
        self.wang.service_badge = "B-008"
        self._create_visit(MORNING + timedelta(hours=3), self.wang)
        self.assertNotIn("王芳", self._ask(code=visit.check_code, badge="B-008").text)
        self.wang.service_badge = False
        helper = self._create_technician("学徒", self.fenghuang, service_badge="B-009")
        visit.helper_ids = helper
        page = self._ask(code=visit.check_code, badge="B-009").text
        self.assertIn("学徒", page)
        self.assertNotIn("李强", page)

    def test_full_width_digits(self):
        _ticket, _path, visit = self._booked()
        code = visit.check_code.translate({48 + n: 0xFF10 + n for n in range(10)})
        self.assertIn("Genuine", self._ask(code=code, phone="８０００").text)

    def test_all_that_is_wrong_is_answered_alike(self):
        """A forged code, a visit of another day, one that is over: no difference."""
        _ticket, _path, visit = self._booked()
        wrong = f"{(int(visit.check_code) + 1) % 10000:04d}"
        pages = {self._answer(code=wrong, phone="8000")}
        pages.add(self._answer(code=visit.check_code, phone="9999"))
        pages.add(self._answer(code=visit.check_code, badge="B-008"))
        visit._decide({"start": MORNING + timedelta(days=2)})
        pages.add(self._answer(code=visit.check_code, phone="8000"))
        visit._decide({"start": MORNING + timedelta(hours=3)})
        visit._cancel("dispatcher")
        pages.add(self._answer(code=visit.check_code, phone="8000"))
        self.assertEqual(len(pages), 1)
        self.assertIn("We can't confirm this person", pages.pop())

    def _answer(self, **typed):
        """The page's answer, without the fields that show what was typed."""
        page = self._ask(**typed).text
        return re.search(r'role="status".*?</div>', page, re.DOTALL)[0]

    def test_offered_is_not_genuine_yet(self):
        _ticket, _path, visit = self._booked("offered")
        self.assertNotIn("Genuine", self._ask(code=visit.check_code, phone="8000").text)

    def test_limit(self):
        """Who tries codes is stopped, for that number too from other addresses."""
        _ticket, _path, visit = self._booked()
        for number in range(10):
            self._ask(code=f"{number:04d}", phone="8000", badge="")
        self.assertEqual(
            self._ask(code=visit.check_code, phone="8000").status_code, 429
        )

    def test_unfinished_questions(self):
        for typed in ({"code": "12"}, {"code": "1234"}, {"phone": "8000"}):
            self.assertIn("Please type", self._ask(**{"code": "", **typed}).text)
        self.assertIn('value="1234"', self._get("/service/verify?code=1234").text)
