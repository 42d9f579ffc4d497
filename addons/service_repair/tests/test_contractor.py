from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import RepairCase


@tagged("post_install", "-at_install")
class TestContractor(RepairCase):
    """A contractor's dispatcher: the tickets of the own stations, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contractor = new_test_user(cls.env, "contractor_1", "base.group_portal")
        cls.rival = new_test_user(cls.env, "contractor_2", "base.group_portal")
        cls.fenghuang.write(
            {
                "kind": "contractor",
                "user_ids": cls.technician,
                "contractor_user_ids": cls.contractor,
            }
        )
        cls.jishou.write({"kind": "contractor", "contractor_user_ids": cls.rival})
        cls.ticket = cls._create_ticket(caller_phone="13812345678")
        cls.elsewhere = cls._create_ticket("湖南省吉首市")
        cls.nowhere = cls._create_ticket("没有地方")

    def _tickets(self, user=None):
        return self.env["helpdesk.ticket"].with_user(user or self.contractor)

    def _mine(self, ticket=None):
        return self._tickets()._find_for_contractor((ticket or self.ticket).id)

    def test_sees_the_own_stations_tickets_only(self):
        """Tickets of other stations, of nobody's, and plain ones are not theirs."""
        plain = self.env["helpdesk.ticket"].create(
            {"name": "Question", "description": "?"}
        )
        self.assertEqual(
            self._tickets()._list_for_contractor("waiting", 0, 9), self.ticket
        )
        self.assertEqual(
            self._tickets()._count_for_contractor(),
            {"waiting": 1, "working": 0, "closed": 0},
        )
        for ticket in (self.elsewhere, self.nowhere, plain):
            self.assertFalse(self._mine(ticket))

    def test_has_no_right_on_records(self):
        """What the pages don't show is not to be had by direct calls either."""
        for record in (
            self.ticket,
            self.elsewhere,
            self.fenghuang,
            self.fenghuang.coverage_ids,
            self.technician.partner_id,
        ):
            with self.subTest(record), self.assertRaises(AccessError):
                record.with_user(self.contractor).read(["display_name"])
        self.assertFalse(self._tickets().search([]))

    def test_accepts_once(self):
        """Accepting begins the ticket, with a technician or without; a second press
        changes nothing."""
        self.assertEqual(self._mine()._dispatch_for_contractor(), "accepted")
        self.assertFalse(self.ticket.unattended)
        self.assertFalse(self.ticket.closed)
        self.assertFalse(self.ticket.user_id)
        self.assertEqual(self._mine()._dispatch_for_contractor(), "already")

    def test_gives_the_ticket_to_the_stations_people(self):
        """Only who works at the station can be chosen."""
        mine = self._mine()
        self.assertEqual(mine._dispatch_for_contractor(self.agent.id), "technician")
        self.assertTrue(self.ticket.unattended)
        self.assertEqual(mine._dispatch_for_contractor(self.technician.id), "accepted")
        self.assertEqual(self.ticket.user_id, self.technician)
        other = new_test_user(
            self.env, "second_technician", "service_repair.group_technician"
        )
        self.fenghuang.user_ids |= other
        self.assertEqual(mine._dispatch_for_contractor(other.id), "assigned")
        self.assertEqual(self.ticket.user_id, other)

    def test_the_history_names_who_accepted(self):
        """What a contractor's dispatcher changes is logged under the own name."""
        ticket = self._tracked(self._mine())
        ticket._dispatch_for_contractor(self.technician.id)
        self.env.flush_all()
        self.cr.precommit.run()
        note = self.ticket.message_ids.filtered("tracking_value_ids")[:1]
        self.assertEqual(note.author_id, self.contractor.partner_id)

    def test_a_ticket_that_went_elsewhere_is_left_alone(self):
        """A page that is still open changes nothing at the next station."""
        mine = self._mine()
        self.ticket.station_id = self.jishou
        self.assertEqual(mine._dispatch_for_contractor(), "gone")
        self.assertTrue(self.ticket.unattended)
        self.assertFalse(self._mine())
        self.assertTrue(self._tickets(self.rival)._find_for_contractor(self.ticket.id))

    def test_closed_tickets_go_out_of_sight(self):
        """A closed ticket stays for a month, and is changed no more."""
        self.ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        mine = self._mine()
        self.assertEqual(mine._dispatch_for_contractor(self.technician.id), "closed")
        self.ticket.closed_date = "2020-01-01 00:00:00"
        self.assertFalse(self._mine())

    def test_notes_stay_inside(self):
        """A note reaches the company, not the customer, and makes no follower."""
        self.fenghuang.manager_id = self.manager
        mine = self._mine()
        self.assertEqual(mine._note_of_contractor(""), "empty")
        self.assertEqual(mine._note_of_contractor("<b>明天</b>"), "noted")
        note = mine._notes_of_contractors()
        self.assertIn("&lt;b&gt;明天", note.body)
        self.assertEqual(note.author_id, self.contractor.partner_id)
        self.assertEqual(note.notified_partner_ids, self.manager.partner_id)
        self.assertNotIn(note, self.ticket._messages_outside())
        self.assertNotIn(self.contractor.partner_id, self.ticket.message_partner_ids)
        self.assertFalse(self._tickets().search([]))

    def test_who_leaves_the_station_sees_nothing(self):
        """Taken off the station, or the station archived: no ticket is left."""
        self.fenghuang.contractor_user_ids = False
        self.assertFalse(self._mine())
        self.assertFalse(
            self.env["service.station"].with_user(self.contractor)._dispatched_by_user()
        )
        self.fenghuang.contractor_user_ids = self.contractor
        self.fenghuang.action_archive()
        self.assertFalse(self._mine())

    def test_who_can_dispatch_for_a_contractor(self):
        """Portal users of the same company, at contractors' stations, and no others."""
        company = self.env["res.company"].create({"name": "Other company"})
        stranger = new_test_user(
            self.env,
            "stranger",
            "base.group_portal",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        station = self.fenghuang.with_user(self.manager)
        for user in (self.agent, self.env.ref("base.public_user"), stranger):
            with self.subTest(user.login), self.assertRaises(ValidationError):
                station.contractor_user_ids |= user
        with self.assertRaisesRegex(ValidationError, "no contractor's station"):
            station.kind = "own"
        for vals in ({"contractor_user_ids": False}, {"kind": "own"}):
            with self.assertRaises(AccessError):
                self.fenghuang.with_user(self.dispatcher).write(vals)
