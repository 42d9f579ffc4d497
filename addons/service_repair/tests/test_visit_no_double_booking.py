from datetime import timedelta

from odoo.tests import tagged

from ..models.service_visit_plan import PersonTaken
from .visits import MORNING, VisitCase

AT_TEN = MORNING + timedelta(hours=1)
HOUR = timedelta(hours=1)


@tagged("post_install", "-at_install")
class TestNoDoubleBooking(VisitCase):
    """Nobody is at two visits at once, nor on the way to one while at another."""

    def test_overlap_is_refused(self):
        self._create_visit(AT_TEN, self.li)
        with self.assertRaises(PersonTaken):
            self._create_visit(AT_TEN + HOUR / 2, self.li)

    def test_refusals_are_no_errors_in_the_log(self):
        """Two who want the same hour are everyday; it is told to who plans."""
        self._create_visit(AT_TEN, self.li)
        with self.assertNoLogs("odoo.sql_db"), self.assertRaises(PersonTaken):
            self._create_visit(AT_TEN, self.li)

    def test_another_person_is_free(self):
        self._create_visit(AT_TEN, self.li)
        visit = self._create_visit(AT_TEN, self.wang)
        self.assertEqual(visit.assignment_ids.resource_id, self.wang)

    def test_travel_counts(self):
        """Both are in 凤凰县: 25 minutes from one to the other."""
        self._create_visit(AT_TEN, self.li)
        with self.assertRaises(PersonTaken):
            self._create_visit(AT_TEN + HOUR + timedelta(minutes=20), self.li)
        visit = self._create_visit(AT_TEN + HOUR + timedelta(minutes=25), self.li)
        self.assertEqual(visit.travel_before, 25)

    def test_one_between_makes_the_way_to_the_next_longer(self):
        """From 吉首 it is an hour to 凤凰, from the station 25 minutes."""
        later = self._create_visit(AT_TEN + 4 * HOUR, self.li)
        self.assertEqual(later.travel_before, 25)
        far = self._create_ticket("湖南省吉首市")
        self._create_visit(AT_TEN + HOUR, self.li, ticket=far)
        self.assertEqual(later.travel_before, 60)

    def test_one_between_that_leaves_no_way_to_the_next(self):
        self._create_visit(AT_TEN + 2.5 * HOUR, self.li)
        far = self._create_ticket("湖南省吉首市")
        with self.assertRaises(PersonTaken):
            self._create_visit(AT_TEN + HOUR, self.li, ticket=far)

    def test_helpers_are_taken_too(self):
        self._create_visit(AT_TEN, self.li, helper_ids=[(4, self.wang.id)])
        with self.assertRaises(PersonTaken):
            self._create_visit(AT_TEN, self.wang)

    def test_cancelled_and_moved_ones_are_free_again(self):
        visit = self._create_visit(AT_TEN, self.li)
        visit._cancel("agent")
        second = self._create_visit(AT_TEN, self.li)
        second._move(AT_TEN + 3 * HOUR, "agent")
        self._create_visit(AT_TEN, self.li)

    def test_done_early_leaves_the_rest_free(self):
        visit = self._create_visit(AT_TEN, self.li, state="arrived")
        self.travel_to(AT_TEN + timedelta(minutes=20))
        self.assertIsNone(visit._finish("refused"))
        self._create_visit(AT_TEN + timedelta(minutes=50), self.li)

    def test_two_swap_their_times(self):
        one = self._create_visit(AT_TEN, self.li)
        other = self._create_visit(AT_TEN + 3 * HOUR, self.li)
        (one | other)._decide({"resource_id": self.wang.id})
        self.assertEqual((one | other).assignment_ids.resource_id, self.wang)

    def test_the_database_itself_refuses(self):
        """Whatever way they are entered, as two servers might at once."""
        visit = self._create_visit(AT_TEN, self.li)
        row = visit.assignment_ids
        with self.assertRaisesRegex(Exception, "no_overlap"), self.cr.savepoint():
            self.cr.execute(
                "INSERT INTO service_visit_assignment"
                " (visit_id, resource_id, busy_from, busy_till)"
                " SELECT visit_id, resource_id, busy_from + '10 min', busy_till"
                " FROM service_visit_assignment WHERE id = %s",
                [row.id],
                log_exceptions=False,
            )
