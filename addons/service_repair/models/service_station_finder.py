from collections import Counter

from babel.dates import get_day_names

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.misc import babel_locale_parse, get_lang

from ..rules.finder import Position, clock, distance, hours_of_week

CANDIDATES = 9


class ServiceStation(models.Model):
    """The outlet finder: stations as anybody may find them, with what is safe to tell:
    name, address, telephone, hours."""

    _inherit = "service.station"

    in_finder = fields.Boolean(
        string="In the Outlet Finder",
        default=True,
        help="Customers find the station's address, hours and telephone at "
        "/service/stations.",
    )
    verified_on = fields.Date(
        copy=False,
        tracking=True,
        help="When somebody made sure that address, telephone and hours are right.",
    )

    @api.model
    def _public_domain(self):
        return Domain("in_finder", "=", True) & Domain(
            "company_id", "=", self.env.company.id
        )

    @api.model
    def _in_region(self, region):
        """The stations that stand in a region, and those that serve it; with sudo."""
        # sudo: the finder is for everybody
        stations = self.sudo()
        path = [int(each) for each in region.parent_path.split("/")[:-1]]
        there = Domain("region_id", "child_of", region.id)
        there |= Domain("coverage_ids.region_id", "in", path)
        return stations.search(there & self._public_domain())

    @api.model
    def _find_place(self, text):
        """(the region that a text means, those that it may mean); with sudo."""
        # sudo: as above
        regions = self.env["service.region"].sudo()
        [found] = regions._resolve([text])
        by_code = regions._from_code([found.code, *found.candidates])
        region = by_code.get(found.code, regions)
        if region.level == "country":
            region = regions.browse()
        # who types a prefecture, or a province with all that is in it, means that
        is_whole = region.level == "prefecture" or len(found.candidates) > CANDIDATES
        if found.status != "ambiguous" or (region and is_whole):
            return region, []
        candidates = [by_code[code] for code in found.candidates if code in by_code]
        return regions.browse(), candidates[:CANDIDATES]

    @api.model
    def _regions_above(self, region):
        """The regions around one, the widest first, without the country."""
        above = []
        while region and region.parent_id and region.parent_id.level != "country":
            region = region.parent_id
            above.insert(0, region)
        return above

    @api.model
    def _near(self, position):
        """[(station, kilometres)] of those whose position is known, the nearest first.

        :param position: `rules.finder.Position`
        """
        # sudo: as above
        stations = self.sudo().search(
            self._public_domain() & Domain("partner_id.partner_latitude", "!=", 0)
        )
        found = [
            (station, distance(position, station._position())) for station in stations
        ]
        return sorted(found, key=lambda pair: pair[1])

    def _position(self):
        partner = self.partner_id
        return Position(partner.partner_latitude, partner.partner_longitude)

    @api.model
    def _regions_below(self, region):
        """[(region, stations that stand in it)] one step down; provinces at the top."""
        # sudo: as above; regions are no secret
        stations, regions = self.sudo(), self.env["service.region"].sudo()
        domain = self._public_domain() & Domain("region_id", "!=", False)
        counts = Counter()
        for stands_in, count in stations._read_group(
            domain, ["region_id"], ["__count"]
        ):
            for each in stands_in.parent_path.split("/")[:-1]:
                counts[int(each)] += count
        of = ("parent_id", "=", region.id) if region else ("level", "=", "province")
        below = regions.search([of, ("id", "in", list(counts))])
        return [(each, counts[each.id]) for each in below]

    def _hours_in_words(self):
        """The opening hours of a week, a line each: "Mon–Fri 08:00–18:00"."""
        self.ensure_one()
        calendar = self.calendar_id
        if self.is_round_the_clock or not calendar or calendar.flexible_hours:
            return []
        shifts = [
            (int(line.dayofweek), line.hour_from, line.hour_to)
            for line in calendar.attendance_ids
            if line.day_period != "lunch" and line.week_type in (False, "0")
        ]
        locale = babel_locale_parse(get_lang(self.env).code)
        names = get_day_names("abbreviated", locale=locale)
        return [
            " ".join(
                (
                    names[hours.first]
                    if hours.first == hours.last
                    else f"{names[hours.first]}–{names[hours.last]}",
                    ", ".join(f"{clock(a)}–{clock(b)}" for a, b in hours.spans),
                )
            )
            for hours in hours_of_week(shifts)
        ]

    def _address_in_words(self):
        """Where it stands, in one line."""
        partner = self.partner_id
        known = (partner.street, partner.street2, partner.city)
        return ", ".join(filter(None, known)) or self.region_id.complete_name or ""
