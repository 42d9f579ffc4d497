from datetime import timedelta

from odoo.tests import tagged

from .test_visit_rating import HOUR, DoneCase
from .visits import MORNING

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestWarranty(DoneCase):
    """What was repaired and fails again is seen to again, free of charge."""

    def _repaired(self, days, **values):
        """A solved visit, and the moment some days after it."""
        visit = self._done(**values)
        self.assertTrue(visit.ticket_id.closed)
        self.travel_to(MORNING + days * DAY)
        return visit

    def test_reopened_gets_a_free_visit(self):
        first = self._repaired(3)
        ticket = first.ticket_id
        self.assertEqual(ticket._reopen_for_customer(), "reopened")
        again = ticket.next_visit_id
        self.assertEqual(again.previous_id, first)
        self.assertTrue(again.is_warranty and again.is_repeat)
        self.assertEqual(again.state, "open")

    def test_reopened_twice_is_one_visit(self):
        ticket = self._repaired(3).ticket_id
        closed = ticket.stage_id
        ticket._reopen()
        ticket.stage_id = closed
        ticket._reopen()
        self.assertEqual(len(ticket.visit_ids.filtered("is_repeat")), 2)
        self.assertEqual(
            ticket.visit_ids.sorted("id")[1:].mapped("state"), ["cancelled", "open"]
        )

    def test_written_late_is_a_new_ticket_with_a_free_visit(self):
        first = self._repaired(60)
        ticket = first.ticket_id
        self.assertEqual(ticket._customer_says("又打不开了"), "new")
        visit = ticket.continued_by_id.visit_ids
        self.assertEqual(visit.previous_id, first)
        self.assertTrue(visit.is_warranty)

    def test_after_the_warranty_it_is_no_repeat(self):
        first = self._repaired(91, ticket=self._create_ticket(serial_number="A1"))
        later = self._create_visit(ticket=self._create_ticket(serial_number="A1"))
        self.assertFalse(later.previous_id or later.is_warranty or later.is_repeat)
        first.ticket_id._customer_says("又打不开了")
        later = first.ticket_id.continued_by_id.visit_ids
        self.assertFalse(later.is_warranty)

    def test_the_same_article_called_in_anew(self):
        first = self._repaired(30, ticket=self._create_ticket(serial_number="A1"))
        same = self._create_visit(ticket=self._create_ticket(serial_number="A1"))
        self.assertEqual(same.previous_id, first)
        self.assertTrue(same.is_warranty)
        other = self._create_visit(ticket=self._create_ticket(serial_number="A2"))
        nameless = self._create_visit()
        self.assertFalse(other.previous_id or nameless.previous_id)

    def test_parts_for_a_free_repair_are_free(self):
        first = self._repaired(3)
        first.ticket_id._reopen()
        again = first.ticket_id.next_visit_id
        at = MORNING + 3 * DAY + HOUR
        again._decide({"state": "arrived", "resource_id": self.li.id, "start": at})
        again._finish("parts_needed", code=again.completion_code)
        third = first.ticket_id.next_visit_id
        self.assertTrue(third.is_warranty)
        self.assertFalse(third.is_repeat)

    def test_dropped_tickets_are_no_repairs(self):
        ticket = self._done("refused").ticket_id
        ticket._reopen()
        self.assertFalse(ticket.next_visit_id)
