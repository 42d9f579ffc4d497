from contextlib import contextmanager

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.exceptions import ConcurrencyError, UserError
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

    @mute_logger("odoo.sql_db")
    def test_a_station_archived_while_it_is_chosen(self):
        """A choice on stale facts fails, so that the server starts it over; then it is
        refused in words, and the ticket stays where it was."""
        with self.registry.cursor() as first, self.registry.cursor() as second:
            theirs = self._ticket(second)
            self.assertFalse(theirs.station_by_hand)  # the second has seen the old
            stations = self._ticket(first).env["service.station"]
            stations.browse(self.chosen_id).action_archive()
            first.commit()
            with self.assertRaises(SerializationFailure):
                theirs.station_id = self.chosen_id
                theirs.flush_recordset()
            second.rollback()
            with self.assertRaisesRegex(UserError, "S2"):
                self._ticket(second).station_id = self.chosen_id
            second.rollback()
        with self.registry.cursor() as cr:
            self.assertEqual(self._ticket(cr).station_id.id, self.station_ids[0])

    @mute_logger("odoo.sql_db")
    def test_a_call_joins_a_ticket_that_is_being_closed(self):
        """Started over, the desk says that the ticket was closed; nothing was added."""
        call = {"key": "two-writers-1", "caller_phone": "13812345678"}
        with self.registry.cursor() as first, self.registry.cursor() as second:
            theirs = self._ticket(second)
            desk = theirs.env["service.desk"]
            self.assertFalse(theirs.closed)  # the second has seen the old
            mine = self._ticket(first)
            done = mine.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
            mine.stage_id = done
            mine.flush_recordset()
            with self.assertRaises(ConcurrencyError):
                desk.join(self.ticket_id, call)
            second.rollback()
            first.commit()
            with self.assertRaisesRegex(UserError, self._ticket(second).number):
                desk.join(self.ticket_id, call)
            second.rollback()

    def test_a_ticket_filed_while_its_station_closes_moves_on(self):
        """Neither sees the other; the next sweep takes the ticket from the station."""
        with self.registry.cursor() as first, self.registry.cursor() as second:
            theirs = self._ticket(second)
            self.assertEqual(theirs.station_id.id, self.station_ids[0])
            station = self._ticket(first).station_id
            station.action_archive()
            first.commit()
            filed = theirs.create({"is_repair": True, "address": "湖南省凤凰县"})
            second.commit()
            self.addCleanup(self._delete, filed.id)
        with self.registry.cursor() as cr:
            ticket = self._ticket(cr).browse(filed.id)
            self.assertEqual(ticket.station_id.id, self.station_ids[0])
            ticket.env["service.station"]._cron_reroute_stranded()
            self.assertFalse(ticket.station_id)

    def _delete(self, ticket_id):
        with self.registry.cursor() as cr:
            self._ticket(cr).browse(ticket_id).unlink()


@tagged("post_install", "-at_install")
class TestTwoImports(BaseCase):
    """Two people import lists at the same time, each in an own transaction."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self._env() as env:
            region = env["service.region"]._from_code(["659006"])["659006"]
            self.anchor = region.id
            wizards = env["service.coverage.import"].create(
                [{"written": "新疆铁门关市", "target": "prefecture"}] * 2
            )
            for wizard in wizards:
                wizard.action_preview()
            self.wizard_ids = wizards.ids
            self.known_ids = env["service.station"].search([]).ids
        self.addCleanup(self._clean_up)

    @contextmanager
    def _env(self):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})

    def _made(self, env):
        return env["service.station"].search([("id", "not in", self.known_ids)])

    def _clean_up(self):
        with self._env() as env:
            stations = self._made(env)
            teams, partners = stations.team_id, stations.partner_id
            stations.unlink()
            teams.unlink()
            partners.unlink()
            env["service.coverage.import"].browse(self.wizard_ids).unlink()

    def _wizard(self, env, index):
        return env["service.coverage.import"].browse(self.wizard_ids[index])

    @mute_logger("odoo.sql_db")
    def test_a_station_is_not_made_twice(self):
        """The later of two lists that name a prefecture starts over and finds the
        station that the earlier made."""
        with self._env() as first, self._env() as second:
            self.assertEqual(self._wizard(second, 1).step, "preview")
            self._wizard(first, 0).action_apply()
            first.cr.commit()
            with self.assertRaises(SerializationFailure):
                self._wizard(second, 1).action_apply()
            second.cr.rollback()
            second.invalidate_all()
            with self.assertRaises(UserError):
                # nothing is left to import: it was the same place
                self._wizard(second, 1).action_preview()
                self._wizard(second, 1).action_apply()
            second.cr.rollback()
        with self._env() as env:
            self.assertEqual(len(self._made(env)), 1)
