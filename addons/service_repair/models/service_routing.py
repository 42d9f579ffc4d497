from datetime import timezone

from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.service_deadline.rules.errors import NoWorkingTime, OutOfRange
from odoo.addons.service_region.rules.names import short_names

from ..rules.routing import Book, Candidate, Coverage, Request, Station, route

# What routing reads of a ticket.
TICKET_FACTS = (
    "address",
    "company_id",
    "is_emergency",
    "product_category_id",
    "region_id",
    "region_resolution",
    "region_status",
    "station_id",
)
STATION_FACTS = (
    "active",
    "calendar_id",
    "company_id",
    "daily_capacity",
    "intake_paused",
    "is_round_the_clock",
    "name",
    "pause_until",
    "sequence",
    "team_id",
)


class ServiceRouting(models.AbstractModel):
    """Gathers what the routing rule needs to know, for any number of tickets with the
    same number of queries, and asks it."""

    _name = "service.routing"
    _description = "Routing of Repair Tickets"

    def _decide(self, tickets, stay=False):
        """Which station serves each ticket, and why.

        :param tickets: repair tickets in the order in which they are served; records
            that are not saved yet are fine.
        :param stay: a ticket whose station can still take it stays there.
        :return: dict of ticket id → `Decision`
        """
        now = fields.Datetime.now()
        # sudo: a ticket goes to the right station, whatever its author may see
        tickets = tickets.sudo()
        requests = self._requests(tickets, stay)
        decisions = {}
        for company, group in tickets.grouped("company_id").items():
            asked = [requests[ticket.id] for ticket in group]
            book, stations = self._book(asked, company, now)
            loads = stations._today_loads(now, group._origin.ids)
            decisions |= {
                decision.key: decision for decision in route(asked, book, loads, now)
            }
        return decisions

    # -- what is asked

    def _requests(self, tickets, stay):
        """{ticket id: Request}"""
        tickets._origin.fetch(TICKET_FACTS)
        candidates = self._candidates(tickets)
        categories = self._upwards(tickets.product_category_id)
        regions = self._upwards(
            tickets.region_id
            | tickets.region_id.browse(
                region.id for found in candidates.values() for region in found
            )
        )
        return {
            ticket.id: Request(
                key=ticket.id,
                path=regions.get(ticket.region_id._origin.id, ()),
                categories=categories.get(ticket.product_category_id._origin.id, ()),
                emergency=ticket.is_emergency,
                sure=ticket.region_status in ("resolved", "manual"),
                candidates=tuple(
                    Candidate(region.complete_name, regions[region.id])
                    for region in candidates.get(ticket.id, ())
                ),
                has_address=bool((ticket.address or "").strip()),
                present=ticket.station_id._origin.id if stay else None,
            )
            for ticket in tickets
        }

    def _candidates(self, tickets):
        """{ticket id: regions its address leaves open, the most plausible first}"""
        codes = {
            ticket.id: (ticket.region_resolution or {}).get("candidates", ())
            for ticket in tickets
            if ticket.region_status == "ambiguous"
        }
        # sudo: as for the tickets
        Region = self.env["service.region"].sudo()
        regions = Region._from_code(code for found in codes.values() for code in found)
        Region.concat(*regions.values()).fetch(["complete_name"])
        return {
            id_: [regions[code] for code in found if code in regions]
            for id_, found in codes.items()
        }

    def _upwards(self, records):
        """{id: (id, parent's id, …)} for records of a model with `parent_path`."""
        records = records._origin
        records.fetch(["parent_path"])
        return {
            record.id: tuple(map(int, reversed(record.parent_path.split("/")[:-1])))
            for record in records
            if record.parent_path
        }

    # -- who could answer

    def _book(self, requests, company, moment):
        """The `Book` of a company for these requests at a moment, and its stations."""
        asked = {region for request in requests for region in request.path}
        asked |= {
            region
            for request in requests
            for candidate in request.candidates
            for region in candidate.path
        }
        names, lines = self._names_and_lines(asked, company)
        # opening hours matter to emergencies, and to choose between stations
        with_hours = any(request.emergency for request in requests) or any(
            len(found) > 1 for found in lines.values()
        )
        # sudo: as for the tickets
        stations = self.env["service.station"].sudo()
        stations = stations.browse(
            {line.station for found in lines.values() for line in found}
        )
        facts = self._stations(stations, moment, with_hours)
        vague = {
            request.path[0]
            for request in requests
            if request.path and not request.sure and not request.candidates
        }
        return Book(facts, lines, names, self._beneath(vague, company)), stations

    def _names_and_lines(self, regions, company):
        """What regions are called, and who covers them, stations that are archived
        too: they are part of the reason.

        :return: ({region id: spoken name}, {region id: list of `Coverage`})
        """
        self.env["service.region"].flush_model(["name", "level"])
        self.env["service.coverage"].flush_model()
        names, lines = {}, {}
        for name, level, region, *line in self.env.execute_query(
            SQL(
                """
                SELECT region.name, region.level, region.id,
                       line.id, line.station_id, line.category_id,
                       COALESCE(line.emergency_only, FALSE), COALESCE(line.sequence, 0)
                  FROM service_region region
             LEFT JOIN service_coverage line
                    ON line.region_id = region.id AND line.company_id = %s
                       AND line.active
                 WHERE region.id = ANY(%s)
              ORDER BY line.id
                """,
                company.id or None,
                list(regions),
            )
        ):
            names[region] = self._spoken_name(name, level)
            if line[0]:
                id_, station, *how = line
                lines.setdefault(region, []).append(
                    Coverage(id_, station, region, *how)
                )
        return names, lines

    def _spoken_name(self, name, level):
        """湘西土家族苗族自治州 is spoken of as 湘西州; 昆山市 stays what it is."""
        short = short_names(name, level)
        return next((each for each in reversed(short) if each[-1] == name[-1]), name)

    def _stations(self, stations, moment, with_hours):
        """{station id: Station}"""
        stations.fetch(STATION_FACTS)
        hours = {}
        if with_hours:
            always = stations.filtered("is_round_the_clock")
            kept = self._hours((stations - always).calendar_id, moment)
            hours = {station: moment for station in always}
            hours |= {
                station: kept[station.calendar_id.id]
                for station in stations - always
                if station.calendar_id.id in kept
            }
        return {
            station.id: Station(
                id=station.id,
                name=station.name,
                active=station.active,
                paused=station.intake_paused,
                paused_until=station.pause_until or None,
                has_hours=station in hours,
                opens_at=hours.get(station),
                capacity=station.daily_capacity,
                sequence=station.sequence,
            )
            for station in stations
        }

    def _hours(self, calendars, moment):
        """{calendar id: when somebody is there next, from a moment on; None if nobody
        ever is}, without those that do not say"""
        return {
            id_: self._opens_at(calendar, moment)
            for id_, calendar in calendars._opening_calendars().items()
        }

    def _opens_at(self, calendar, moment):
        try:
            opens_at = calendar.next_working_moment(moment.replace(tzinfo=timezone.utc))
        except (NoWorkingTime, OutOfRange):
            return None
        return opens_at.astimezone(timezone.utc).replace(tzinfo=None)

    def _beneath(self, regions, company):
        """{region id: stations with coverage anywhere inside it}, for vague ones."""
        if not regions:
            return {}
        rows = self.env.execute_query(
            SQL(
                """
                SELECT outer_region.id, array_agg(DISTINCT line.station_id)
                  FROM service_region outer_region
                  JOIN service_region inner_region
                    ON inner_region.parent_path LIKE outer_region.parent_path || '%%'
                  JOIN service_coverage line ON line.region_id = inner_region.id
                 WHERE outer_region.id = ANY(%s) AND line.company_id = %s
                       AND line.active
              GROUP BY outer_region.id
                """,
                list(regions),
                company.id,
            )
        )
        return {region: frozenset(stations) for region, stations in rows}
