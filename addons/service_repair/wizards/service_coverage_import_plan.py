from collections import defaultdict

from odoo import models

from odoo.addons.service_region.rules.types import Resolution

from ..rules.coverage_list import parse_emergency
from ..rules.coverage_plan import (
    Listed,
    former_name,
    is_far,
    plan,
    prefer,
    read_place,
)

# What a resolution says of a place that it simply found.
PLAIN_STEPS = {"named", "part"}


class ServiceCoverageImport(models.TransientModel):
    """The facts about a list's places, gathered for all of them at once."""

    _inherit = "service.coverage.import"

    def _examine(self, entries):
        """Decide on each entry; return the values of the preview's lines.

        The number of queries is the same for any number of entries.
        """
        listed = self._read_places(entries)
        regions = self.env["service.region"]._from_code(
            code
            for line in listed
            for code in (line.place.code, *line.place.candidates)
        )
        listed = self._with_rows(listed)
        listed = self._with_regions(listed, regions)
        listed = self._with_stations(listed, regions)
        listed = self._with_formers(listed, regions)
        coverage = self._coverage_of(listed, regions)
        listed = self._without_archived(listed, coverage)
        rows = plan(listed, _keys(coverage.filtered("active")))
        remarks = self._remarks(listed, coverage, regions)
        return [
            self._prepare_line_vals(number, *decided, regions)
            for number, decided in enumerate(
                zip(listed, rows, remarks, strict=True), start=1
            )
        ]

    def _read_places(self, entries):
        """Resolve all entries in one pass, alone and behind their headings."""
        alone = [entry.text for entry in entries]
        behind = [f"{entry.heading} {entry.text}" for entry in entries if entry.heading]
        texts = list(dict.fromkeys([*alone, *behind]))
        resolutions = self.env["service.region"]._resolve(texts)
        places = dict(zip(texts, map(read_place, texts, resolutions), strict=True))
        nowhere = read_place("", Resolution("unknown"))
        return [
            Listed(
                entry,
                prefer(
                    places[entry.text],
                    places.get(f"{entry.heading} {entry.text}", nowhere),
                ),
                category=self.category_id.id or None,
                emergency=self.emergency_only,
            )
            for entry in entries
        ]

    def _with_rows(self, listed):
        """Take in what a table's rows say beside the place."""
        entries = [line.entry for line in listed]
        stations = self._find_stations({entry.station for entry in entries} - {""})
        categories = self._find_categories({entry.category for entry in entries} - {""})
        return [_with_row(line, stations, categories) for line in listed]

    def _find_stations(self, names):
        """{name or code: ids of the stations called so}"""
        found = defaultdict(list)
        stations = self.env["service.station"].search_fetch(
            [
                ("company_id", "=", self.company_id.id),
                "|",
                ("name", "in", list(names)),
                ("code", "in", list(names)),
            ],
            ["name", "code"],
        )
        for station in stations:
            for name in {station.name, station.code}:
                found[name].append(station.id)
        return found

    def _find_categories(self, names):
        """{name or path: ids of the product categories called so}"""
        found = defaultdict(list)
        categories = self.env["product.category"].search_fetch(
            ["|", ("name", "in", list(names)), ("complete_name", "in", list(names))],
            ["name", "complete_name"],
        )
        for category in categories:
            for name in {category.name, category.complete_name}:
                found[name].append(category.id)
        return found

    def _with_regions(self, listed, regions):
        """Refuse places that the tree of regions lacks."""
        return [
            _refused(line, "no_region")
            if line.place.code and line.place.code not in regions
            else line
            for line in listed
        ]

    def _with_stations(self, listed, regions):
        """Name the station of each line that its row doesn't name."""
        if self.target == "station":
            station = self.station_id.id
            return [_with_default(line, station) for line in listed]
        found = self.env["service.region"].concat(*regions.values())
        keys = self._station_keys(found)
        return [_with_prefecture(line, regions, keys) for line in listed]

    def _with_formers(self, listed, regions):
        """Note the lines that name their region by what it was."""
        names = self._region_names(
            self.env["service.region"].concat(
                *(regions[line.place.code] for line in listed if _has(line, regions))
            )
        )
        return [
            line._replace(former=_former(line, regions[line.place.code], names))
            if _has(line, regions)
            else line
            for line in listed
        ]

    def _region_names(self, regions):
        """{region id: {kind: [names]}} of the regions and those they replaced."""
        regions.fetch(["complete_name", "predecessor_ids"])
        names = defaultdict(lambda: defaultdict(list))
        groups = self.env["service.region.name"]._read_group(
            [("region_id", "in", (regions | regions.predecessor_ids).ids)],
            ["region_id", "kind"],
            ["name:array_agg"],
        )
        for region, kind, called in groups:
            names[region.id][kind] += called
        return names

    def _coverage_of(self, listed, regions):
        """The coverage there is of the listed regions, archived lines too."""
        found = {line.place.code for line in listed if _has(line, regions)}
        ids = [regions[code].id for code in found]
        return self._search_coverage([("region_id", "in", ids)])

    def _search_coverage(self, domain):
        coverage = self.env["service.coverage"].with_context(active_test=False)
        coverage = coverage.search_fetch(
            [("company_id", "=", self.company_id.id), *domain],
            ["station_id", "region_id", "category_id", "emergency_only", "active"],
        )
        coverage.region_id.fetch(["code"])
        coverage.station_id.fetch(["name", "active"])
        return coverage

    def _existing_keys(self, regions):
        """What is covered now, as the planning rule takes it."""
        coverage = self._search_coverage([("region_id", "in", regions.ids)])
        return _keys(coverage.filtered("active"))

    def _without_archived(self, listed, coverage):
        """Refuse what somebody archived: to revive it is a choice of its own."""
        archived = _keys(coverage.filtered(lambda line: not line.active))
        return [
            _refused(line, "archived") if _key(line) in archived else line
            for line in listed
        ]

    def _remarks(self, listed, coverage, regions):
        """For each line the steps that make one look twice at what is imported."""
        also = self._also_covered(listed, coverage)
        homes = self._homes(listed)
        return [
            [
                *([("also_covered", {"stations": "、".join(names)})] if names else ()),
                *_far_station(line, regions, homes),
            ]
            for line, names in zip(listed, also, strict=True)
        ]

    def _homes(self, listed):
        """{station id: (its name, its own region)} of those that have a region."""
        ids = {line.station for line in listed if isinstance(line.station, int)}
        stations = self.env["service.station"].browse(ids)
        stations.fetch(["name", "region_id"])
        stations.region_id.fetch(["parent_path", "complete_name"])
        return {
            station.id: (station.name, station.region_id)
            for station in stations
            if station.region_id
        }

    def _also_covered(self, listed, coverage):
        """For each line the names of other stations that cover the same."""
        covering = defaultdict(dict)
        for line in coverage.filtered(lambda line: line.active):
            station = line.station_id
            if station.active:
                covering[_coverage_key(line)[1:]][station.id] = station.name
        return [
            [
                name
                for station, name in covering.get(_key(line)[1:], {}).items()
                if station != line.station
            ]
            for line in listed
        ]

    def _prepare_line_vals(self, number, line, row, remarks, regions):
        """The preview's line for a decision."""
        entry, place = line.entry, line.place
        region = regions.get(place.code)
        steps = list(row.reason)
        if row.state in ("new", "replaced", "present"):
            steps += remarks
        is_plain = line.former or PLAIN_STEPS.issuperset(key for key, _ in place.steps)
        is_new = isinstance(line.station, tuple)
        return {
            "import_id": self.id,
            "position": number,
            "line_number": entry.line,
            "text": entry.text,
            "heading": entry.heading,
            "times": entry.times,
            "state": row.state,
            "verdict": row.state,
            "region_id": region.id if region else False,
            "candidate_ids": [
                regions[code].id for code in place.candidates if code in regions
            ],
            "station_id": False if is_new else line.station,
            "station_by_row": bool(entry.station),
            "new_station_region_id": line.station[1] if is_new else False,
            "category_id": line.category,
            "emergency_only": line.emergency,
            "steps": steps,
            "region_steps": [] if is_plain else list(place.steps),
        }


