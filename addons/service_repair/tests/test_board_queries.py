from lxml import etree

from odoo.tests import tagged

from .common import FENGHUANG, XIANGXI, RepairCase

OPEN = [("is_repair", "=", True), ("closed", "=", False)]
STATION_HEADS = (
    "today_ticket_count",
    "daily_capacity",
    "load_text",
    "load_percent",
    "open_emergency_count",
    "oldest_open_date",
)


@tagged("post_install", "-at_install")
class TestBoardQueries(RepairCase):
    """Boards ask for what the web client asks for, as a manager, from empty caches."""

    def _specification(self, model, view, kind):
        """What the client wants of the fields that a view's arch names."""
        view = self.env.ref(f"service_repair.{view}")
        arch = self.env[model].with_user(self.manager).get_view(view.id, kind)["arch"]
        fields = self.env[model]._fields
        return {
            name: {"fields": {"display_name": {}}} if fields[name].relational else {}
            for node in etree.fromstring(arch).iter("field")
            if (name := node.get("name"))
        }

    def _columns(self, view, group):
        tickets = self.env["helpdesk.ticket"].with_user(self.manager)
        specification = self._specification(tickets._name, view, "kanban")
        found = tickets.web_read_group(
            OPEN,
            [group],
            order="is_emergency desc, priority desc, create_date desc",
            auto_unfold=True,
            unfold_read_specification=specification,
        )
        return [each[group][0] for each in found["groups"] if each[group]]

    def _by_stage(self):
        tickets = self.env["helpdesk.ticket"].with_user(self.manager)
        bar = {"field": "region_status", "colors": {"resolved": "success"}}
        tickets.read_progress_bar(OPEN, "stage_id", bar)
        self._columns("helpdesk_ticket_view_kanban", "stage_id")

    def _by_station(self):
        ids = self._columns("helpdesk_ticket_view_kanban_board", "station_id")
        stations = self.env["service.station"].with_user(self.manager).browse(ids)
        stations.read(STATION_HEADS)

    def _cards(self):
        stations = self.env["service.station"].with_user(self.manager)
        view = "service_station_view_kanban"
        stations.web_search_read(
            [], self._specification(stations._name, view, "kanban"), limit=80
        )

    def _search(self):
        tickets = self.env["helpdesk.ticket"].with_user(self.manager)
        view = "helpdesk_ticket_view_list"
        words = ["|", "|"] + [
            (name, "ilike", "湖南") for name in ("number", "name", "address")
        ]
        tickets.web_search_read(
            [*OPEN, *words], self._specification(tickets._name, view, "list"), limit=80
        )

    def _queries(self, ask):
        """How many queries `ask` takes the second time, each from an empty cache:
        the first time fills what all users share, such as access rights."""
        for _turn in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            ask()
        return self.cr.sql_log_count - before

    def _add(self, number):
        """Stations with everything that a card shows, and a ticket for each."""
        people = [self.technician.id, self.agent.id]
        stages = self.env["helpdesk.ticket.stage"].search([("closed", "=", False)])
        for index in range(number):
            station = self._create_station(
                f"州{index}站",
                [FENGHUANG],
                region_id=self._region(XIANGXI).id,
                user_ids=people,
                phone="0743-8222222",
            )
            ticket = self._create_ticket(
                is_emergency=index % 2,
                user_id=people[index % 2],
                stage_id=stages[index % len(stages)].id,
            )
            ticket.station_id = station

    def assertSameForMany(self, ask, at_most):
        """More stations and tickets take no more queries than ten of each, which is
        as many columns as the client opens at once."""
        self._create_ticket("湖南省长沙市")
        self._add(10)
        few = self._queries(ask)
        self._add(20)
        self.assertEqual(self._queries(ask), few)
        self.assertLessEqual(few, at_most)

    def test_by_stage(self):
        """Tickets by stage take a fixed number of queries."""
        self.assertSameForMany(self._by_stage, 16)

    def test_by_station(self):
        """Tickets by station take a fixed number of queries, heads of columns too."""
        self.assertSameForMany(self._by_station, 24)

    def test_station_cards(self):
        """Cards of stations take seven queries: stations, open tickets, today's, whose
        midnight, coverage with people, places, and how many there are."""
        self.assertSameForMany(self._cards, 7)

    def test_search(self):
        """A search takes a fixed number of queries."""
        self.assertSameForMany(self._search, 12)
