from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import configuration as rules
from ..rules.local_time import minutes_ahead
from ..rules.week import week_mask


class ServiceConfigurationCheck(models.AbstractModel):
    """Gathers the facts about stations, coverage and regions, with the same number of
    queries for any number of them, and asks the rules what is wrong."""

    _name = "service.configuration.check"
    _description = "Configuration Check"

    @api.model
    def _findings(self, companies, scope):
        """All `Finding`s of these companies; a company without stations has none.

        :param scope: for which products and hours places are checked.
        """
        stations = self.env["service.station"].with_context(active_test=False)
        stations = stations.search_fetch(
            [("company_id", "in", companies.ids)],
            ["company_id", "team_id", "partner_id", "calendar_id"],
        )
        lines = self._lines(stations)
        facts = self._station_facts(stations, lines)
        owners = {id_: station.company for id_, station in facts.items()}
        working = [line for line in lines if facts[line.station].active]
        regions = self.env["service.region"].with_context(active_test=False)
        regions = regions.browse({line.region for line in lines})
        paths = self.env["service.routing"]._upwards(regions)
        return [
            *self._dispatch_findings(stations.company_id),
            *self._hole_findings(working, facts, paths, scope),
            *rules.check_regions(working, owners, *self._gone(regions)),
            *rules.check_redundant(working, owners, paths, self._categories(lines)),
            *rules.check_stations(facts.values()),
        ]

    def _lines(self, stations):
        coverage = self.env["service.coverage"].search_fetch(
            [("station_id", "in", stations.ids)],
            ["station_id", "region_id", "category_id", "emergency_only"],
        )
        return [
            rules.Line(
                line.id,
                line.station_id.id,
                line.region_id.id,
                line.category_id.id or None,
                line.emergency_only,
            )
            for line in coverage
        ]

    def _station_facts(self, stations, lines):
        """{station id: StationFacts}"""
        weeks = self._weeks(stations.calendar_id)
        count, urgent = {}, {}
        for line in lines:
            count[line.station] = count.get(line.station, 0) + 1
            urgent[line.station] = urgent.get(line.station, 0) + line.emergency_only
        # sudo: a person of another company who works here counts as well
        people = {station.id: len(station.user_ids) for station in stations.sudo()}
        return {
            station.id: rules.StationFacts(
                id=station.id,
                company=station.company_id.id,
                active=station.active,
                paused=station.intake_paused and not station.pause_until,
                people=people[station.id],
                phone=bool(station.phone),
                team=bool(station.team_id),
                always_open=station.is_round_the_clock,
                week=weeks.get(station.calendar_id.id),
                capacity=station.daily_capacity,
                lines=count.get(station.id, 0),
                emergency_lines=urgent.get(station.id, 0),
            )
            for station in stations
        }

    def _weeks(self, calendars):
        """{calendar id: the mask of its ordinary week}

        Special days, days off and closures are of their date alone, and no hole of
        every week: routing and the proof of coverage see them when they come.
        """
        now = fields.Datetime.now()
        return {
            id_: week_mask(each.pattern.shifts, minutes_ahead(each.zone, now))
            for id_, each in calendars._opening_calendars().items()
        }

    def _categories(self, lines):
        categories = self.env["product.category"].browse(
            {line.category for line in lines if line.category}
        )
        return self.env["service.routing"]._upwards(categories)

    def _gone(self, regions):
        """({region: current regions it became}, {region: year it ceased})"""
        gone = regions.filtered(lambda region: not region.active)
        became = {
            region.id: tuple(region.successor_ids.filtered("active").ids)
            for region in gone
        }
        return became, {region.id: region.until for region in gone if region.until}

    def _hole_findings(self, lines, facts, paths, scope):
        units = self._units()
        companies = {}
        for station in facts.values():
            companies.setdefault(station.company, {})[station.id] = station
        for company, stations in companies.items():
            own = [line for line in lines if line.station in stations]
            if own:
                asked = scope._for_company(self.env["res.company"].browse(company))
                yield from rules.check_holes(
                    company, units, own, stations, paths.get, asked
                )

    @api.model
    def _units(self):
        """{smallest division above towns: itself and those it lies in, upwards}

        A county; or a larger division that has none, such as a city without districts.
        """
        regions = self.env["service.region"].search_fetch(
            Domain("level", "in", ("country", "province", "prefecture", "county")),
            ["parent_path", "parent_id", "level"],
        )
        larger = set(regions.parent_id.ids)
        units = regions.filtered(lambda r: r.id not in larger and r.level != "country")
        return self.env["service.routing"]._upwards(units)

    def _dispatch_findings(self, companies):
        for company in companies:
            # sudo: the queue is the company's, whoever may read teams
            team = company.sudo()._get_dispatch_team()
            if not team:
                yield rules.Finding("no_dispatchers", company.id)
            elif not team.user_ids:
                yield rules.Finding("dispatchers_missing", company.id)