def _has(line, regions):
    return line.place.code in regions


def _refused(line, key, **params):
    """Refuse a line, unless that has happened for another reason."""
    return line if line.refusal else line._replace(refusal=(key, params))


def _with_row(line, stations, categories):
    """Take the columns beside the place in; what they name must be clear."""
    entry = line.entry
    if entry.station:
        line = _with_one(line, "station", stations[entry.station])
    if entry.category:
        line = _with_one(line, "category", categories[entry.category])
    if entry.emergency:
        emergency = parse_emergency(entry.emergency)
        if emergency is None:
            return _refused(line, "unclear_emergency", written=entry.emergency)
        line = line._replace(emergency=emergency)
    return line


_PLURALS = {"station": "several_stations", "category": "several_categories"}


def _with_one(line, what, ids):
    """Set the station or category where exactly one is called so."""
    if len(ids) == 1:
        return line._replace(**{what: ids[0]})
    key = _PLURALS[what] if ids else f"no_such_{what}"
    return _refused(line, key, written=getattr(line.entry, what))


def _with_default(line, station):
    if line.station:
        return line
    return line._replace(station=station) if station else _refused(line, "no_station")


def _with_prefecture(line, regions, keys):
    if line.station or not _has(line, regions):
        return line
    key = keys[regions[line.place.code].id]
    return line._replace(station=key) if key else _refused(line, "no_anchor")


def _far_station(line, regions, homes):
    """The step that says that the line's station is in another province."""
    if not _has(line, regions) or line.station not in homes:
        return []
    name, home = homes[line.station]
    place = regions[line.place.code]
    if not is_far(place.parent_path, home.parent_path):
        return []
    return [("far_station", {"station": name, "region": home.complete_name})]


def _former(line, region, names):
    """Return the step that says what the place's region was called, if it was."""
    own = names[region.id]
    current = [name for kind in own if kind != "former" for name in own[kind]]
    for before in region.predecessor_ids:
        called = [name for kind in names[before.id].values() for name in kind]
        name = former_name(line.entry.text, current, called)
        if name:
            return "ceased", {
                "name": before.name,
                "until": before.until,
                "region": region.complete_name,
            }
    name = former_name(line.entry.text, current, own["former"])
    return ("renamed", {"name": name, "region": region.complete_name}) if name else None


def _key(line):
    return (line.station, line.place.code, line.category, line.emergency)


def _coverage_key(coverage):
    return (
        coverage.station_id.id,
        coverage.region_id.code,
        coverage.category_id.id or None,
        coverage.emergency_only,
    )


def _keys(coverage):
    return {_coverage_key(line) for line in coverage}
