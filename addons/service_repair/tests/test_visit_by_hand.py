from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .visits import MORNING, VisitCase

AT_TEN = MORNING + timedelta(hours=1)
HOUR = timedelta(hours=1)


@tagged("post_install", "-at_install")
class TestPlanningByHand(VisitCase):
    """Forms and dragging keep the rules, and say what is free instead."""

    def _visit(self, start=AT_TEN, person=None):
        values = {"ticket_id": self._create_ticket().id, "start": start}
        values["resource_id"] = (person or self.li).id
        visits = self.env["service.visit"].with_user(self.dispatcher)
        return visits.create(values)

    def test_made_with_technician_is_accepted(self):
        visit = self._visit()
        self.assertEqual((visit.state, visit.resource_id), ("accepted", self.li))
        self.assertEqual(visit.assignment_ids.resource_id, self.li)

    def test_dragging(self):
        visit = self._visit()
        visit.write({"start": AT_TEN + HOUR, "end": AT_TEN + 3 * HOUR})
        self.assertEqual((visit.start, visit.minutes), (AT_TEN + HOUR, 120))
        self.assertEqual(visit.version, 1)
        visit.resource_id = self.wang
        self.assertEqual(visit.assignment_ids.resource_id, self.wang)
        self.assertEqual(visit.state, "accepted")

    def test_refused_with_what_is_free(self):
        self._visit()
        other = self._visit(AT_TEN + 3 * HOUR)
        with self.assertRaisesRegex(UserError, "李强: on another visit.*Free: "):
            other.start = AT_TEN + HOUR / 2
        with self.assertRaisesRegex(UserError, "not at work"):
            other.start = AT_TEN + 8.5 * HOUR
        with self.assertRaisesRegex(UserError, "past"):
            other.start = MORNING - HOUR
        with self.assertRaisesRegex(UserError, "minutes to get there"):
            other.start = AT_TEN + HOUR + timedelta(minutes=10)
        self.assertEqual(other.start, AT_TEN + 3 * HOUR)

    def test_who_was_asked_is_asked_for_the_new_time(self):
        """What is dragged before somebody answered does not wait for an old answer."""
        visit = self._create_visit(AT_TEN)
        visit._dispatch()
        first, asked = visit.offer_ids, visit.resource_id
        visit.with_user(self.agent).start = AT_TEN + 2 * HOUR
        self.assertEqual((visit.state, visit.resource_id), ("offered", asked))
        again = visit.offer_ids - first
        self.assertEqual((first.state, again.state), ("withdrawn", "waiting"))
        self.assertEqual(again.resource_id, asked)
        self.assertEqual(visit.assignment_ids.busy_till, AT_TEN + 3 * HOUR)

    def test_taken_from_a_technician(self):
        """Somebody else is asked; agents leave that to dispatchers."""
        for state in ("accepted", "offered"):
            if state == "accepted":
                visit = self._visit()
            else:
                visit = self._create_visit(AT_TEN + 4 * HOUR)
                visit._dispatch()
            had = visit.resource_id
            with self.subTest(state):
                with self.assertRaises(UserError):
                    visit.with_user(self.agent).resource_id = False
                visit.with_user(self.dispatcher).resource_id = False
                self.assertEqual(visit.state, "offered")
                self.assertNotEqual(visit.resource_id, had)
                self.assertEqual(
                    visit.offer_ids.filtered("answered_at").state, "declined"
                )

    def test_taken_from_a_technician_for_another_time(self):
        visit = self._visit()
        vals = {"resource_id": False, "start": AT_TEN + 4 * HOUR}
        visit.with_user(self.dispatcher).write(vals)
        self.assertEqual((visit.state, visit.start), ("offered", AT_TEN + 4 * HOUR))
        visit = self._create_visit(AT_TEN, self.zhao, "arrived")
        with self.assertRaises(UserError):
            visit.with_user(self.dispatcher).resource_id = False

    def test_who_gave_it_back_is_named_again(self):
        """Nobody has a visit that is open, also where its last technician is known."""
        visit = self._visit()
        (self.li | self.wang | self.zhao).service_station_id = False
        visit._hand_over("病了")
        self.assertEqual((visit.state, visit.resource_id), ("open", self.li))
        self.li.service_station_id = self.fenghuang
        vals = {"resource_id": self.li.id, "start": AT_TEN + HOUR}
        visit.with_user(self.dispatcher).write(vals)
        self.assertEqual(visit.state, "accepted")
        self.assertEqual(visit.assignment_ids.resource_id, self.li)

    def test_without_a_station(self):
        """A ticket in the dispatchers' queue has none yet; that is said."""
        visit = self._create_visit(ticket=self._create_ticket("没有地方"))
        self.assertFalse(visit.station_id)
        vals = {"resource_id": self.li.id, "start": AT_TEN}
        with self.assertRaisesRegex(UserError, "station"):
            visit.with_user(self.dispatcher).write(vals)
        visit.ticket_id.is_emergency = True
        visit.with_user(self.dispatcher).write(vals)
        self.assertEqual(visit.state, "accepted")

    def test_emergencies_go_to_whom_is_named(self):
        self.travel_to(MORNING + timedelta(hours=18))
        ticket = self._create_ticket(is_emergency=True)
        visit = ticket.visit_ids.with_user(self.dispatcher)
        visit.write({"resource_id": self.li.id, "start": MORNING + 18.5 * HOUR})
        self.assertEqual((visit.state, visit.resource_id), ("accepted", self.li))

    def test_state_is_nobodys_to_write(self):
        visit = self._visit()
        for vals in (
            {"state": "done"},
            {"result": "solved"},
            {"arrived_at": AT_TEN},
            {"completion_code": "0000"},
            {"check_code": "0000"},
            {"code_tries": 0},
            {"is_confirmed": True},
            {"signature": False, "signed_by": "田苗"},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                visit.with_user(self.manager).write(vals)
            with self.subTest(vals), self.assertRaises(AccessError):
                visit.with_user(self.manager).create(
                    {"ticket_id": visit.ticket_id.id, **vals}
                )
        forged = {"default_state": "done", "default_is_confirmed": True}
        made = self.env["service.visit"].with_user(self.agent).with_context(**forged)
        made = made.create({"ticket_id": visit.ticket_id.id})
        self.assertEqual((made.state, made.is_confirmed), ("open", False))
        context = {"service_visit_decided": True}
        with self.assertRaises(AccessError):
            visit.with_context(**context).write({"state": "done"})

    def test_agents_plan_but_technicians_do_not(self):
        visit = self._visit()
        visit.with_user(self.agent).start = AT_TEN + HOUR
        self.fenghuang.user_ids = self.technician
        with self.assertRaises(AccessError):
            visit.with_user(self.technician).start = AT_TEN

    def test_buttons_are_for_its_technician(self):
        self.fenghuang.user_ids = self.technician
        visit = self._visit()
        with self.assertRaisesRegex(AccessError, "not your visit"):
            visit.with_user(self.technician).action_depart()
        self.li.user_id = self.technician
        visit.with_user(self.technician).action_depart()
        self.assertEqual(visit.state, "on_way")
