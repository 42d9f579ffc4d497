from datetime import datetime, timedelta

from odoo.tests import tagged

from ..models.service_planning import to_minute, to_moment
from .visits import MORNING, VisitCase


@tagged("post_install", "-at_install")
class TestBooking(VisitCase):
    """A slot is taken for a visit; what is taken is offered no more."""

    def _starts(self, visit):
        return [to_moment(slot.start) for slot in visit._slots()]

    def test_lead_time_travel_and_hours(self):
        visit = self._create_visit()
        starts = self._starts(visit)
        self.assertEqual(starts[0], MORNING + timedelta(hours=1))
        today = [each for each in starts if each < MORNING + timedelta(hours=15)]
        self.assertEqual(today[-1], MORNING + timedelta(hours=8))  # done at 18:00

    def test_booked_is_offered(self):
        visit = self._create_visit()
        start = self._starts(visit)[0]
        self.assertIsNone(visit._book(start, "customer"))
        self.assertEqual((visit.state, visit.start), ("offered", start))
        self.assertEqual(visit._book(start, "customer"), "already")

    def test_slot_goes_when_both_are_taken(self):
        start = MORNING + timedelta(hours=3)
        for _person in range(2):
            self.assertIsNone(self._create_visit()._book(start, "customer"))
        third = self._create_visit()
        self.assertEqual(third._book(start, "customer"), "taken")
        self.assertFalse(third.start)
        self.assertNotIn(start, self._starts(third))
        self.assertTrue(self._starts(third))

    def test_no_slot_beside_the_grid_or_in_the_past(self):
        visit = self._create_visit()
        for minutes in (-60, 67, 60 * 24 * 90):
            start = MORNING + timedelta(minutes=minutes)
            self.assertEqual(visit._book(start, "customer"), "taken")

    def test_moved_keeps_the_technician_who_is_free(self):
        visit = self._create_visit()
        starts = self._starts(visit)
        visit._book(starts[0], "customer")
        visit._accept()
        person = visit.resource_id
        self.assertIsNone(visit._book(starts[6], "customer"))
        self.assertEqual((visit.state, visit.resource_id), ("accepted", person))
        self.assertEqual(visit.version, 1)

    def test_moved_to_where_only_another_is_free(self):
        visit = self._create_visit()
        starts = self._starts(visit)
        visit._book(starts[0], "customer")
        visit._accept()
        person = visit.resource_id
        self._create_visit(starts[6], person)
        self.assertIsNone(visit._book(starts[6], "customer"))
        self.assertEqual(visit.state, "offered")
        self.assertEqual(visit.resource_id, (self.li | self.wang) - person)

    def test_capacity_of_the_day(self):
        self.fenghuang.daily_visit_capacity = 1
        self._create_visit(MORNING + timedelta(hours=2), self.li)
        visit = self._create_visit()
        midnight = to_minute(MORNING + timedelta(hours=15))
        self.assertGreaterEqual(visit._slots()[0].start, midnight)

    def test_skills(self):
        locks, safes = self.env["product.category"].create(
            [{"name": "锁"}, {"name": "保险箱"}]
        )
        self.li.service_category_ids = locks
        self.wang.service_category_ids = safes
        ticket = self._create_ticket(product_category_id=locks.id)
        slots = self._create_visit(ticket=ticket)._slots()
        self.assertEqual({slot.people for slot in slots}, {(self.li.id,)})

    def test_absence_and_special_day(self):
        leave = {"resource_id": self.li.id, "name": "病假"}
        leave["date_from"] = MORNING + timedelta(hours=1)
        leave["date_to"] = MORNING + timedelta(hours=4)
        self.env["resource.calendar.leaves"].create(leave)
        self.env["service.special.day"].create(
            {
                "calendar_id": self.calendar.id,
                "date": "2026-03-03",
                "kind": "off",
                "name": "停业",
            }
        )
        slots = self._create_visit()._slots()
        with_li = [slot.start for slot in slots if self.li.id in slot.people]
        # back at 13:00, 25 minutes from the station
        self.assertEqual(with_li[0], to_minute(MORNING + timedelta(hours=4.5)))
        tuesday = to_minute(MORNING + timedelta(hours=15))
        self.assertFalse([s for s in with_li if tuesday <= s < tuesday + 24 * 60])

    def test_without_fixed_hours_each_local_day(self):
        """Nobody is kept from the hour at which the day changes elsewhere."""
        (self.li | self.wang).calendar_id = False
        visit = self._create_visit()
        eight = MORNING + timedelta(hours=22, minutes=30)  # until 8:30 in Shanghai
        self.assertIn(eight, self._starts(visit))
        self.assertIsNone(visit._book(eight, "customer"))

    def test_where_the_clock_changes_hours_stay_local(self):
        """In Berlin the clock goes back on Sunday, 2026-10-25, from 3:00 to 2:00."""
        self.calendar.tz = self.li.tz = self.wang.tz = "Europe/Berlin"
        self.travel_to(datetime(2026, 10, 23, 20))
        starts = self._starts(self._create_visit())
        self.assertEqual(starts, sorted(set(starts)))
        for day, eight in ((24, 6), (25, 7), (26, 7)):
            midnight = datetime(2026, 10, day) - timedelta(hours=8 - eight)
            of_day = [s for s in starts if midnight <= s < midnight + timedelta(days=1)]
            # from the station it is 25 minutes
            self.assertEqual(of_day[0], datetime(2026, 10, day, eight, 30), day)
            self.assertEqual(of_day[-1], datetime(2026, 10, day, eight + 9), day)
