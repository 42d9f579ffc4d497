import os
from collections import defaultdict
from datetime import timedelta

from odoo.fields import Command
from odoo.tests import tagged

from .visits import VisitCase
from .week import Week

FULL = bool(os.environ.get("PROVE"))
TICKETS, STATIONS, PEOPLE, DAYS = (5_000, 200, 5, 7) if FULL else (40, 4, 3, 2)
THIRTY = timedelta(minutes=30)


@tagged("post_install", "-at_install", "proof")
class TestWeek(VisitCase):
    """A week at random: tickets, visits and clocks agree at every hour of it.

    In full (5,000 tickets, 200 stations) under ``./dev prove -k simulated_week``.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.li | cls.wang | cls.zhao).active = False
        (cls.jishou | cls.fenghuang).active = False
        counties = cls.env["service.region"].search(
            [("level", "=", "county"), ("active", "=", True)], order="code"
        )
        step = len(counties) // STATIONS
        cls.stations = cls.env["service.station"].create(
            [
                cls._station(number, counties[number * step])
                for number in range(STATIONS)
            ]
        )
        cls.env["resource.resource"].create(
            [
                cls._person(station, number)
                for station in cls.stations
                for number in range(PEOPLE)
            ]
        )
        cls.env.company._get_dispatch_team().user_ids = cls.dispatcher

    @classmethod
    def _station(cls, number, county):
        return {
            "name": f"站{number}",
            "region_id": county.id,
            "is_round_the_clock": True,
            "coverage_ids": [
                Command.create({"region_id": county.id}),
                Command.create({"region_id": county.parent_id.id}),
            ],
        }

    @classmethod
    def _person(cls, station, number):
        return {
            "name": f"{station.name}-{number}",
            "service_station_id": station.id,
            "calendar_id": cls.calendar.id,
            "service_on_call": number == 0,
            "tz": "Asia/Shanghai",
        }

    def test_a_simulated_week(self):
        week = Week(self, self.stations, TICKETS, DAYS)
        week.play(lambda: self._look(week))
        ended = week.tickets.filtered("closed")
        self.assertGreater(len(ended), TICKETS / 2)
        print(  # pylint: disable=print-used  # the figures of the proof
            f"simulated week: {week.report()}"
        )

    def _look(self, week):
        open_ = week.tickets.filtered(lambda ticket: not ticket.closed)
        for ticket in open_:
            self.assertTrue(self._next_step(ticket), self._told(ticket))
        self._check_nobody_twice(week)
        self._check_promises(week)

    def _next_step(self, ticket):
        """Who does what next: somebody asked, somebody coming, a person called, or a
        time to be agreed; and whose it is."""
        owner = ticket.station_id or ticket.team_id
        visits = ticket.visit_ids.filtered(
            lambda visit: visit.state not in ("done", "cancelled")
        )
        return owner and any(self._goes_on(visit) for visit in visits)

    def _goes_on(self, visit):
        if visit.state == "offered":
            return visit._waiting_offer().resource_id == visit.resource_id
        if visit.state == "open":
            return not visit.start or bool(visit.dispatcher_called_at)
        return bool(visit.resource_id) and not visit._waiting_offer()

    def _told(self, ticket):
        visits = [
            (v.state, v.start, v.dispatcher_called_at, v.offer_ids.mapped("state"))
            for v in ticket.visit_ids
        ]
        return f"{ticket.number} {ticket.stage_id.name} {visits}"

    def _check_nobody_twice(self, week):
        """Computed apart from the constraint: no work of one person overlaps."""
        plans = defaultdict(list)
        for visit in week.tickets.visit_ids:
            if visit.state in ("offered", "accepted", "on_way", "arrived"):
                plans[visit.resource_id].append((visit.start, visit.end, visit.name))
        for person, plan in plans.items():
            plan.sort()
            for one, other in zip(plan, plan[1:], strict=False):
                self.assertLessEqual(one[1], other[0], (person.name, one, other))

    def _check_promises(self, week):
        """The clock of thirty minutes says what the arrival says."""
        for ticket in week.tickets.filtered("is_emergency"):
            clock = ticket.deadline_ids.filtered(
                lambda each: each.policy_id.code == "REPAIR_ON_SITE_EMERGENCY"
            )
            arrived = min(
                (each for each in ticket.visit_ids.mapped("arrived_at") if each),
                default=None,
            )
            if arrived:
                kept = arrived <= week.called[ticket] + THIRTY
                wanted = "met" if kept else "missed"
                self.assertEqual(clock.state, wanted, ticket.number)
            elif not ticket.closed:
                self.assertIn(clock.state, ("running", "late"), ticket.number)
