from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import RepairCase

INTERNAL = (
    "routing_steps",
    "routing_reason",
    "station_by_hand",
    "station_kind",
    "region_resolution",
    "region_reason",
    "region_candidate_ids",
)
RECORDS = {
    "routing_steps": [["by_hand", {"station": "X", "user": "Y"}]],
    "routed_at": "2020-01-01 00:00:00",
    "region_status": "resolved",
    "region_resolution": {"code": "433123", "steps": [], "candidates": []},
}


@tagged("post_install", "-at_install")
class TestLeastRight(RepairCase):
    """What a role could reach past the screens made for it, by direct calls."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket()
        cls.portal = new_test_user(cls.env, "least_portal", "base.group_portal")

    def test_customers_do_not_see_how_full_stations_are(self):
        """A customer's own ticket tells its station, not how that was decided."""
        self.ticket.partner_id = self.portal.partner_id
        mine = self.ticket.with_user(self.portal)
        for name in INTERNAL:
            with self.subTest(name), self.assertRaises(AccessError):
                mine.read([name])
            self.assertNotIn(name, mine.fields_get())
        self.assertEqual(mine.read(["station_id"])[0]["station_id"][1], "凤凰站")

    def test_the_record_of_a_decision_is_not_written(self):
        """Nobody can forge why and since when a ticket is where it is."""
        for user in (self.technician, self.agent, self.manager):
            ticket = self.ticket.with_user(user)
            if user == self.technician:
                self.ticket.user_id = user
            reason = self.ticket.routing_reason
            for name, value in RECORDS.items():
                with self.subTest(user=user.login, name=name):
                    with self.assertRaises(AccessError):
                        ticket.write({name: value})
                    with self.assertRaises(AccessError):
                        ticket.create({"is_repair": True, "fault": "?", name: value})
            self.assertEqual(self.ticket.routing_reason, reason)

    def test_defaults_are_no_way_around(self):
        """What an agent may not choose can't come in through defaults either."""
        Ticket = self.env["helpdesk.ticket"].with_user(self.agent)
        vals = {"is_repair": True, "address": "湖南省凤凰县"}
        context = {f"default_{name}": value for name, value in RECORDS.items()}
        context["default_station_by_hand"] = True
        ticket = Ticket.with_context(**context).create(vals)
        self.assertAt(ticket, self.fenghuang)
        self.assertFalse(ticket.station_by_hand)
        self.assertNotEqual(ticket.routing_steps, RECORDS["routing_steps"])
        elsewhere = Ticket.with_context(default_station_id=self.jishou.id)
        with self.assertRaises(AccessError):
            elsewhere.create(vals)
        self.assertFalse(elsewhere.default_get(["station_id"]).get("station_id"))
        self.env["ir.default"].with_user(self.agent).set(
            "helpdesk.ticket", "station_id", self.jishou.id, user_id=True
        )
        self.assertAt(Ticket.create(vals), self.fenghuang)

    def test_a_dispatchers_default_is_a_choice(self):
        """A ticket that a dispatcher adds in a station's column stays there."""
        ticket = (
            self.env["helpdesk.ticket"]
            .with_user(self.dispatcher)
            .with_context(default_station_id=self.jishou.id)
            .create({"is_repair": True, "address": "湖南省凤凰县"})
        )
        self.assertAt(ticket, self.jishou)
        self.assertTrue(ticket.station_by_hand)

    def test_wizards_are_their_authors_own(self):
        """Nobody reads or runs the list that somebody else is importing."""
        other = new_test_user(self.env, "other_manager", "service_repair.group_manager")
        Import = self.env["service.coverage.import"].with_user(self.manager)
        wizard = Import.create({"written": "凤凰县", "station_id": self.jishou.id})
        wizard.action_preview()
        for record in (wizard, wizard.line_ids):
            self.assertTrue(record)
            theirs = record.with_user(other)
            with self.assertRaises(AccessError):
                theirs.read()
            self.assertFalse(theirs.search([("id", "in", record.ids)]))
        with self.assertRaises(AccessError):
            wizard.with_user(other).action_apply()

    def test_dispatchers_do_not_rebuild_stations(self):
        """A dispatcher pauses a station; whose queue it is and who works there, and
        so who reads its tickets, is the manager's to say."""
        team = self.env["helpdesk.ticket.team"].create(
            {"name": "Other", "user_ids": [(4, self.agent.id)]}
        )
        station = self.fenghuang.with_user(self.dispatcher)
        for vals in (
            {"team_id": team.id},
            {"user_ids": [(4, self.agent.id)]},
            {"manager_id": self.agent.id},
            {"company_id": self.env.company.id},
            {"partner_id": self.env.company.partner_id.id},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                station.write(vals)
        station.write({"daily_capacity": 3, "intake_paused": True})
        self.assertEqual(team.user_ids, self.agent)

    def test_fees_are_between_manager_and_contractor(self):
        """Every employee reads stations, and not what a contractor gets."""
        self.fenghuang.write({"visit_fee": 50, "emergency_fee": 30})
        for user in (self.technician, self.agent, self.dispatcher):
            for name in ("visit_fee", "emergency_fee"):
                with self.subTest(user.login, name=name):
                    with self.assertRaises(AccessError):
                        self.fenghuang.with_user(user).read([name])
                    with self.assertRaises(AccessError):
                        self.fenghuang.with_user(user).search([(name, ">", 1)])
        self.assertEqual(self.fenghuang.with_user(self.manager).visit_fee, 50)

    def test_customers_do_not_work_at_stations(self):
        """A portal user is neither among the people of a station nor its manager."""
        for vals in (
            {"user_ids": [(4, self.portal.id)]},
            {"manager_id": self.portal.id},
        ):
            with self.subTest(vals), self.assertRaises(ValidationError):
                self.fenghuang.with_user(self.manager).write(vals)
