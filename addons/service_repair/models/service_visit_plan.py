from datetime import timedelta

from psycopg2.errors import ExclusionViolation

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules.slots import Stop, travel_before
from ..rules.travel import NOWHERE
from .service_planning import HOLDING, to_minute

# What the time that a visit takes follows from.
PLANNED_BY = {"start", "end", "minutes", "resource_id", "helper_ids", "state"}
# Somebody's travel depends on no stop farther away than this.
AROUND = timedelta(hours=48)


class PersonTaken(UserError):
    """Somebody is at another visit at that time."""


class ServiceVisit(models.Model):
    """The time that visits take of their people, and who had it first."""

    _inherit = "service.visit"

    def write(self, vals):
        self._check_decided(vals)
        if not PLANNED_BY & vals.keys():
            return super().write(vals)
        people, days = self._people(), self._days()
        result = super().write(vals)
        self._plan(people, days)
        return result

    def _days(self):
        """The planned moments of these visits."""
        return [
            moment for visit in self for moment in (visit.start, visit.end) if moment
        ]

    def _plan(self, people=None, days=()):
        """Have the rows of `service.visit.assignment` say what the visits say.

        Travel to a visit depends on the stop before it, so the neighbours of these
        visits are reckoned again too.

        :param people: who was planned before
        :param days: moments when they were
        :raise PersonTaken: somebody is elsewhere at that time
        """
        holding = self.filtered(lambda visit: visit.state in HOLDING)
        people = (people or self.env["resource.resource"]) | holding._people()
        days = [*days, *holding._days()]
        if not people or not days:
            return
        people._take_planning_turn()
        self.env.flush_all()
        visits = people._visits_between(min(days) - AROUND, max(days) + AROUND)
        try:
            with self.env.cr.savepoint():
                (self | visits)._hold(people)
        except ExclusionViolation as error:
            raise self._taken(people) from error

    def _hold(self, people):
        """Replace the rows of these people that are no longer true."""
        # sudo: the rows follow from visits; nobody may write them
        rows = self.env["service.visit.assignment"].sudo()
        wanted = self._wanted_assignments(people)
        present = rows.search(
            Domain("visit_id", "in", self.ids) & Domain("resource_id", "in", people.ids)
        )
        known = {
            (row.visit_id.id, row.resource_id.id, row.busy_from, row.busy_till): row
            for row in present
        }
        gone = present.browse(row.id for key, row in known.items() if key not in wanted)
        gone.unlink()
        self._enter(wanted - known.keys())
        self.env.flush_all()

    def _enter(self, keys):
        """Add rows of assignments, as `_wanted_assignments` has them.

        A time that is taken is everyday, and told to who plans: the log of the server
        says nothing of it.
        """
        if not keys:
            return
        rows = self.env["service.visit.assignment"]
        query = SQL(
            "INSERT INTO %s (visit_id, resource_id, busy_from, busy_till) VALUES %s",
            SQL.identifier(rows._table),
            SQL(", ").join(SQL("%s", key) for key in keys),
        )
        self.env.cr.execute(query, log_exceptions=False)
        self.invalidate_recordset(["assignment_ids"])

    def _wanted_assignments(self, people):
        """{(visit id, resource id, busy from, busy till)} of these people's visits."""
        wanted = set()
        travels = self._travels(people)
        for (visit, person), minutes in travels.items():
            if person == visit.resource_id and visit.travel_before != minutes:
                # sudo: follows from the plan, whoever may change that visit
                visit.sudo()._decide({"travel_before": minutes})
            leaves = visit.start - timedelta(minutes=minutes)
            wanted.add((visit.id, person.id, leaves, visit._busy_till()))
        return wanted

    def _travels(self, people):
        """{(visit, person): minutes of travel} for these people at these visits."""
        holding = self.filtered(lambda visit: visit.state in HOLDING)
        if not holding:
            return {}
        planning = self.env["service.planning"]
        first, last = min(holding.mapped("start")), max(holding.mapped("end"))
        persons = planning._persons(people, first - AROUND, last + AROUND, holding)
        places = planning._places(holding.region_id.ids)
        stops = {
            visit: Stop(
                to_minute(visit.start),
                to_minute(visit._busy_till()),
                places.get(visit.region_id.id, NOWHERE),
            )
            for visit in holding.sorted("start")
        }
        travels = {}
        for person in people:
            theirs = [visit for visit in stops if person in visit._people()]
            facts = persons[person.id]._replace(stops=[stops[each] for each in theirs])
            for index, visit in enumerate(theirs):
                stop = stops[visit]
                # what begins at the same time is no stop before it
                alone = facts._replace(stops=facts.stops[:index])
                travels[visit, person] = travel_before(alone, stop.start, stop.place)
        return travels

    def _busy_till(self):
        """A visit that was done early leaves the rest of its time free."""
        if self.state == "done" and self.finished_at:
            earliest = self.start + timedelta(minutes=1)
            return max(min(self.end, self.finished_at), earliest)
        return self.end

    def _taken(self, people):
        """What is said to who plans somebody twice."""
        return PersonTaken(
            self.env._(
                "%(people)s: already at another visit at that time, or on the way to "
                "it. Choose another time or person.",
                people=", ".join(people.mapped("name")),
            )
        )

    def _place(self):
        """Where it is, as `rules.travel` takes it."""
        region = self.region_id
        return self.env["service.planning"]._places(region.ids).get(region.id, NOWHERE)
