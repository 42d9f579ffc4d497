from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .visits import MORNING, VisitCase

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestHandOver(VisitCase):
    def test_is_not_offered_to_the_same_person_again(self):
        """With the reason, to the others; however the visit came to him."""
        for visit in (
            self._create_visit(MORNING + 3 * HOUR, self.li),
            self._create_visit(MORNING + 5 * HOUR, self.li, "on_way"),
        ):
            self.assertIsNone(visit._hand_over("车坏了", person=self.li))
            self.assertEqual(visit.state, "offered")
            self.assertEqual(visit.resource_id, self.wang)
            turned_down = visit.offer_ids.filtered(
                lambda offer: offer.resource_id == self.li
            )
            self.assertEqual(turned_down.state, "declined")
            self.assertIn("车坏了", visit.message_ids[:1].body)

    def test_who_was_told_that_somebody_comes_is_told_anew(self):
        planned = self._create_visit(MORNING + 3 * HOUR, self.li)
        driving = self._create_visit(MORNING + 5 * HOUR, self.li, "on_way")
        (planned | driving).mapped(lambda visit: visit._hand_over("病了"))
        self.assertEqual((planned.version, driving.version), (0, 1))

    def test_by_a_dialog(self):
        """Who has the visit, and nobody else who may read it."""
        user, colleague = (
            self._create_user("technician", login) for login in ("li", "wang")
        )
        self.li.user_id = user
        self.fenghuang.user_ids = user | colleague
        visit = self._create_visit(MORNING + 3 * HOUR, self.li)
        with self.assertRaises(AccessError):
            visit.with_user(colleague).action_hand_over()
        action = visit.with_user(user).action_hand_over()
        dialog = self.env[action["res_model"]].with_user(user)
        dialog = dialog.with_context(**action["context"]).create({"reason": "病了"})
        dialog.action_hand_over()
        self.assertEqual(visit.resource_id, self.wang)


@tagged("post_install", "-at_install")
class TestAbsence(VisitCase):
    def _away(self, person, start, end):
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "病假",
                "resource_id": person.id,
                "calendar_id": self.calendar.id,
                "date_from": start,
                "date_to": end,
            }
        )

    def assertNobodyAway(self):
        """Nobody keeps a visit in an absence."""
        self.env.cr.execute(
            """
            SELECT visit.name
              FROM service_visit visit
              JOIN service_visit_assignment taken ON taken.visit_id = visit.id
              JOIN resource_calendar_leaves leave
                ON leave.resource_id = taken.resource_id
               AND leave.date_from < taken.busy_till
               AND leave.date_to > visit.start
             WHERE visit.state IN ('offered', 'accepted', 'on_way')
            """
        )
        self.assertFalse(self.env.cr.fetchall())

    def test_an_absence_moves_what_it_touches(self):
        touched = self._create_visit(MORNING + 3 * HOUR, self.li)
        before = self._create_visit(MORNING + HOUR, self.li)
        next_day = self._create_visit(MORNING + DAY, self.li)
        offered = self._create_visit(MORNING + 5 * HOUR)
        self.wang.active = False
        offered._dispatch()
        self.assertEqual(offered.resource_id, self.li)
        self.wang.active = True
        self._away(self.li, MORNING + 2 * HOUR + HOUR / 2, MORNING + 12 * HOUR)
        self.env.flush_all()
        self.assertNobodyAway()
        self.assertEqual((touched | offered).resource_id, self.wang)
        self.assertEqual(set((touched | offered).mapped("state")), {"offered"})
        self.assertEqual((before | next_day).resource_id, self.li)
        self.assertEqual(set((before | next_day).mapped("state")), {"accepted"})

    def test_a_moved_absence_too(self):
        visit = self._create_visit(MORNING + DAY, self.li)
        leave = self._away(self.li, MORNING, MORNING + 2 * HOUR)
        self.assertEqual(visit.state, "accepted")
        leave.date_to = MORNING + DAY + HOUR
        self.assertEqual(visit.resource_id, self.wang)

    def test_nobody_left_calls_a_dispatcher(self):
        team = self.env.company._get_dispatch_team()
        team.user_ids = self.dispatcher
        (self.wang | self.zhao).active = False
        visit = self._create_visit(MORNING + 3 * HOUR, self.li)
        self._away(self.li, MORNING, MORNING + DAY)
        self.assertEqual(visit.state, "open")
        self.assertEqual(visit.activity_ids.user_id, self.dispatcher)
        self.assertFalse(visit.assignment_ids)

    def test_helpers_do_not_come_along(self):
        visit = self._create_visit(
            MORNING + 3 * HOUR, self.li, helper_ids=self.wang.ids
        )
        self.env.flush_all()
        self._away(self.wang, MORNING, MORNING + DAY)
        self.assertFalse(visit.helper_ids)
        self.assertEqual((visit.resource_id, visit.state), (self.li, "accepted"))

    def test_who_is_at_the_door_finishes(self):
        visit = self._create_visit(MORNING, self.li, "arrived")
        self._away(self.li, MORNING, MORNING + DAY)
        self.assertEqual((visit.resource_id, visit.state), (self.li, "arrived"))

    def test_who_leaves_gives_up_what_is_to_come(self):
        visit = self._create_visit(MORNING + 3 * DAY, self.li)
        done = self._create_visit(MORNING - DAY, self.li, "done")
        self.li.active = False
        self.assertEqual(visit.resource_id, self.wang)
        self.assertEqual(done.resource_id, self.li)

    def test_a_station_that_closes_hands_on(self):
        visit = self._create_visit(MORNING + 3 * HOUR, self.li)
        untimed = self._create_visit()
        self.fenghuang.active = False
        self.assertEqual((visit | untimed).station_id, self.jishou)
        self.assertEqual(visit.resource_id, self.zhao)
        self.assertEqual(visit.ticket_id.station_id, self.jishou)

    def test_a_pause_hands_on_what_lies_in_it(self):
        visit = self._create_visit(MORNING + 3 * HOUR, self.li)
        later = self._create_visit(MORNING + 3 * DAY, self.li)
        for each in visit | later:
            each._happened_accept()
        self.fenghuang.write({"intake_paused": True, "pause_until": MORNING + DAY})
        self.assertEqual(visit.resource_id, self.zhao)
        self.assertEqual((later.resource_id, later.state), (self.li, "accepted"))


@tagged("post_install", "-at_install")
class TestTogether(VisitCase):
    def test_helpers_see_the_visit_and_talk(self):
        """Helpers read and write in the chat of a visit; other technicians do not."""
        helper, stranger = (
            self._create_user("technician", login) for login in ("helper", "stranger")
        )
        self.wang.user_id = helper
        visit = self._create_visit(
            MORNING + 3 * HOUR, self.li, helper_ids=self.wang.ids
        )
        seen = visit.with_user(helper)
        seen.check_access("read")
        message = seen.message_post(body="我带梯子", subtype_xmlid="mail.mt_comment")
        self.assertEqual(message.author_id, helper.partner_id)
        with self.assertRaises(AccessError):
            visit.with_user(stranger).check_access("read")
        with self.assertRaises(AccessError):
            visit.with_user(stranger).message_post(body="?")
