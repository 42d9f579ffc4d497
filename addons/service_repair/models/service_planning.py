from collections import Counter, defaultdict
from datetime import datetime, timedelta, timezone

import pytz

from odoo import api, models
from odoo.tools import SQL

from ..rules.slots import Person, Shift, Stop, local_days
from ..rules.travel import NOWHERE, place_of

# Visits in these states take their people's time.
HOLDING = ("offered", "accepted", "on_way", "arrived", "done")
EPOCH = datetime(1970, 1, 1)
MINUTE = timedelta(minutes=1)
DAY = 24 * 60


def to_minute(moment):
    """A naive UTC moment as `rules.slots` counts."""
    return (moment - EPOCH) // MINUTE


def to_moment(minute):
    return EPOCH + minute * MINUTE


class ServicePlanning(models.AbstractModel):
    """Gathers what the rules of planning need to know of people, places and days, with
    as many queries for a station's fortnight as for one person's morning."""

    _name = "service.planning"
    _description = "Planning of Visits"

    @api.model
    def _persons(self, people, first, last, without=None):
        """What `rules.slots` needs of people between two moments.

        :param without: visits that are about to be planned anew
        :return: {resource id: `Person`}
        """
        # sudo: when people are free counts, whoever may read their calendars
        people = people.sudo()
        busy = self._busy(people, first, last, without)
        places = self._places(
            {region for rows in busy.values() for *_times, region in rows}
            | set(people.service_station_id.region_id.ids)
        )
        spans = self._spans(people, first, last)
        return {
            person.id: Person(
                id=person.id,
                shifts=spans[person.id],
                stops=tuple(
                    Stop(start, end, places.get(region, NOWHERE))
                    for start, end, region in busy[person.id]
                ),
                home=places.get(person.service_station_id.region_id.id, NOWHERE),
            )
            for person in people
        }

    def _busy(self, people, first, last, without):
        """{resource id: [(start, end, region id)]}: the visits of these people."""
        self.env["service.visit"].flush_model()
        self.env["service.visit.assignment"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT taken.resource_id,
                       EXTRACT(EPOCH FROM visit.start)::bigint / 60,
                       CEIL(EXTRACT(EPOCH FROM taken.busy_till) / 60)::bigint,
                       visit.region_id
                  FROM service_visit_assignment taken
                  JOIN service_visit visit ON visit.id = taken.visit_id
                 WHERE taken.resource_id = ANY(%s)
                   AND taken.busy_from < %s AND taken.busy_till > %s
                   AND NOT visit.id = ANY(%s)
              ORDER BY taken.busy_from
                """,
                people.ids,
                last,
                first,
                without.ids if without else [],
            )
        )
        busy = defaultdict(list)
        for person, *stop in rows:
            busy[person].append(stop)
        return busy

    def _places(self, region_ids):
        """{region id: `Place`}"""
        # sudo: where a place lies is no secret
        regions = self.env["service.region"].sudo().browse(filter(None, region_ids))
        paths = {
            region.id: [int(each) for each in region.parent_path.split("/")[:-1]]
            for region in regions
        }
        around = regions.browse({id_ for path in paths.values() for id_ in path})
        around.fetch(["level"])
        levels = {region.id: region.level for region in around}
        return {id_: place_of(path, levels) for id_, path in paths.items()}

    # -- when people work

    def _spans(self, people, first, last):
        """{resource id: ((start, end), …)} in minutes: working time less absences."""
        absent = self._absences(people, first, last)
        hours = self._hours_of_calendars(people, first, last)
        spans = {}
        for person in people:
            calendar = person._visit_calendar()
            worked = (
                hours[calendar.id] if calendar else _whole_days(first, last, person.tz)
            )
            spans[person.id] = _less(worked, absent.get(person.id, ()))
        return spans

    def _hours_of_calendars(self, people, first, last):
        calendars = people.browse().calendar_id.union(
            *(person._visit_calendar() for person in people)
        )
        days = (first - timedelta(days=1)).date(), (last + timedelta(days=1)).date()
        return {
            id_: _joined(
                (start // 60, end // 60) for start, end in each.working_spans(*days)
            )
            for id_, each in calendars._working_calendars().items()
        }

    def _absences(self, people, first, last):
        """{resource id: [(start, end)]} in minutes, the earliest first."""
        # sudo: that somebody is away, not why
        leaves = self.env["resource.calendar.leaves"].sudo()
        found = leaves.search_fetch(
            [
                ("resource_id", "in", people.ids),
                ("date_from", "<", last),
                ("date_to", ">", first),
            ],
            ["resource_id", "date_from", "date_to"],
            order="date_from",
        )
        absent = defaultdict(list)
        for leave in found:
            span = to_minute(leave.date_from), -(-(leave.date_to - EPOCH) // MINUTE)
            absent[leave.resource_id.id].append(span)
        return absent

    # -- days

    @api.model
    def _day_of(self, zone):
        """A function: which local day a minute lies in."""
        tz = pytz.timezone(zone or "UTC")

        def day_of(minute):
            return to_moment(minute).replace(tzinfo=timezone.utc).astimezone(tz).date()

        return day_of

    @api.model
    def _visits_by_day(self, station, first, last, without=None):
        """{local day: visits that the station has}"""
        # sudo: a station is as full as it is, whoever asks
        visits = (
            self.env["service.visit"]
            .sudo()
            .search_fetch(
                [
                    ("station_id", "=", station.id),
                    ("start", ">=", first - timedelta(days=1)),
                    ("start", "<", last + timedelta(days=1)),
                    ("state", "in", ("open", *HOLDING)),
                ],
                ["start"],
            )
        )
        day_of = self._day_of(station._zone())
        counted = visits - (without or visits.browse())
        return Counter(day_of(to_minute(visit.start)) for visit in counted)


def _joined(spans):
    """Stretches that touch are one shift, as a night's are, up to a day's length."""
    joined = []
    for start, end in spans:
        if joined and joined[-1].end == start and end - joined[-1].start <= DAY:
            joined[-1] = Shift(joined[-1].start, end)
        else:
            joined.append(Shift(start, end))
    return tuple(joined)


def _whole_days(first, last, zone):
    """The shifts of somebody without fixed hours: each local day."""
    before = (first - timedelta(days=1)).date()
    days = local_days(before, (last.date() - before).days + 2, zone)
    return tuple(Shift(day.start, day.end) for day in days)


def _less(worked, absent):
    """Stretches without what lies in others; both sorted by their start."""
    left = []
    for start, end in worked:
        for away, back in absent:
            if away < end and back > start:
                if away > start:
                    left.append(Shift(start, away))
                start = max(start, back)
        if start < end:
            left.append(Shift(start, end))
    return tuple(left)
