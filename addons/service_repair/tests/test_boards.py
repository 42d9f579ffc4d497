from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import FENGHUANG, HUNAN, JISHOU, XIANGXI, RepairCase

COUNTS = (
    "open_count",
    "emergency_count",
    "late_count",
    "homeless_count",
    "today_count",
    "closed_count",
)


@tagged("post_install", "-at_install")
class TestBoards(RepairCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.before = {code: cls._counts(code) for code in (FENGHUANG, XIANGXI, HUNAN)}

    @classmethod
    def _figures(cls, code, user=None):
        cls.env.invalidate_all()
        figures = cls.env["service.region.figures"].with_user(user or cls.manager)
        return figures.search(
            [
                ("region_id", "=", cls._region(code).id),
                ("company_id", "=", cls.env.company.id),
            ]
        )

    @classmethod
    def _counts(cls, code):
        found = cls._figures(code)
        return [found[name] for name in COUNTS]

    def _gained(self, code):
        """What the figures of a region have risen by since the beginning."""
        now, before = self._counts(code), self.before[code]
        return dict(
            zip(COUNTS, (a - b for a, b in zip(now, before, strict=True)), strict=True)
        )

    def _age(self, ticket, days):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE helpdesk_ticket SET create_date = %s WHERE id = %s",
            [fields.Datetime.now() - timedelta(days=days), ticket.id],
        )
        ticket.invalidate_recordset()

    def test_figures_count_the_whole_subtree(self):
        """A county's tickets count in its prefecture and province as well; what is
        open, urgent, late, without station, of today and closed are told apart."""
        self._create_ticket("湖南省凤凰县沱江镇", is_emergency=True)
        late = self._create_ticket("湖南省凤凰县")
        self._age(late, 2)
        self._create_ticket("湖南省吉首市")
        closed = self._create_ticket("湖南省吉首市")
        closed.stage_id = self.env["helpdesk.ticket.stage"].search(
            [("closed", "=", True)], limit=1
        )
        elsewhere = self._create_ticket("湖南省长沙市岳麓区")
        self.assertFalse(elsewhere.station_id)
        self.assertEqual(
            self._gained(FENGHUANG),
            {
                "open_count": 2,
                "emergency_count": 1,
                "late_count": 1,
                "homeless_count": 0,
                "today_count": 2,
                "closed_count": 0,
            },
        )
        self.assertEqual(self._gained(XIANGXI)["open_count"], 3)
        self.assertEqual(self._gained(XIANGXI)["closed_count"], 1)
        self.assertEqual(self._gained(HUNAN)["open_count"], 4)
        self.assertEqual(self._gained(HUNAN)["homeless_count"], 1)

    def test_tickets_without_region_are_a_row_of_their_own(self):
        """Tickets whose place is not known yet are in no province, and not forgotten:
        a row counts them and opens them."""
        figures = self.env["service.region.figures"].with_user(self.manager)
        nowhere = [
            ("region_id", "=", False),
            ("company_id", "=", self.env.company.id),
        ]
        before = figures.search(nowhere).open_count
        ticket = self._create_ticket("在家里", is_emergency=True)
        self.assertFalse(ticket.region_id)
        self.env.invalidate_all()
        row = figures.search(nowhere)
        self.assertEqual(row.open_count, before + 1)
        self.assertEqual(row.display_name, "No region yet")
        domain = row.action_open_tickets()["domain"]
        tickets = self.env["helpdesk.ticket"].search([*domain, ("closed", "=", False)])
        self.assertIn(ticket, tickets)
        self.assertEqual(len(tickets), row.open_count)

    def test_full_today(self):
        """The filter finds stations that took as many tickets as they can in a day,
        and none without a limit."""
        stations = self.env["service.station"].with_user(self.manager)
        ours = self.jishou | self.fenghuang
        self.jishou.daily_capacity = 2
        self._create_ticket("湖南省吉首市")
        self._create_ticket()
        self.assertFalse(stations.search([("is_full", "=", True)]) & ours)
        self._create_ticket("湖南省吉首市")
        self.assertEqual(stations.search([("is_full", "=", True)]) & ours, self.jishou)
        self.assertEqual(
            stations.search([("is_full", "=", False)]) & ours, self.fenghuang
        )
        self.assertEqual(ours.mapped("is_full"), [True, False])

    def test_hours_to_close_are_those_of_closed_tickets(self):
        """Open tickets don't count as closed at once, nor do reopened ones; a station
        without closed tickets has no figure."""
        stages = self.env["helpdesk.ticket.stage"].search([])
        closed = stages.filtered("closed")[0]
        for days in (1, 3):
            ticket = self._create_ticket()
            self._age(ticket, days)
            ticket.stage_id = closed
        reopened = self._create_ticket()
        self._age(reopened, 9)
        reopened.stage_id = closed
        reopened.stage_id = (stages - stages.filtered("closed"))[0]
        self._create_ticket("湖南省吉首市")
        self.assertAlmostEqual(ticket.close_hours, 72, places=1)
        self.assertEqual(reopened.close_hours, 0)
        rows = (
            self.env["helpdesk.ticket"]
            .with_user(self.manager)
            .formatted_read_group(
                [("station_id", "in", (self.jishou | self.fenghuang).ids)],
                ["station_id"],
                ["close_hours:avg"],
            )
        )
        hours = {row["station_id"][0]: row["close_hours:avg"] for row in rows}
        self.assertAlmostEqual(float(hours[self.fenghuang.id]), 48, places=1)
        self.assertFalse(hours[self.jishou.id])

    def test_figures_lead_to_their_tickets(self):
        """As many open tickets open as the figure says, and the parts add up."""
        self._create_ticket("湖南省凤凰县")
        self._create_ticket("湖南省吉首市")
        figures = self._figures(XIANGXI)
        domain = figures.action_open_tickets()["domain"]
        tickets = self.env["helpdesk.ticket"].search([*domain, ("closed", "=", False)])
        self.assertEqual(len(tickets), figures.open_count)
        parts = figures.search(figures.action_open_parts()["domain"])
        here = tickets.filtered(lambda t: t.region_id == figures.region_id)
        self.assertEqual(sum(parts.mapped("open_count")) + len(here), len(tickets))

    def test_every_province_is_on_the_map(self):
        """Provinces without tickets too, from one call, in one query."""
        figures = self.env["service.region.figures"].with_user(self.manager)
        domain = [("level", "=", "province")]
        arguments = (domain, ["region_id", "code"], ["open_count:sum"])
        figures.formatted_read_group(*arguments)
        self.env.flush_all()
        before = self.cr.sql_log_count
        rows = figures.formatted_read_group(*arguments)
        self.assertLessEqual(self.cr.sql_log_count - before, 2)
        provinces = self.env["service.region"].search_count(domain)
        self.assertEqual(len(rows), provinces)
        self.assertEqual(len({row["code"] for row in rows}), provinces)

    def test_capacity_is_that_of_the_stations_that_stand_there(self):
        """Load compares today's tickets with what the stations of the place can do."""
        before = self._figures(HUNAN).capacity
        self.jishou.region_id = self._region(JISHOU)
        self.assertEqual(self._figures(JISHOU).capacity, 6)
        self.assertEqual(self._figures(HUNAN).capacity - before, 6)

    def test_figures_are_for_dispatchers_of_the_company(self):
        """Agents see tickets, not the company's figures; nobody another company's."""
        with self.assertRaises(AccessError):
            self._figures(HUNAN, self.agent)
        company = self.env["res.company"].create({"name": "Other Service"})
        self._create_station(
            "别站",
            company_id=company.id,
            calendar_id=company.resource_calendar_id.id,
        )
        figures = self.env["service.region.figures"]
        theirs = [("company_id", "=", company.id)]
        self.assertTrue(figures.search_count(theirs))
        self.assertFalse(figures.with_user(self.manager).search_count(theirs))

    def test_stations_show_emergencies_and_the_oldest(self):
        """The board's column names open emergencies and the longest wait, for all
        stations with one query."""
        late = self._create_ticket(is_emergency=True)
        self._age(late, 3)
        self._create_ticket()
        self.assertEqual(self.fenghuang.open_emergency_count, 1)
        self.assertEqual(self.fenghuang.oldest_open_date, late.create_date)
        self.assertFalse(self.jishou.oldest_open_date)
        stations = self.env["service.station"].search([])
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            stations.mapped("open_emergency_count")

    def test_filters_people_expect(self):
        """Open emergencies, what is open for a day, what came to my team today."""
        self.fenghuang.user_ids = self.technician
        late = self._create_ticket(is_emergency=True)
        self._age(late, 2)
        fresh = self._create_ticket()
        view = self.env.ref("service_repair.helpdesk_ticket_view_search")
        tickets = self.env["helpdesk.ticket"].with_user(self.technician)
        arch = tickets.get_view(view.id, "search")["arch"]
        found = {}
        for name in ("open_emergency", "late", "my_team_today"):
            domain = arch.partition(f'name="{name}"')[2].partition('domain="')[2]
            domain = domain.partition('"')[0].replace("&lt;", "<").replace("&gt;", ">")
            domain = safe_eval(domain, {"uid": self.technician.id})
            found[name] = tickets.search(domain) & (late | fresh)
        self.assertEqual(found["open_emergency"], late)
        self.assertEqual(found["late"], late)
        self.assertEqual(found["my_team_today"], late | fresh)
