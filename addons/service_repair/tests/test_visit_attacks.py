from datetime import datetime

from odoo.exceptions import AccessError, LockError
from odoo.service import model as service_model
from odoo.tests import HttpCase, new_test_user, tagged

from ..models.service_planning import to_moment
from ..rules.local_time import local_of
from .test_customer_visit import CustomerVisitCase
from .test_visit_rating import DoneCase
from .visits import VisitCase


@tagged("post_install", "-at_install")
class TestForgedRatings(DoneCase, HttpCase):
    """A visit's stars are its customer's to give, whatever Odoo lets employees do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plain = new_test_user(cls.env, "attack_plain", "base.group_user")

    def _rated(self):
        visit = self._done()
        visit._rate(1, "没修好")
        return visit

    def test_staff_does_not_write_ratings(self):
        visit = self._rated()
        for user in (self.plain, self.technician, self.agent, self.manager):
            rating = visit.rating_ids.with_user(user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                rating.write({"rating": 5})
        self.assertEqual(visit.rating_last_value, 1)

    def test_staff_does_not_add_ratings(self):
        """Nor have a rating of something else become one of a visit."""
        visit = self._done()
        ratings = self.env["rating.rating"].with_user(self.technician)
        model = self.env["ir.model"]._get_id(visit._name)
        about = {"res_model_id": model, "res_id": visit.id}
        with self.assertRaises(AccessError):
            ratings.create({**about, "rating": 5, "consumed": True})
        other = ratings.create(
            {
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": self.env.user.partner_id.id,
                "rating": 5,
                "consumed": True,
            }
        )
        with self.assertRaises(AccessError):
            other.write(about)

    def test_who_reads_ratings(self):
        """Technicians see the stars on their visits, and no other station's words."""
        visit = self._rated()
        self.fenghuang.user_ids = self.technician
        for user, found in (
            (self.plain, 0),
            (self.technician, 0),
            (self.agent, 1),
            (self.manager, 1),
        ):
            of_visit = [("res_model", "=", visit._name), ("res_id", "=", visit.id)]
            ratings = self.env["rating.rating"].with_user(user)
            with self.subTest(user.login):
                self.assertEqual(ratings.search_count(of_visit), found)
        mine = visit.with_user(self.technician)
        self.assertEqual(mine.rating_last_value, 1)
        self.assertEqual(mine.rating_last_feedback, "没修好")

    def test_no_link_of_odoo_rates_a_visit(self):
        """Odoo's own page knows no day within which a rating may be changed."""
        self.assertFalse(self._rated().rating_ids.access_token)


@tagged("post_install", "-at_install")
class TestAtOnce(CustomerVisitCase):
    """Two presses at the same moment: the later one waits, and says what came of it."""

    def _while_locked(self, model):
        """Somebody else changes the records at the first try of a request."""
        lock, tries = self.registry[model].lock_for_update, []

        def lock_for_update(records, **options):
            tries.append(records)
            if len(tries) == 1:
                raise LockError("Cannot grab a lock on records")
            return lock(records, **options)

        self.patch(self.registry[model], "lock_for_update", lock_for_update)
        self.patch(service_model.time, "sleep", lambda _seconds: None)

    def test_customer_cancels(self):
        _ticket, path, visit = self._booked()
        self._while_locked("helpdesk.ticket")
        answer = self._press(path, "cancel", visit)
        self.assertEqual(answer.status_code, 303)
        visit.invalidate_recordset()
        self.assertEqual(visit.state, "cancelled")

    def test_customer_confirms_from_a_message(self):
        _ticket, path, visit = self._booked(hours=26)
        self._while_locked("service.visit")
        answer = self._send(f"{path}/confirm/{visit.id}", start=visit._minute_shown())
        self.assertEqual(answer.status_code, 303)
        visit.invalidate_recordset()
        self.assertTrue(visit.confirmed_at)

    def test_customer_rates(self):
        _ticket, path, visit = self._booked("arrived")
        visit._finish("parts_needed", code=visit.completion_code)
        visit.following_ids.unlink()
        self._while_locked("service.visit")
        answer = self._send(f"{path}/rate", visit=visit.id, stars="4")
        self.assertEqual(answer.status_code, 303)
        visit.invalidate_recordset()
        self.assertEqual(visit.rating_last_value, 4)

    def test_contractor_gives(self):
        contractor = new_test_user(self.env, "attack_contractor", "base.group_portal")
        self.fenghuang.write(
            {"kind": "contractor", "contractor_user_ids": contractor.ids}
        )
        _ticket, _path, visit = self._booked()
        self.authenticate(contractor.login, contractor.login)
        self._while_locked("service.visit")
        answer = self._send(
            f"/my/station/visit/{visit.id}/give", technician=self.wang.id
        )
        self.assertEqual(answer.status_code, 303)
        visit.invalidate_recordset()
        self.assertEqual(visit.resource_id, self.wang)


@tagged("post_install", "-at_install")
class TestClockIsChanged(VisitCase):
    """New York sets its clock back on 2026-11-01 (a Sunday), and on on 2027-03-14."""

    def _clocks(self, now):
        """What the clock shows at the free starts of the day after."""
        calendar = self._create_calendar("night", 0, 6)
        calendar.tz = "America/New_York"
        station = self._create_station("纽约", [], calendar_id=calendar.id)
        self._create_technician("Ann", station, calendar_id=calendar.id, tz=calendar.tz)
        self.travel_to(now)
        visit = self.env["service.visit"].new(
            {"ticket_id": self._create_ticket().id, "station_id": station.id}
        )
        starts = [to_moment(slot.start) for slot in visit._slots()]
        local = [local_of(start, calendar.tz) for start in starts]
        first = local[0].date()
        return [f"{each:%H:%M}" for each in local if each.date() == first]

    def test_no_hour_is_offered_twice(self):
        """Nobody could tell which of the two is meant."""
        clocks = self._clocks(datetime(2026, 10, 31, 12))
        self.assertEqual(len(clocks), len(set(clocks)))
        self.assertIn("01:30", clocks)
        self.assertIn("02:00", clocks)

    def test_no_hour_that_is_not(self):
        clocks = self._clocks(datetime(2027, 3, 13, 12))
        self.assertIn("01:30", clocks)
        self.assertNotIn("02:00", clocks)
        self.assertIn("03:00", clocks)
