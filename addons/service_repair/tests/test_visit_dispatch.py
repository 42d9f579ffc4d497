from datetime import timedelta
from unittest.mock import Mock

from odoo.exceptions import LockError
from odoo.tests import tagged

from .visits import MORNING, VisitCase

AT_NIGHT = MORNING + timedelta(hours=18, minutes=10)  # 03:10 in Shanghai


@tagged("post_install", "-at_install")
class TestDispatch(VisitCase):
    """An emergency is offered at once, and goes on until somebody accepts."""

    def _emergency(self, address="湖南省凤凰县"):
        ticket = self._create_ticket(address, is_emergency=True)
        return ticket.visit_ids

    def _lapse(self, visit):
        """Nobody answers: the sweep looks when the time is over."""
        self.travel_to(visit._waiting_offer().answer_by)
        self.env["service.visit.offer"]._take_due(
            visit._waiting_offer().answer_by
        )._do_due(visit._waiting_offer().answer_by)

    def test_offered_with_the_saving_of_the_call(self):
        visit = self._emergency()
        self.assertEqual(visit.state, "offered")
        self.assertIn(visit.resource_id, self.li | self.wang)
        self.assertEqual(visit.start, MORNING + timedelta(minutes=25))
        offer = visit.offer_ids
        self.assertEqual(offer.answer_by, MORNING + timedelta(minutes=5))

    def test_somebody_is_at_the_visit_as_its_offer_lapses(self):
        """It lapses a moment later, and not after the half hour of what fails."""
        offer = self._emergency()._waiting_offer()
        locked = LockError("Cannot grab a lock on records")
        self.patch(
            self.registry["service.visit"],
            "lock_for_update",
            Mock(side_effect=locked),
        )
        with self.assertNoLogs("odoo.addons.service_deadline", "ERROR"):
            offer._do_due_apart(offer.answer_by)
        self.assertEqual(offer.state, "waiting")
        self.assertEqual(offer.next_at, offer.answer_by)

    def test_unanswered_goes_to_the_next_then_the_next_station_then_a_person(self):
        visit = self._emergency()
        first = visit.resource_id
        self._lapse(visit)
        self.assertEqual(visit.resource_id, (self.li | self.wang) - first)
        self._lapse(visit)
        self.assertEqual(visit.resource_id, self.zhao)
        self.assertEqual(visit.station_id, self.jishou)
        self.assertEqual(visit.ticket_id.station_id, self.jishou)
        self._lapse(visit)
        self.assertEqual(visit.state, "open")
        self.assertTrue(visit.dispatcher_called_at)
        states = visit.offer_ids.mapped("state")
        self.assertEqual(states, ["lapsed"] * 3)

    def test_the_desk_says_who_is_asked(self):
        """The agent tells the caller; where nobody can go, it is red."""
        call = {"key": "0123456789", "address": "湖南省凤凰县", "is_emergency": True}
        desk = self.env["service.desk"].with_user(self.agent)
        said = desk.save(call)["dispatched"]
        self.assertIn(said["text"].split()[2], (self.li | self.wang).mapped("name"))
        self.assertFalse(said["nobody"])
        self.travel_to(AT_NIGHT)  # nobody is on call
        said = desk.save({**call, "key": "0123456790"})["dispatched"]
        self.assertTrue(said["nobody"])
        ordinary = {**call, "key": "0123456791", "is_emergency": False}
        self.assertFalse(desk.save(ordinary)["dispatched"])

    def test_declined_goes_to_the_next(self):
        visit = self._emergency()
        first = visit.resource_id
        visit._decline("车坏了", person=first)
        self.assertEqual(visit.state, "offered")
        self.assertNotEqual(visit.resource_id, first)

    def test_at_night_a_planned_visit_waits_for_the_morning(self):
        """An offer is no alarm: who sleeps has not refused it."""
        self.travel_to(AT_NIGHT)
        visit = self._create_visit(AT_NIGHT + timedelta(hours=32))
        visit._dispatch()
        # four hours from 8:00 in Shanghai
        self.assertEqual(visit.offer_ids.answer_by, MORNING + timedelta(hours=27))

    def test_at_night_who_is_on_call(self):
        self.wang.service_on_call = True
        self.travel_to(AT_NIGHT)
        visit = self._emergency()
        self.assertEqual(visit.resource_id, self.wang)

    def test_at_night_without_anybody_a_dispatcher_is_called(self):
        team = self.env.company._get_dispatch_team()
        team.user_ids = self.dispatcher
        self.travel_to(AT_NIGHT)
        visit = self._emergency()
        self.assertEqual(visit.state, "open")
        self.assertEqual(visit.activity_ids.user_id, self.dispatcher)

    def test_the_dispatcher_is_called_in_his_language(self):
        """Nobody presses anything: the sweep has no language of its own."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.dispatcher.lang = "zh_CN"
        self.env.company._get_dispatch_team().user_ids = self.dispatcher
        self.travel_to(AT_NIGHT)
        visit = self._emergency()
        self.assertEqual(visit.activity_ids.summary, "此次上门无人接单")
        self.assertIn("转调度员处理", visit.activity_ids.note)

    def test_a_visit_without_a_time_shows_the_free_ones(self):
        """It can't be proposed before it has a time, so that is what is offered."""
        visit = self.env["service.visit"].create(
            {"ticket_id": self._create_ticket("湖南省凤凰县").id}
        )
        action = visit.with_user(self.dispatcher).action_choose_time()
        self.assertEqual(action["res_model"], "service.visit.slot")

    def test_accepting_takes_the_ticket(self):
        user = self._create_user("technician", "li_qiang")
        self.li.user_id = user
        self.wang.active = False
        visit = self._emergency()
        visit.with_user(user).action_accept()
        self.assertEqual(visit.state, "accepted")
        self.assertEqual(visit.ticket_id.user_id, user)
        self.assertFalse(visit.ticket_id.unattended)
        visit.with_user(user).action_accept()
        self.assertEqual(visit.offer_ids.state, "accepted")

    def test_arrival_keeps_the_promise(self):
        visit = self._emergency()
        visit._accept()
        clock = visit.ticket_id.deadline_ids.filtered(
            lambda each: each.policy_id.code == "REPAIR_ON_SITE_EMERGENCY"
        )
        self.assertEqual(clock.state, "running")
        self.travel_to(MORNING + timedelta(minutes=28))
        visit._depart()
        visit._arrive()
        self.assertEqual(clock.state, "met")

    def test_a_ticket_that_closes_calls_them_back(self):
        visit = self._emergency()
        visit.ticket_id._close_as_done(dropped=True)
        self.assertEqual(visit.state, "cancelled")
        self.assertEqual(visit.offer_ids.state, "withdrawn")

    def test_no_technicians_no_visits(self):
        (self.li | self.wang | self.zhao).active = False
        self.assertFalse(self._emergency())

    def test_who_comes_again_comes_at_an_agreed_time(self):
        visit = self._emergency()
        visit._accept()
        visit._arrive()
        visit._finish("customer_absent")
        again = visit.following_ids
        self.assertEqual((again.state, again.is_emergency), ("open", False))
        start = MORNING + timedelta(hours=4)
        self.assertIsNone(again._book(start, "customer"))
        self.assertEqual((again.state, again.start), ("offered", start))
