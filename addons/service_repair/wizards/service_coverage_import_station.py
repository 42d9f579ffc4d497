from collections import defaultdict

from odoo import models
from odoo.tools import SQL

from ..rules.coverage_plan import spoken_name, stands_for


class ServiceCoverageImport(models.TransientModel):
    """Which station serves a region's prefecture, and the making of one."""

    _inherit = "service.coverage.import"

    def _station_keys(self, regions):
        """{region id: id of its prefecture's station, ("new", prefecture's id) for one
        to be made, or None for a country}, in a fixed number of queries."""
        anchors = self._anchors(regions)
        found = self._stations_for(anchors.values())
        keys = {}
        for region in regions:
            anchor = anchors.get(region.id)
            station = found.get(anchor)
            keys[region.id] = station.id if station else anchor and ("new", anchor)
        return keys

    def _anchors(self, regions):
        """{region id: id of the region whose station serves it}; countries have none.

        That is the prefecture, or what `stands_for` takes in its place.
        """
        regions.fetch(["parent_path"])
        paths = {
            region.id: [int(part) for part in region.parent_path.split("/") if part]
            for region in regions
        }
        ids = {part for path in paths.values() for part in path}
        above = regions.browse(ids)
        above.fetch(["level"])
        levels = {region.id: region.level for region in above}
        divided = self._divided_provinces()
        anchors = {
            region: stands_for([(part, levels[part]) for part in path], divided)
            for region, path in paths.items()
        }
        return {region: anchor for region, anchor in anchors.items() if anchor}

    def _divided_provinces(self):
        """Ids of the provinces that have prefectures."""
        groups = self.env["service.region"]._read_group(
            [("level", "=", "prefecture")], ["parent_id"]
        )
        return frozenset(parent.id for (parent,) in groups)

    def _stations_for(self, anchors):
        """{prefecture's id: its station}: the one made for it, else the only one there.

        A contractor's second shop in the county next door does not become the
        prefecture's station: where several stand, it is the one that stands for the
        prefecture as a whole, and of those the one that covers it.
        """
        ids = list(set(anchors))
        stations = self.env["service.station"].search(
            [("company_id", "=", self.company_id.id), ("region_id", "child_of", ids)]
        )
        homes = self._anchors(stations.region_id)
        covering = self._covering(ids)
        standing = defaultdict(self.env["service.station"].browse)
        for station in stations.sorted(lambda station: station.id not in covering):
            standing[homes.get(station.region_id.id)] |= station
        found = {}
        for home, there in standing.items():
            whole = there.filtered(
                lambda station, home=home: station.region_id.id == home
            )
            if whole or len(there) == 1:
                found[home] = (whole or there)[0]
        return {anchor: found[anchor] for anchor in ids if anchor in found}

    def _covering(self, ids):
        """Ids of the stations that cover one of these prefectures as a whole."""
        groups = self.env["service.coverage"]._read_group(
            [("region_id", "in", ids)], ["station_id"]
        )
        return {station.id for (station,) in groups}

    def _take_turn(self):
        """Let one list at a time make stations for the company.

        Two lists imported at once would each make the station of a prefecture that
        both name. Touching the company makes the later one fail, so that the server
        starts it over; then it finds the station.
        """
        self.env.cr.execute(
            SQL(
                "UPDATE res_company SET write_date = write_date WHERE id = %s",
                self.company_id.id,
            )
        )

    def _create_stations(self, regions):
        """Make a station for each of these prefectures."""
        names = self._station_names(regions)
        return self.env["service.station"].create(
            [
                {
                    "name": names[region.id],
                    "region_id": region.id,
                    "company_id": self.company_id.id,
                    "kind": self.new_station_kind or "own",
                }
                for region in regions
            ]
        )

    def _station_names(self, regions):
        """{region id: name of a station made for it}, in the user's language."""
        groups = self.env["service.region.name"]._read_group(
            [("region_id", "in", regions.ids), ("kind", "=", "short")],
            ["region_id"],
            ["name:array_agg"],
        )
        short = {region.id: names for region, names in groups}
        return {
            region.id: self.env._(
                "%(place)s Service Station",
                place=spoken_name(region.name, short.get(region.id, ())),
            )
            for region in regions
        }

    def _place_stations(self, lines):
        """Name the stations of lines whose regions were chosen by hand."""
        unnamed = lines.filtered(lambda line: not line.station_by_row)
        if self.target == "prefecture":
            keys = self._station_keys(unnamed.region_id)
            for line in unnamed:
                key = keys[line.region_id.id]
                is_new = isinstance(key, tuple)
                line.station_id = False if is_new else key
                line.new_station_region_id = key[1] if is_new else False
