from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import tagged
from odoo.tests.common import BaseCase, get_db_name
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestTwoWriters(BaseCase):
    """Two people change one ticket at the same time, each in an own transaction."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            region = env["service.region"]._from_code(["433123"])["433123"]
            self.stations = env["service.station"].create(
                [{"name": "S1", "is_round_the_clock": True}, {"name": "S2"}]
            )
            self.stations[0].coverage_ids = [(0, 0, {"region_id": region.id})]
            ticket = env["helpdesk.ticket"].create(
                {"is_repair": True, "address": "湖南省凤凰县"}
            )
            self.ticket_id, self.chosen_id = ticket.id, self.stations[1].id
            self.station_ids = self.stations.ids
        self.addCleanup(self._clean_up)

    def _clean_up(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env["helpdesk.ticket"].browse(self.ticket_id).unlink()
            stations = env["service.station"].browse(self.station_ids)
            teams, partners = stations.team_id, stations.partner_id
            stations.unlink()
            teams.unlink()
            partners.unlink()

    def _ticket(self, cr):
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
        return env["helpdesk.ticket"].browse(self.ticket_id)

    def test_routing_leaves_a_ticket_alone_that_somebody_is_changing(self):
        """A choice being made by hand is neither overwritten nor waited for."""
        with self.registry.cursor() as first, self.registry.cursor() as second:
            mine = self._ticket(first)
            mine.station_id = self.chosen_id
            mine.flush_recordset()
            theirs = self._ticket(second)
            action = theirs.action_route()
            self.assertEqual(action["params"]["type"], "warning")
            second.commit()
            first.commit()
        with self.registry.cursor() as cr:
            self.assertEqual(self._ticket(cr).station_id.id, self.chosen_id)
            self.assertTrue(self._ticket(cr).station_by_hand)

    @mute_logger("odoo.sql_db")
    def test_a_choice_committed_meanwhile_is_not_overwritten(self):
        """Routing on stale facts fails, so that the server starts it over; then it
        sees the choice and leaves it."""
        with self.registry.cursor() as first, self.registry.cursor() as second:
            theirs = self._ticket(second)
            self.assertFalse(theirs.station_by_hand)  # the second has seen the old
            mine = self._ticket(first)
            mine.station_id = self.chosen_id
            first.commit()
            with self.assertRaises(SerializationFailure):
                theirs.action_route()
            second.rollback()
            self._ticket(second).action_route()
            second.commit()
        with self.registry.cursor() as cr:
            self.assertEqual(self._ticket(cr).station_id.id, self.chosen_id)

    @mute_logger("odoo.sql_db")
    def test_closing_a_station_respects_a_choice_made_meanwhile(self):
        """The same when the second is not routing by request but closing a station."""
        with self.registry.cursor() as first, self.registry.cursor() as second:
            theirs = self._ticket(second)
            self.assertFalse(theirs.station_by_hand)
            self._ticket(first).station_id = self.chosen_id
            first.commit()
            with self.assertRaises(SerializationFailure):
                theirs.station_id.action_archive()
            second.rollback()
            station = self._ticket(second).env["service.station"]
            station.browse(self.station_ids[0]).action_archive()
            second.commit()
        with self.registry.cursor() as cr:
            self.assertEqual(self._ticket(cr).station_id.id, self.chosen_id)
