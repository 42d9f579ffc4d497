from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import FENGHUANG, JISHOU, RepairCase

IN_PROGRESS = "helpdesk_mgmt.helpdesk_ticket_stage_in_progress"
PLACES = ["湖南省凤凰县", "湘西州泸溪县", "吉首市", "拉萨市城关区", "没有地方"]


@tagged("post_install", "-at_install")
class TestRerouting(RepairCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.jishou.daily_capacity = 0

    def _create_tickets(self, count):
        return self.env["helpdesk.ticket"].create(
            [
                {"is_repair": True, "address": PLACES[i % len(PLACES)]}
                for i in range(count)
            ]
        )

    def _count_queries(self, tickets):
        """Queries of routing tickets again, half of which have to move."""
        self.env.flush_all()
        self.env.invalidate_all()
        start = self.env.cr.sql_log_count
        moved = self._tracked(tickets)._reroute()
        self.env.flush_all()
        self.assertEqual(len(moved), len(tickets) / 5)
        return self.env.cr.sql_log_count - start

    def _promise_at(self, station):
        """A promise of one station's alone, in place of one that all have."""
        self.env.ref("service_repair.repair_response").copy(
            {
                "code": "QUICK",
                "amount": 1,
                "domain": f"[('station_id', '=', {station.id})]",
            }
        )

    def test_queries_do_not_grow_with_the_tickets(self):
        """2,000 tickets are routed with as many queries as 200, their clocks too: some
        follow other hours, some end and others start in their place."""
        few, many = self._create_tickets(205), self._create_tickets(2000)
        saturdays = {"name": "S", "dayofweek": "5", "hour_from": 9, "hour_to": 17}
        calendar = self.env["resource.calendar"].create(
            {"name": "Saturdays", "attendance_ids": [(0, 0, saturdays)]}
        )
        station = self._create_station(
            "泸溪站", ["433122"], calendar_id=calendar.id, is_round_the_clock=False
        )
        self._promise_at(station)
        self._count_queries(few[:5])  # fills what is kept between calls
        first = self._count_queries(few[5:])
        second = self._count_queries(many)
        self.assertEqual(first, second)
        self.assertLess(second, 50)
        clocks = many.filtered(lambda t: t.station_id == station).deadline_ids
        self.assertEqual(len(clocks.filtered("withdrawn")), 400)
        moved = clocks.filtered("move_ids")
        self.assertEqual(moved.policy_id.code, "REPAIR_ON_SITE")
        self.assertEqual((len(moved), moved.calendar_id), (400, calendar))

    def test_change_of_address(self):
        """A corrected address sends the ticket where it belongs, and tracks it."""
        ticket = self._tracked(self._create_ticket("湖南省凤凰县"))
        ticket.address = "湖南省吉首市"
        self.assertAt(ticket, self.jishou)
        self.assertMoved(ticket, self.fenghuang, self.jishou)

    def test_change_of_region_category_and_emergency(self):
        """Whatever the decision depends on, a change of it decides anew."""
        category = self.env["product.category"].create({"name": "Safes"})
        locksmith = self._create_station("锁匠")
        locksmith.coverage_ids = [
            (
                0,
                0,
                {"region_id": self._region(FENGHUANG).id, "category_id": category.id},
            )
        ]
        ticket = self._create_ticket("湖南省凤凰县")
        self.assertAt(ticket, self.fenghuang)
        ticket.product_category_id = category
        self.assertAt(ticket, locksmith)
        ticket.region_id = self._region(JISHOU)
        self.assertAt(ticket, self.jishou)

    def test_on_request(self):
        """After a change of coverage an agent has tickets routed again."""
        ticket = self._create_ticket("湖南省湘西州泸溪县")
        station = self._create_station("泸溪站", ["433122"])
        self.assertAt(ticket, self.jishou)
        action = ticket.with_user(self.agent).action_route()
        self.assertAt(ticket, station)
        self.assertEqual(action["params"]["type"], "success")

    def test_a_move_is_logged_on_the_ticket(self):
        """The history of the ticket shows from where to where routing moved it."""
        ticket = self._tracked(self._create_ticket("湖南省湘西州泸溪县"))
        station = self._create_station("泸溪站", ["433122"])
        ticket.action_route()
        self.assertMoved(ticket, self.jishou, station)

    def test_from_a_coverage_line(self):
        """A new line of coverage offers to route the tickets of its region again."""
        ticket = self._create_ticket("湖南省湘西州泸溪县")
        station = self._create_station("泸溪站", ["433122"])
        station.coverage_ids.with_user(self.manager).action_reroute_tickets()
        self.assertAt(ticket, station)

    def test_closed_tickets_keep_their_station(self):
        """Who served a closed ticket is history, whatever changes afterwards."""
        ticket = self._create_ticket("湖南省凤凰县")
        ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        ticket.address = "湖南省吉首市"
        self.env.flush_all()
        self.assertAt(ticket, self.fenghuang)
        ticket.action_route()
        self.assertAt(ticket, self.fenghuang)

    def test_a_reopened_ticket_keeps_its_station(self):
        """Reopening is no reason to send the customer elsewhere."""
        ticket = self._create_ticket("湖南省湘西州泸溪县")
        ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        self._create_station("泸溪站", ["433122"])
        ticket.stage_id = self.env.ref(
            "helpdesk_mgmt.helpdesk_ticket_stage_in_progress"
        )
        self.assertAt(ticket, self.jishou)

    def test_person_of_the_old_queue_is_released(self):
        """A ticket that moves is no longer with a person of the former station."""
        self.jishou.user_ids = self.technician
        ticket = self._create_ticket("湖南省湘西州泸溪县")
        ticket.user_id = self.technician
        self._create_station("泸溪站", ["433122"])
        ticket.action_route()
        self.assertFalse(ticket.user_id)

    @mute_logger("odoo.sql_db")
    def test_stage_of_another_queue_is_exchanged(self):
        """A stage that the new queue does not know gives way to its first one."""
        stage = self.env["helpdesk.ticket.stage"].create(
            {"name": "Only here", "team_ids": [(4, self.jishou.team_id.id)]}
        )
        ticket = self._create_ticket("湖南省湘西州泸溪县")
        ticket.stage_id = stage
        station = self._create_station("泸溪站", ["433122"])
        ticket.action_route()
        self.assertEqual(ticket.stage_id, station.team_id._get_applicable_stages()[:1])
        self.assertEqual(ticket.unattended, ticket.stage_id.unattended)
