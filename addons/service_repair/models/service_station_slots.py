from datetime import timedelta

from odoo import fields, models

from ..rules.slots import (
    Wish,
    earliest_start,
    fits,
    local_days,
    slots,
    without_repeated,
)
from .service_planning import to_minute, to_moment

# Shifts that began before a moment reach into it.
BEFORE = timedelta(days=2)
# Appointments begin at the hour and the half hour.
GRID_MINUTES = 30


class ServiceStation(models.Model):
    """A station's technicians, and when they are free."""

    _inherit = "service.station"

    technician_ids = fields.One2many(
        "resource.resource",
        "service_station_id",
        string="Technicians",
        help="Visits are proposed to them.",
    )
    daily_visit_capacity = fields.Integer(
        string="Visits a Day",
        tracking=True,
        help="So many visits are planned on a day; 0: as many as its people can do.",
    )
    _visit_capacity_not_negative = models.Constraint(
        "CHECK (COALESCE(daily_visit_capacity, 0) >= 0)",
        "The visits a day can't be negative; 0 means without limit.",
    )

    def _zone(self):
        """The time zone in which the station counts days and hours."""
        self.ensure_one()
        # sudo: what time it is there, whoever may read calendars
        station = self.sudo()
        return station.calendar_id.tz or station.company_id.service_zone or "UTC"

    def _local_days(self, now, without=None):
        """The days that can be booked, as `rules.slots` takes them, today's first."""
        planning = self.env["service.planning"]
        count = self.company_id.service_horizon_days + 1
        zone = self._zone()
        today = planning._day_of(zone)(to_minute(now))
        limit, left = self.daily_visit_capacity, {}
        if limit:
            until = now + timedelta(days=count)
            taken = planning._visits_by_day(self, now, until, without)
            days = (today + timedelta(days=number) for number in range(count))
            left = {day: limit - taken[day] for day in days}
        return local_days(today, count, zone, left)

    def _free_slots(self, visit, people=None):
        """When a visit can begin, and with whom, from now on.

        :param visit: says what is to be done and where; its own time counts as free
        :param people: only these technicians
        :return: list of `rules.slots.Slot`, the earliest first
        """
        self.ensure_one()
        # sudo: free time is shown to customers; it says when, not why
        station, visit = self.sudo(), visit.sudo()
        if not station._takes_visits():
            return []
        now = fields.Datetime.now()
        days = station._local_days(now, visit)
        people = station._able_people(visit) if people is None else people
        last = to_moment(days[-1].end)
        persons = self.env["service.planning"]._persons(
            people, now - BEFORE, last, visit
        )
        wish = station._wish(visit, now, days)
        found = slots(wish, [persons[person.id] for person in people], days)
        return without_repeated(found, days, station._zone())

    def _takes_visits(self):
        until = self.pause_until
        paused = self.intake_paused and (not until or until > fields.Datetime.now())
        return self.active and not paused

    def _able_people(self, visit):
        """The technicians who can do a visit at all."""
        return self.technician_ids._can_repair(visit.product_category_id)

    def _wish(self, visit, now, days):
        company = self.company_id
        earliest = earliest_start(
            to_minute(now),
            company.service_lead_minutes,
            round(company.service_cutoff_hour * 60),
            days,
        )
        return Wish(
            visit._place(), visit.minutes, earliest, days[-1].end, grid=GRID_MINUTES
        )

    def _why_not(self, visit, person, start):
        """Why a person can't begin a visit then, as `rules.slots.fits` says; or None.

        Dispatchers may plan up to the last minute: lead time and cut-off bind only who
        books from outside.
        """
        now = fields.Datetime.now()
        first = min(now, start)
        days = self._local_days(first, visit)
        wish = Wish(visit._place(), visit.minutes, to_minute(now) - 1, days[-1].end)
        persons = self.env["service.planning"]._persons(
            person, start - BEFORE, start + BEFORE, visit
        )
        return fits(wish, persons[person.id], to_minute(start), days)
