from odoo.tests import tagged

from .test_visit_dispatch import AT_NIGHT
from .visits import MORNING, VisitCase


@tagged("post_install", "-at_install")
class TestVisitOnTicket(VisitCase):
    """What a ticket's form says of its visits."""

    def test_when_and_who_and_how_far(self):
        visit = self._create_visit(AT_NIGHT, self.li)
        said = visit.ticket_id.with_user(self.agent).next_visit_text
        self.assertRegex(said, r".+ · 李强 · Accepted")

    def test_nothing_is_said_of_what_is_over(self):
        visit = self._create_visit(MORNING, self.li)
        visit._cancel("agent")
        self.assertFalse(visit.ticket_id.next_visit_text)

    def test_handed_on_names_nobody_as_who_chose(self):
        """Whoever saves the call: the station had nobody."""
        (self.li | self.wang).active = False
        ticket = self._create_ticket("湖南省凤凰县", is_emergency=True)
        self.assertEqual(ticket.station_id, self.jishou)
        reason = ticket.routing_reason
        self.assertIn(f"nobody of {self.fenghuang.name} can come", reason)
        self.assertNotIn(self.env.user.name, reason)
