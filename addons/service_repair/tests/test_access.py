from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import FENGHUANG, RepairCase


@tagged("post_install", "-at_install")
class TestAccess(RepairCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = new_test_user(cls.env, "repair_portal", "base.group_portal")
        cls.fenghuang.user_ids = cls.technician
        cls.ticket = cls._create_ticket()
        cls.elsewhere = cls._create_ticket("湖南省吉首市")

    def _may(self, user, record, operation):
        return record.with_user(user).has_access(operation)

    def test_technicians_read_their_stations_tickets(self):
        """A technician sees the tickets of the own station and no others."""
        self.assertTrue(self._may(self.technician, self.ticket, "read"))
        self.assertFalse(self._may(self.technician, self.elsewhere, "read"))

    def test_technicians_write_their_own(self):
        """A technician works on own tickets and unassigned ones of the own queue."""
        self.assertTrue(self._may(self.technician, self.ticket, "write"))
        self.ticket.user_id = self.technician
        self.assertTrue(self._may(self.technician, self.ticket, "write"))
        self.fenghuang.user_ids |= self.agent
        self.ticket.user_id = self.agent
        self.assertFalse(self._may(self.technician, self.ticket, "write"))
        self.assertTrue(self._may(self.technician, self.ticket, "read"))

    def test_agents_work_on_every_ticket(self):
        """An agent files and edits tickets of all stations, and has them routed."""
        self.assertTrue(self._may(self.agent, self.elsewhere, "write"))
        ticket = (
            self.env["helpdesk.ticket"]
            .with_user(self.agent)
            .create({"is_repair": True, "address": "湖南省凤凰县"})
        )
        self.assertAt(ticket, self.fenghuang)
        ticket.with_user(self.agent).action_route()

    def test_who_may_do_what_to_stations(self):
        """Dispatchers pause a station, managers set it up, the others read."""
        rights = {
            self.technician: "read",
            self.agent: "read",
            self.dispatcher: "read write",
            self.manager: "read write create unlink",
        }
        for user, allowed in rights.items():
            for operation in ("read", "write", "create", "unlink"):
                with self.subTest(user=user.login, operation=operation):
                    self.assertEqual(
                        self._may(user, self.fenghuang, operation),
                        operation in allowed.split(),
                    )

    def test_coverage_is_the_managers(self):
        """Who serves what is set up by managers only."""
        line = self.fenghuang.coverage_ids
        for user in (self.technician, self.agent, self.dispatcher):
            self.assertTrue(self._may(user, line, "read"))
            self.assertFalse(self._may(user, line, "write"))
            self.assertFalse(self._may(user, line, "create"))
        self.assertTrue(self._may(self.manager, line, "unlink"))

    def test_dispatchers_pause(self):
        """A pause moves the tickets although the dispatcher may not own them."""
        self.fenghuang.with_user(self.dispatcher).action_pause_until_tomorrow()
        self.assertAt(self.ticket, self.jishou)

    def test_managers_make_stations(self):
        """A manager needs no other right to make a station with address and queue."""
        station = (
            self.env["service.station"]
            .with_user(self.manager)
            .create(
                {
                    "name": "泸溪站",
                    "user_ids": [(4, self.technician.id)],
                    "coverage_ids": [(0, 0, {"region_id": self._region(FENGHUANG).id})],
                }
            )
        )
        self.assertTrue(station.partner_id)
        self.assertTrue(station.team_id)
        station.user_ids = False
        station.unlink()

    def test_portal_customers_see_no_stations(self):
        """A customer reaches stations through pages made for it, not the records."""
        for record in (self.fenghuang, self.fenghuang.coverage_ids):
            self.assertFalse(self._may(self.portal, record, "read"))
        with self.assertRaises(AccessError):
            self.env["service.station"].with_user(self.portal).search([])

    def test_portal_customers_read_their_own_tickets(self):
        """A customer's own ticket is readable, with its region and without error."""
        self.ticket.partner_id = self.portal.partner_id
        mine = self.ticket.with_user(self.portal)
        self.assertEqual(mine.number, self.ticket.number)
        self.assertFalse(self._may(self.portal, self.elsewhere, "read"))
        self.assertFalse(self._may(self.portal, self.ticket, "write"))

    def test_companies_do_not_see_each_others_stations(self):
        """Stations and coverage of one company neither show nor serve in another."""
        company = self.env["res.company"].create({"name": "Other company"})
        foreign = self._create_station(
            "外站", [FENGHUANG], company_id=company.id, calendar_id=False
        )
        for user in (self.agent, self.manager):
            self.assertFalse(self._may(user, foreign, "read"))
            self.assertFalse(self._may(user, foreign.coverage_ids, "read"))
        self.fenghuang.action_archive()
        self.assertAt(self._create_ticket(), self.jishou)
        ticket = self._create_ticket(company_id=company.id)
        self.assertEqual(ticket.station_id, foreign)

    def test_both_companies_in_one_batch(self):
        """A batch over companies sends each ticket to a station of its own company."""
        company = self.env["res.company"].create({"name": "Other company"})
        foreign = self._create_station(
            "外站", [FENGHUANG], company_id=company.id, calendar_id=False
        )
        tickets = self.env["helpdesk.ticket"].create(
            [
                {"is_repair": True, "address": "湖南省凤凰县", "company_id": owner.id}
                for owner in (self.env.company, company) * 2
            ]
        )
        self.assertEqual(
            [ticket.station_id for ticket in tickets], [self.fenghuang, foreign] * 2
        )
