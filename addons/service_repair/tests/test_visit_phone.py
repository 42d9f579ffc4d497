from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .phone import HOUR, PhoneCase, photo

PRESS = "0123456789abcdef" * 2


def milliseconds(moment):
    return str(
        int(
            (moment - fields.Datetime.to_datetime("1970-01-01"))
            / timedelta(milliseconds=1)
        )
    )


@tagged("post_install", "-at_install")
class TestVisitPhone(PhoneCase):
    """A technician's day on the phone, over HTTP, with scripts and without."""

    def test_the_day_in_order(self):
        """Offers first, then the visits as they come; nobody else's."""
        self.visit.ticket_id.write({"fault": "第二家", "caller_phone": "13800138000"})
        offered = self._offer(self.li)
        offered.ticket_id.fault = "新派的"
        foreign = self._visit_of(self.wang)
        foreign.ticket_id.fault = "别人的"
        self._log_in(self.technician)
        page = self._page().text
        self.assertLess(page.index("新派的"), page.index("第二家"))
        self.assertNotIn("别人的", page)
        self.assertIn("tel:+8613800138000", page)
        self.assertIn('href="geo:0,0?q=%E6%B9%96', page)
        self.assertIn("Answer by", page)
        self.assertIn("/my/visits", self.url_open("/my").text)

    def test_from_offer_to_done(self):
        """Each button by its form alone, and the page says what came of it."""
        visit = self._offer(self.li)
        self._log_in(self.technician)
        steps = (
            ("accept", "accepted", {}),
            ("depart", "on_way", {}),
            ("arrive", "arrived", {"latitude": "27.948", "longitude": "109.599"}),
        )
        for action, state, said in steps:
            answer = self._post(visit, action, press=PRESS, **said)
            self.assertEqual(answer.status_code, 303)
            visit.invalidate_recordset()
            self.assertEqual(visit.state, state)
        page = self._page(visit).text
        self.assertIn("You have arrived.", page)
        self.assertIn(visit.check_code, page)
        self.assertNotIn(f">{visit.completion_code}<", page)
        self.assertEqual(
            (visit.arrived_latitude, visit.arrived_longitude), (27.948, 109.599)
        )
        item = visit.checklist_item_ids[0]
        self._post(visit, "check", item=item.id, value="1")
        self._post(
            visit,
            "finish",
            result="solved",
            code=visit.completion_code,
            report="换电池",
        )
        visit.invalidate_recordset()
        self.assertEqual((visit.state, visit.result), ("done", "solved"))
        self.assertTrue(visit.is_confirmed)
        self.assertEqual((visit.report, item.done_by_id), ("换电池", self.li))
        self.assertTrue(visit.ticket_id.closed)
        self.assertIn("The visit is done.", self._page(visit).text)

    def test_a_contractors_technician(self):
        """A portal user, who reads no records, does the same."""
        visit = self._offer(self.zhao)
        self._log_in(self.portal)
        self.assertIn(visit.name, self._page(visit).text)
        for action in ("accept", "depart", "arrive"):
            self.assertTrue(self._told(visit, action)[0], action)
        item = visit.checklist_item_ids[0]
        self.assertTrue(self._told(visit, "check", item=item.id, value="1")[0])
        self.assertTrue(self._told(visit, "say", text="到了")[0])
        self.assertEqual(visit._messages_of_team().author_id, self.portal.partner_id)
        self.assertNotIn(self.portal.partner_id, visit.message_partner_ids)
        done = self._told(visit, "finish", result="customer_absent")
        self.assertEqual((done[0], visit.result), (True, "customer_absent"))
        self.assertTrue(visit.following_ids)

    def test_declining_and_handing_over_want_a_reason(self):
        offered = self._offer(self.li)
        self._log_in(self.technician)
        offer = offered.offer_ids
        self.assertEqual(self._told(offered, "decline"), (False, "Please say why."))
        self.assertEqual(offered.state, "offered")
        answer = self._post(offered, "decline", reason="far", more="车坏了")
        self.assertURLEqual(answer.headers["Location"], "/my/visits")
        self.assertEqual(offer.declined_because, "Too far away · 车坏了")
        self.assertIn("Somebody else is asked", self._page().text)
        self.assertFalse(self._told(self.visit, "hand_over", reason="?")[0])
        self.assertTrue(self._told(self.visit, "hand_over", reason="ill")[0])
        self.assertNotEqual(self.visit.state, "accepted")
        theirs = self.visit.offer_ids.filtered(lambda o: o.resource_id == self.li)
        self.assertEqual(theirs.mapped("state"), ["declined"])
        self.assertEqual(self._page(self.visit).status_code, 404)

    def test_helpers_note_and_do_not_decide(self):
        """Who goes along ticks off and writes; the way is the technician's."""
        self.visit.helper_ids = self.zhao
        self._log_in(self.portal)
        page = self._page(self.visit).text
        self.assertIn("You help", page)
        self.assertNotIn("/depart", page)
        item = self.visit.checklist_item_ids[0]
        self.assertTrue(self._told(self.visit, "check", item=item.id, value="1")[0])
        self.assertEqual(item.done_by_id, self.zhao)
        done, words = self._told(self.visit, "depart")
        self.assertEqual((done, words), (False, "The visit is with somebody else."))
        self.assertEqual(self.visit.state, "accepted")

    # -- a bad line

    def test_pressed_twice_counts_once(self):
        self._log_in(self.technician)
        for _time in range(2):
            done, _words = self._told(self.visit, "depart", press=PRESS)
            self.assertTrue(done)
            self._told(self.visit, "add", press=PRESS, what="电池", quantity="4")
            self._told(self.visit, "say", press=PRESS, text="堵车")
            files = [("photos", ("a.jpg", photo(), "image/jpeg"))]
            self._told(self.visit, "photos", press=PRESS, files=files)
        self.assertEqual(self.visit.state, "on_way")
        self.assertEqual(len(self.visit.part_ids), 1)
        self.assertEqual(len(self.visit._messages_of_team()), 1)
        self.assertEqual(len(self.visit.photo_ids), 1)

    def test_sent_late_counts_when_it_was_pressed(self):
        """Pressed in a cellar: the moments are those of the presses, and are noted."""
        now = fields.Datetime.now()
        self.visit.ticket_id.flush_recordset()
        self.env.cr.execute(
            "UPDATE service_visit SET create_date = %s WHERE id = %s",
            (now - 3 * HOUR, self.visit.id),
        )
        self.visit.invalidate_recordset()
        left, came = now - 2 * HOUR, now - HOUR
        self._log_in(self.technician)
        self._told(self.visit, "depart", at=milliseconds(left))
        self._told(self.visit, "arrive", at=milliseconds(came))
        self.assertEqual((self.visit.departed_at, self.visit.arrived_at), (left, came))
        notes = self.visit.message_ids.filtered(
            lambda one: "without a line" in one.body
        )
        self.assertEqual(len(notes), 2)

    def test_moments_that_can_not_be_true(self):
        """What lies ahead, years back or before the step before it is not believed."""
        now = fields.Datetime.now()
        self._log_in(self.technician)
        self._told(self.visit, "depart", at=milliseconds(now + 5 * HOUR))
        self.assertLess(self.visit.departed_at, now + HOUR)
        self._told(self.visit, "arrive", at=milliseconds(now - 5 * HOUR))
        self.assertEqual(self.visit.arrived_at, self.visit.departed_at)
        for garbage in ("0", "", "yesterday", "-1", "9" * 40, "１"):
            other = self._visit_of(self.li)
            self.assertTrue(self._told(other, "depart", at=garbage)[0])
            self.assertGreaterEqual(
                other.departed_at, other.create_date.replace(microsecond=0)
            )
            other._decide({"state": "cancelled"})

    def test_too_late_is_said(self):
        """Kept without a line while a dispatcher gave the visit to somebody else."""
        visit = self._offer(self.li)
        visit._happen("assign", "dispatcher", self.wang, resource_id=self.wang.id)
        self._log_in(self.technician)
        self.assertEqual(
            self._told(visit, "accept"), (False, "The visit is not yours any more.")
        )
        self.assertEqual(visit.resource_id, self.wang)

    def test_a_second_hand_over_takes_nothing_away(self):
        """The visit came back to him: the old press, sent again, is past."""
        self._log_in(self.technician)
        said = {"reason": "time", "press": PRESS}
        self.assertTrue(self._told(self.visit, "hand_over", **said)[0])
        self.visit._happen("assign", "dispatcher", self.li, resource_id=self.li.id)
        self.assertTrue(self._told(self.visit, "hand_over", **said)[0])
        self.assertEqual(
            (self.visit.state, self.visit.resource_id), ("accepted", self.li)
        )

    def test_refused_may_be_pressed_again(self):
        """The same press is taken once what stood in its way is gone."""
        visit = self._visit_of(self.li, "arrived")
        self._log_in(self.technician)
        said = {"result": "solved", "code": visit.completion_code, "press": PRESS}
        done, words = self._told(visit, "finish", **said)
        self.assertEqual(
            (done, words), (False, "The checklist is not finished: 测量电压 left.")
        )
        self._told(visit, "check", item=visit.checklist_item_ids[0].id, value="1")
        self.assertTrue(self._told(visit, "finish", **said)[0])

    def test_without_a_session(self):
        """Nothing happens, and the way leads to the log-in."""
        self.authenticate(None, None)
        answer = self._post(self.visit, "depart", script=True)
        self.assertEqual(answer.status_code, 303)
        self.assertIn("/web/login", answer.headers["Location"])
        self.visit.invalidate_recordset()
        self.assertEqual(self.visit.state, "accepted")

    # -- code and signature

    @mute_logger("odoo.http")
    def test_forged_codes(self):
        """Five wrong ones, then only a signature ends the visit; one sent again is no
        further try."""
        visit = self._visit_of(self.li, "arrived")
        visit._decide({"completion_code": "4711"})
        self._log_in(self.technician)
        wrong = "That is not the customer's code. Ask again, or let the customer sign."
        for code in ("0000", "0000", "1111", "471", "47111", "4711; --"):
            said = self._told(visit, "finish", result="parts_needed", code=code)
            self.assertEqual(said, (False, wrong), code)
        self.assertEqual(visit.code_tries, 5)
        said = self._told(visit, "finish", result="parts_needed", code="4711")
        self.assertEqual(
            said, (False, "The code was wrong too often. Let the customer sign.")
        )
        for drawn in ("data:image/png;base64,AAAA", "x", "data:,", "é" * 9):
            said = self._told(visit, "finish", result="parts_needed", signature=drawn)
            self.assertIn("could not be read", said[1])
        self.assertEqual(visit.state, "arrived")
        files = [("photos", ("paper.png", photo((60, 30), "PNG"), "image/png"))]
        said = self._told(
            visit, "finish", result="parts_needed", signed_by="田苗", files=files
        )
        self.assertTrue(said[0])
        self.assertTrue(visit.signature)
        self.assertEqual(visit.signed_by, "田苗")

    def test_digits_of_a_chinese_keyboard(self):
        visit = self._visit_of(self.li, "arrived")
        visit._decide({"completion_code": "4711"})
        self._log_in(self.technician)
        said = self._told(visit, "finish", result="not_repairable", code="４７１１")
        self.assertTrue(said[0])
        self.assertTrue(visit.is_confirmed)

    def test_nothing_is_confirmed_by_nothing(self):
        visit = self._visit_of(self.li, "arrived")
        self._log_in(self.technician)
        for said in ({}, {"result": "solved"}, {"result": "perfect", "code": "1"}):
            self.assertFalse(self._told(visit, "finish", **said)[0])
        self.assertEqual(visit.state, "arrived")
