from datetime import timedelta

from odoo.tests import tagged

from .test_customer_link import CustomerLinkCase
from .visits import MORNING, VisitCase

HOUR = timedelta(hours=1)


class DoneCase(VisitCase):
    """Visits that are done."""

    def _done(self, result="solved", at=MORNING, person=None, **values):
        """A visit that 李强 did, an hour after it began."""
        visit = self._create_visit(at, person or self.li, "arrived", **values)
        visit._decide({"arrived_at": at})
        self.travel_to(at + HOUR)
        visit._finish(result, code=visit.completion_code)
        return visit


@tagged("post_install", "-at_install")
class TestRating(DoneCase):
    def test_counts_for_visit_technician_and_station(self):
        visit = self._done()
        self.assertEqual(visit._rate(5, "很快"), "rated")
        self.assertEqual(visit.rating_last_value, 5)
        self.assertEqual(visit.rating_ids.feedback, "很快")
        self.assertEqual(self.li.service_rating_avg, 5)
        self.assertEqual(
            (self.fenghuang.rating_avg, self.fenghuang.rating_count), (5, 1)
        )
        self.assertEqual(self.jishou.rating_count, 0)

    def test_once_and_changed_within_a_day(self):
        visit = self._done()
        visit._rate(4)
        self.assertEqual(visit._rate(4), "already")
        self.travel_to(MORNING + 24 * HOUR)
        self.assertEqual(visit._rate(2), "changed")
        self.assertEqual(len(visit.rating_ids), 1)
        # a change does not open another day
        self.travel_to(MORNING + 26 * HOUR)
        self.assertEqual(visit._rate(5), "kept")
        self.assertFalse(visit._may_change_rating())
        self.assertEqual(visit.rating_last_value, 2)

    def test_refused(self):
        visit = self._done("customer_absent")
        self.assertEqual(visit._rate(5), "early")
        coming = self._create_visit(MORNING + 5 * HOUR, self.wang)
        self.assertEqual(coming._rate(5), "early")
        done = self._done(at=MORNING + 2 * HOUR)
        for stars in (None, 0, 6):
            self.assertEqual(done._rate(stars), "stars")
        self.assertFalse(done.rating_ids)

    def test_unhappy_is_called_back_once(self):
        self.fenghuang.manager_id = self.manager
        visit = self._done()
        visit._rate(3)
        self.assertFalse(visit.activity_ids)
        visit._rate(1, "没修好")
        visit._rate(2, "没修好")
        self.assertEqual(visit.activity_ids.user_id, self.manager)
        self.assertIn("没修好", visit.activity_ids.note)

    def test_what_the_unhappy_say_is_no_page(self):
        """It stands among the tasks of our people, who would trust its links."""
        visit = self._done()
        visit._rate(1, "<a href='//evil.example'>登录</a><img src='//evil.example'/>")
        for sign in ("<a", "<img"):
            self.assertNotIn(sign, visit.activity_ids.note)
        self.assertIn("&lt;a href", visit.activity_ids.note)


@tagged("post_install", "-at_install")
class TestRatingPage(CustomerLinkCase):
    """The customer rates on the own page, by the link."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.station = cls.env["service.station"].create({"name": "站"})
        cls.visit = cls.env["service.visit"].create(
            {"ticket_id": cls.own.id, "station_id": cls.station.id}
        )
        person = cls.env["resource.resource"].create(
            {"name": "李强", "service_station_id": cls.station.id}
        )
        cls.visit._decide(
            {
                "state": "done",
                "result": "solved",
                "resource_id": person.id,
                "start": MORNING,
                "finished_at": cls.env.cr.now().replace(microsecond=0),
            }
        )

    def _rate(self, **data):
        self.assertEqual(self._send("rate", **data).status_code, 303)
        self.visit.invalidate_recordset()
        return self._get().text

    def test_rates_on_the_page(self):
        self.assertIn("How was the visit?", self._get().text)
        said = {"stars": "4", "words": "准时<b>", "visit": str(self.visit.id)}
        self.assertIn("Thank you for your rating", self._rate(**said))
        self.assertEqual(self.visit.rating_last_value, 4)
        page = self._rate(**said)
        self.assertIn("That was done already", page)
        self.assertIn("准时&lt;b&gt;", page)
        self.assertEqual(len(self.visit.rating_ids), 1)

    def test_nonsense_and_other_visits(self):
        number = str(self.visit.id)
        self.assertIn("please choose one to five", self._rate(stars="9", visit=number))
        self.assertIn("please choose one to five", self._rate(visit=number))
        other = str(self.visit.id + 1)
        self.assertIn("done already", self._rate(stars="5", visit=other))
        self.assertFalse(self.visit.rating_ids)

    def test_guides_for_the_product(self):
        guide = self.env["service.guide"].create(
            {"name": "换电池", "kind": "how_to", "is_published": True}
        )
        self.assertIn(guide._page_path(), self._get().text)
        guide.is_published = False
        self.assertNotIn(guide._page_path(), self._get().text)
