from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

from ..rules.dispatch import Candidate, Work
from ..rules.readiness import is_busy, load, on_duty, place_at, ready_at
from ..rules.slots import Wish, fits
from ..rules.travel import minutes_between
from .service_planning import to_minute, to_moment
from .service_station_slots import BEFORE


class ServiceVisit(models.Model):
    """What the rule of dispatch needs to know: who might go, and which stations are
    left."""

    _inherit = "service.visit"

    def _work(self):
        """When it begins: an emergency as soon as somebody is there."""
        if not self.is_emergency:
            return Work(to_minute(self.start))
        now = to_minute(fields.Datetime.now())
        return Work(now, self._promised_by(), emergency=True)

    def _promised_by(self):
        """The minute by which somebody must be there; None without such a promise."""
        stage = self.env.ref("service_deadline.stage_on_site")
        # sudo: promises are kept whoever may read clocks
        clocks = self.ticket_id.sudo().deadline_ids.filtered(
            lambda clock: clock.state == "running" and clock.policy_id.stage_id == stage
        )
        due = [clock.due_at for clock in clocks if clock.due_at]
        return to_minute(min(due)) if due else None

    def _candidates(self, people, work):
        """Technicians as the rule takes them, with a fixed number of queries."""
        if not people:
            return []
        begins = to_moment(work.start)
        planning = self.env["service.planning"]
        persons = planning._persons(people, begins - BEFORE, begins + BEFORE, self)
        away = planning._absences(people, begins, begins + timedelta(minutes=1))
        skilled = people._can_repair(self.product_category_id)
        asked = people._last_offers()
        here, day = self._place(), self._day_of_work(work)
        candidates = []
        for person in people:
            facts = persons[person.id]
            free_at, travel = self._free_at(facts, work, here, day)
            candidates.append(
                Candidate(
                    id=person.id,
                    name=person.name,
                    free_at=free_at,
                    travel=travel,
                    load=load(facts, day),
                    skilled=person in skilled,
                    on_duty=on_duty(facts, work.start),
                    on_call=person.service_on_call and person.id not in away,
                    last_offer=asked.get(person.id),
                )
            )
        return candidates

    def _day_of_work(self, work):
        """The station's day in which the work begins."""
        first = to_moment(work.start) - timedelta(days=1)
        days = self.station_id._local_days(first, self)
        return next(day for day in days if day.start <= work.start < day.end)

    def _free_at(self, person, work, here, day):
        """When somebody can set out (None without time for it), minutes of travel."""
        if work.emergency:
            ready = ready_at(person, work.start)
            way = minutes_between(place_at(person, ready), here)
            busy = is_busy(person, ready, ready + way + self.minutes)
            return None if busy else ready, way
        wish = Wish(here, self.minutes, day.start, day.end)
        way = minutes_between(place_at(person, work.start), here)
        free = not fits(wish, person, work.start, [day._replace(left=None)])
        return work.start - way if free else None, way

    def _next_stations(self, tried):
        """The other stations that cover the place, the most particular first."""
        routing = self.env["service.routing"]
        region, category = self.region_id, self.product_category_id
        path = routing._upwards(region).get(region.id, ())
        kinds = routing._upwards(category).get(category.id, ())
        domain = (
            Domain("region_id", "in", path)
            & Domain("station_id", "not in", tried.ids)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("category_id", "in", [False, *kinds])
        )
        if not self.is_emergency:
            domain &= Domain("emergency_only", "=", False)
        # sudo: who is near counts, whoever may see that station
        lines = self.env["service.coverage"].sudo().search(domain)
        lines = lines.sorted(
            lambda each: (path.index(each.region_id.id), each.sequence)
        )
        return lines.station_id.filtered(lambda station: station._takes_visits())
