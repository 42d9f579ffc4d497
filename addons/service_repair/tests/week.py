"""A week of a service organisation, played at random by everybody who acts in it.

Customers call and book, technicians answer or do not, fall ill, drive, arrive and
finish; stations close for a while; dispatchers take up what nobody takes. Time goes
from one thing that is due to the next, in a heap; the sweep comes when offers end.
"""

import heapq
import itertools
import random
from collections import Counter
from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError

from ..models.service_planning import to_moment

START = datetime(2026, 9, 20, 16)  # midnight before Monday in Shanghai
MINUTE, HOUR, DAY = (timedelta(**{each: 1}) for each in ("minutes", "hours", "days"))
# How calls lie in the day, by local hours.
CALLS = [1] * 7 + [4] * 2 + [9] * 11 + [4] * 2 + [2] * 2
EMERGENCIES = 0.15
ANSWERS = {"accept": 0.8, "decline": 0.1, "nothing": 0.1}
RESULTS = {
    "solved": 0.85,
    "parts_needed": 0.06,
    "customer_absent": 0.05,
    "refused": 0.04,
}
ENDED = ("done", "cancelled")
SOON = 20  # so many of the first free slots a customer chooses from


class Week:
    """``stations`` of a `visits.VisitCase` get ``tickets`` in so many ``days``."""

    def __init__(self, case, stations, tickets: int, days=7, seed=20260921):
        self.env, self.stations = case.env, stations
        self.dice = random.Random(seed)
        self.days, self.count = days, tickets
        self.order = itertools.count()
        self.heap = []
        self.now = START
        self.tickets = case.env["helpdesk.ticket"]
        self.called = {}  # ticket → when
        self.seen = set()  # ids of offers that somebody answers, or will not
        self.figures = Counter()
        self.moments = 0

    # -- time

    def play(self, look) -> None:
        """:param look: called each hour; what must hold at every moment"""
        self._plan_calls()
        self._plan_troubles()
        for hour in range(self.days * 24 + 24):
            self._at(START + (hour + 1) * HOUR, lambda: self._look(look))
        with freeze_time(START) as self.clock:
            last = START + (self.days + 1) * DAY
            while self.heap and self.heap[0][0] <= last:
                self.now, _order, do = heapq.heappop(self.heap)
                self.clock.move_to(self.now)
                do()

    def _look(self, look):
        self.moments += 1
        look()
        self.env.flush_all()
        self.env.invalidate_all()

    def _at(self, moment, do) -> None:
        heapq.heappush(self.heap, (moment, next(self.order), do))

    def _in(self, least, most, do) -> None:
        """Do something in that many minutes."""
        self._at(self.now + self.dice.uniform(least, most) * MINUTE, do)

    # -- what comes from outside

    def _plan_calls(self) -> None:
        hours = self.dice.choices(range(24), CALLS, k=self.count)
        for hour in hours:
            day = self.dice.randrange(self.days)
            minute = self.dice.randrange(60)
            self._at(START + day * DAY + hour * HOUR + minute * MINUTE, self._call)

    def _plan_troubles(self) -> None:
        """One technician in ten falls ill, one station in twenty closes for hours."""
        people = self.stations.technician_ids
        for person in self.dice.sample(list(people), max(len(people) // 10, 1)):
            moment = START + self.dice.uniform(0, self.days) * DAY
            self._at(moment, lambda person=person: self._fall_ill(person))
        some = self.dice.sample(list(self.stations), max(len(self.stations) // 20, 1))
        for station in some:
            moment = START + self.dice.uniform(0, self.days) * DAY
            self._at(moment, lambda station=station: self._close(station))

    def _fall_ill(self, person) -> None:
        self.figures["absences"] += 1
        self.env["resource.calendar.leaves"].create(
            {
                "name": "病假",
                "resource_id": person.id,
                "date_from": self.now,
                "date_to": self.now + self.dice.choice([6, 24, 48]) * HOUR,
            }
        )
        self._see_to_all()

    def _close(self, station) -> None:
        self.figures["closures"] += 1
        station.write({"intake_paused": True, "pause_reason": "停电"})
        self._in(120, 720, lambda: station.write({"intake_paused": False}))
        self._see_to_all()

    # -- calls

    def _call(self) -> None:
        emergency = self.dice.random() < EMERGENCIES
        region = self.dice.choice(self.stations).coverage_ids[:1].region_id
        ticket = self.tickets.create(
            {
                "is_repair": True,
                "is_emergency": emergency,
                "partner_name": "陈",
                "fault": "打不开",
                "region_by_hand": True,
                "region_id": region.id,
            }
        )
        self.tickets += ticket
        self.called[ticket] = self.now
        self.figures["emergencies" if emergency else "ordinary"] += 1
        if not emergency:
            visit = self.env["service.visit"].create({"ticket_id": ticket.id})
            self._book(visit)
        self._see_to(ticket.visit_ids)

    def _book(self, visit) -> None:
        """A customer takes one of the next free slots; without any somebody calls
        back, when there may be some again."""
        if visit.state != "open" or visit.ticket_id.closed:
            return
        slots = visit._slots()[:SOON] if visit.station_id else []
        start = to_moment(self.dice.choice(slots).start) if slots else None
        if not start or visit._book(start, "customer"):
            self._in(60, 240, lambda: self._book(visit))
        self._see_to(visit)

    # -- technicians

    def _see_to_all(self) -> None:
        visits = self.env["service.visit"].search(
            [("state", "in", ["offered", "open"])]
        )
        self._see_to(visits)

    def _see_to(self, visits) -> None:
        """Whoever was asked answers, or does not, and then the sweep comes."""
        for offer in visits.offer_ids.filtered(lambda each: each.state == "waiting"):
            if offer.id in self.seen:
                continue
            self.seen.add(offer.id)
            answer = self.dice.choices(list(ANSWERS), list(ANSWERS.values()))[0]
            minutes = (offer.answer_by - self.now) / MINUTE
            if answer == "nothing":
                self._at(offer.answer_by, lambda offer=offer: self._sweep(offer))
            else:
                self._in(
                    0.2,
                    min(minutes * 0.9, 60),
                    lambda offer=offer, answer=answer: self._answer(offer, answer),
                )
        for visit in visits:
            if visit.state == "open" and visit.dispatcher_called_at:
                self._in(5, 30, lambda visit=visit: self._dispatcher(visit))

    def _sweep(self, offer) -> None:
        """What the cron does when the time to answer is over."""
        if offer.exists().state == "waiting":
            offer.sudo()._do_due(self.now)
            self._see_to(offer.visit_id)

    def _answer(self, offer, answer) -> None:
        visit, person = offer.visit_id, offer.resource_id
        if offer.state != "waiting":
            return
        if answer == "decline":
            visit._decline("没时间", person=person)
            return self._see_to(visit)
        visit._accept(person=person)
        self._plan_the_way(visit)

    def _plan_the_way(self, visit) -> None:
        leaves = visit.start - visit.travel_before * MINUTE
        late = self.dice.triangular(-5, 25, 0) * MINUTE
        plan = visit.version, visit.resource_id
        for moment, do in (
            (leaves + late, self._depart),
            (visit.start + late, self._arrive),
        ):
            self._at(max(moment, self.now), lambda do=do: do(visit, plan))

    def _is_as(self, visit, plan) -> bool:
        return (visit.version, visit.resource_id) == plan

    def _depart(self, visit, plan) -> None:
        if visit.state == "accepted" and self._is_as(visit, plan):
            visit._depart(person=visit.resource_id)

    def _arrive(self, visit, plan) -> None:
        if visit.state in ("accepted", "on_way") and self._is_as(visit, plan):
            visit._arrive(person=visit.resource_id)
            minutes = visit.minutes * self.dice.uniform(0.4, 1.0)
            self._in(minutes, minutes, lambda: self._finish(visit))

    def _finish(self, visit) -> None:
        if visit.state != "arrived":
            return
        result = self.dice.choices(list(RESULTS), list(RESULTS.values()))[0]
        code = visit.completion_code
        outcome = visit._finish(result, person=visit.resource_id, code=code)
        assert outcome is None, outcome
        for following in visit.following_ids:
            self._in(30, 600, lambda each=following: self._book(each))

    # -- the dispatcher

    def _dispatcher(self, visit) -> None:
        """Tries again with everybody; where nobody can, makes an appointment."""
        if visit.state != "open" or visit.ticket_id.closed:
            return
        self.figures["dispatchers tried"] += 1
        visit.round += 1
        try:
            if not visit._propose() and visit._slots():
                start = to_moment(visit._slots()[0].start)
                visit._book(start, "dispatcher")
        except UserError:
            self.figures["dispatchers were refused"] += 1
        self._see_to(visit)

    # -- figures

    def report(self) -> str:
        visits = self.tickets.visit_ids
        came = {}  # emergency → when somebody first was there
        for visit in visits.filtered("is_emergency").sorted("id", reverse=True):
            if visit.arrived_at:
                came[visit.ticket_id] = visit.arrived_at
        kept = [t for t, at in came.items() if at <= self.called[t] + 30 * MINUTE]
        first = [visit.offer_ids.sorted("id")[:1].state for visit in visits]
        offered = [state for state in first if state]
        planned = visits.filtered("resource_id")
        travel = sum(planned.mapped("travel_before")) / max(len(planned), 1)
        load = Counter(planned.mapped("station_id"))
        done = Counter(visit.station_id for visit in visits if visit.state == "done")
        share = sorted(done[each] for each in self.stations)
        return (
            f"{len(self.tickets)} tickets, {len(visits)} visits, "
            f"{len(self.stations)} stations, {self.moments} moments; "
            f"promise of 30 minutes kept {len(kept)} of {len(came)}; "
            f"first offer accepted {offered.count('accepted')} of {len(offered)}; "
            f"travel {travel:.0f} min a visit; visits done per station "
            f"{share[0]} to {share[-1]} (median {share[len(share) // 2]}, "
            f"{len(load)} stations); {dict(self.figures)}"
        )
