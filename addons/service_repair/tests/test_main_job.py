import base64

from odoo.tools import file_open

from odoo.addons.base.tests.common import BaseCommon

from .test_coverage_import import LIST, read_gold


class TestMainJob(BaseCommon):
    """The job that everything is for, on the list of a real company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["service.station"].search([]).action_archive()
        with file_open(LIST, "rb") as file:
            wizard = cls.env["service.coverage.import"].create(
                {"target": "prefecture", "file": base64.b64encode(file.read())}
            )
        wizard.action_preview()
        wizard.action_apply()

    def test_every_string_of_the_list_reaches_its_station(self):
        """A ticket with any string of the list as its address goes to the station
        that covers the place, and says why."""
        gold = read_gold()
        self.assertEqual(len(gold), 204)
        tickets = self.env["helpdesk.ticket"].create(
            [{"is_repair": True, "address": address} for address in gold]
        )
        coverage = self.env["service.coverage"].search(
            [("station_id.active", "=", True)]
        )
        stations = {line.region_id.code: line.station_id for line in coverage}
        self.assertEqual(len(stations), len(coverage), "one station for each place")
        for ticket in tickets:
            with self.subTest(address=ticket.address):
                station = stations[gold[ticket.address]]
                self.assertEqual(ticket.station_id, station)
                self.assertEqual(ticket.team_id, station.team_id)
                self.assertIn(station.name, ticket.routing_reason)
