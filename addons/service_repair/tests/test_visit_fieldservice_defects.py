from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.service_planning import to_minute
from .visits import MORNING, VisitCase

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AT_TEN = MORNING + HOUR


@tagged("post_install", "-at_install")
class TestFieldserviceDefects(VisitCase):
    """What ``fieldservice`` 19.0 gets wrong when orders are planned.

    Found by running it: a full-day holiday is no hindrance while anybody's absence
    inside the visit is, two overlapping orders of one worker are accepted, the start of
    two orders cannot be set at once, and lateness goes by the clock on the wall.
    """

    def _visit(self, start=AT_TEN, person=None):
        values = {
            "ticket_id": self._create_ticket().id,
            "start": start,
            "resource_id": (person or self.li).id,
        }
        return self.env["service.visit"].with_user(self.dispatcher).create(values)

    def _away(self, start, end, person=None):
        """An absence of a person; of nobody in particular it is a public holiday."""
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "休",
                "calendar_id": self.calendar.id,
                "resource_id": person.id if person else False,
                "date_from": start,
                "date_to": end,
            }
        )

    def test_no_visit_on_a_public_holiday(self):
        midnight = MORNING + DAY - 9 * HOUR
        self._away(midnight, midnight + DAY)
        visit = self._visit()
        with self.assertRaisesRegex(UserError, "not at work.*Free: "):
            visit.start = AT_TEN + DAY
        self.assertEqual(visit.start, AT_TEN)
        holiday = range(to_minute(midnight), to_minute(midnight + DAY))
        slots = self._create_visit()._slots()
        self.assertGreater(slots[-1].start, holiday[-1])
        self.assertFalse([slot for slot in slots if slot.start in holiday])
        with self.assertRaises(UserError):
            self._visit(AT_TEN + DAY, self.wang)

    def test_somebody_elses_absence_is_no_hindrance(self):
        self._away(AT_TEN + HOUR / 4, AT_TEN + HOUR * 3 / 4, self.wang)
        self.assertEqual(self._visit().resource_id, self.li)

    def test_ones_own_absence_inside_the_visit_is(self):
        self._away(AT_TEN + HOUR / 4, AT_TEN + HOUR * 3 / 4, self.li)
        with self.assertRaisesRegex(UserError, "not at work"):
            self._visit()

    def test_overlapping_visits_of_one_person_are_refused(self):
        self._visit()
        with self.assertRaisesRegex(UserError, "on another visit"):
            self._visit(AT_TEN + HOUR / 2)

    def test_the_start_of_two_is_set_at_once(self):
        both = self._visit() | self._visit(person=self.wang)
        both.write({"start": AT_TEN + 2 * HOUR})
        self.assertEqual(set(both.mapped("start")), {AT_TEN + 2 * HOUR})
        self.assertEqual(both.resource_id, self.li | self.wang)

    def test_late_by_working_hours(self):
        """A call on Friday at 17:30 is not late on Monday at 9:00."""
        weekdays = self._create_calendar("weekdays", 8, 18, days=5)
        self.fenghuang.write({"calendar_id": weekdays.id, "is_round_the_clock": False})
        self.travel_to(MORNING + 4 * DAY + 8.5 * HOUR)
        ticket = self._create_ticket()
        clock = ticket.deadline_ids.filtered(
            lambda each: each.policy_id.code == "REPAIR_RESPONSE"
        )
        self.assertEqual(clock.due_at, MORNING + 7 * DAY + HOUR / 2)
