"""What is wrong with the set-up of stations and coverage, before customers find it.

Three kinds of findings: places that nobody serves (or not for everything, or not at
every hour), coverage that changes nothing, and stations that lack what work needs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from .week import ALWAYS, hours_in, longest_stretch

# How much each finding matters: 3 work is lost, 2 work waits, 1 worth a look; in the
# order in which one sees to them.
SEVERITIES = {
    "no_dispatchers": 3,
    "dispatchers_missing": 2,
    "uncovered": 3,
    "towns_only": 2,
    "some_products": 2,
    "no_hour": 2,
    "some_hours": 2,
    "abolished": 3,
    "archived_region": 2,
    "archived_station": 2,
    "paused": 2,
    "no_emergencies": 2,
    "redundant": 1,
    "no_team": 3,
    "no_people": 3,
    "no_phone": 2,
    "no_hours": 2,
    "never_open": 2,
    "no_coverage": 2,
    "no_limit": 1,
}


class StationFacts(NamedTuple):
    """``paused`` means until further notice; ``week`` is None without opening hours,
    else the mask of the week; ``lines`` counts its coverage."""

    id: int
    company: int
    active: bool = True
    paused: bool = False
    people: int = 1
    phone: bool = True
    team: bool = True
    always_open: bool = False
    week: int | None = ALWAYS
    capacity: int = 1
    lines: int = 1
    emergency_lines: int = 0

    @property
    def works(self) -> bool:
        return self.active and not self.paused


class Line(NamedTuple):
    """Coverage: ``region`` is its id, ``category`` None means every product."""

    id: int
    station: int
    region: int
    category: int | None = None
    emergency_only: bool = False


class Scope(NamedTuple):
    """For what places are checked.

    ``categories``: a product's category, then its parents upwards; None for products
    of every category. ``hours``: the mask of the week in which emergencies must find
    somebody. ``ahead``: minutes by which the reader's clock is ahead of UTC.
    """

    categories: tuple[int, ...] | None = None
    hours: int = ALWAYS
    ahead: int = 0

    def asks_for(self, line: Line) -> bool:
        """Whether a line of coverage says anything about what is asked."""
        if self.categories is None or line.category is None:
            return True
        return line.category in self.categories


EVERYTHING = Scope()


class Finding(NamedTuple):
    """One thing to see to. ``facts`` fill in the words of the kind."""

    kind: str
    company: int | None
    station: int | None = None
    line: int | None = None
    region: int | None = None
    facts: tuple[tuple[str, int | tuple[int, ...]], ...] = ()

    @property
    def severity(self) -> int:
        return SEVERITIES[self.kind]

    @property
    def rank(self) -> int:
        """The place of its kind in the order in which one sees to them."""
        return list(SEVERITIES).index(self.kind)


def check_stations(stations: Iterable[StationFacts]) -> list[Finding]:
    """What stations lack. An archived one matters only while it still has coverage."""
    findings = []
    for station in stations:
        kinds = _lacks(station) if station.active else _leftovers(station)
        lines = (("count", station.lines),)
        findings += [
            Finding(kind, station.company, station.id, facts=lines) for kind in kinds
        ]
    return findings


def _leftovers(station: StationFacts) -> list[str]:
    return ["archived_station"] if station.lines else []


def _lacks(station: StationFacts) -> list[str]:
    closed = not station.always_open and station.week is None
    lacks = {
        "paused": station.paused,
        "no_team": not station.team,
        "no_people": not station.people,
        "no_phone": not station.phone,
        "no_hours": closed and not station.emergency_lines,
        "no_emergencies": closed and station.emergency_lines,
        "never_open": not station.always_open and station.week == 0,
        "no_coverage": not station.lines,
        "no_limit": not station.capacity,
    }
    return [kind for kind, is_so in lacks.items() if is_so]


def check_regions(
    lines: Iterable[Line],
    companies: Mapping[int, int],
    gone: Mapping[int, tuple[int, ...]],
    years: Mapping[int, int],
) -> list[Finding]:
    """Coverage of regions that are no longer current.

    :param companies: station → company.
    :param gone: regions that are no longer current → the current ones they became.
    :param years: of those, when they ceased; archived by hand are not in it.
    """
    findings = []
    for line in lines:
        if line.region in gone:
            kind = "abolished" if line.region in years else "archived_region"
            facts = {"year": years.get(line.region, 0), "count": len(gone[line.region])}
            findings.append(
                Finding(
                    kind,
                    companies[line.station],
                    line.station,
                    line.id,
                    line.region,
                    tuple(facts.items()),
                )
            )
    return findings


def check_redundant(
    lines: Iterable[Line],
    companies: Mapping[int, int],
    paths: Mapping[int, tuple[int, ...]],
    categories: Mapping[int, tuple[int, ...]],
) -> list[Finding]:
    """Coverage that changes nothing: the same station covers the place anyway, by a
    line at least as wide, with no other station of the company in between.

    :param companies: station → company.
    :param paths: region → itself and those it lies in, upwards.
    :param categories: category → itself and its parents, upwards.
    """
    at: dict[tuple[int, int], list[Line]] = defaultdict(list)
    lines = list(lines)
    for line in lines:
        at[companies[line.station], line.region].append(line)
    return [
        Finding(
            "redundant", companies[line.station], line.station, line.id, line.region
        )
        for line in lines
        if _is_redundant(line, companies[line.station], at, paths, categories)
    ]


def _is_redundant(line, company, at, paths, categories) -> bool:
    for region in paths.get(line.region, ()):
        here = at.get((company, region), ())
        if any(other.station != line.station for other in here):
            return False
        if any(_is_wider(other, line, categories) for other in here if other != line):
            return True
    return False


def _is_wider(other: Line, line: Line, categories) -> bool:
    """Whether ``other`` takes everything that ``line`` takes."""
    if other.emergency_only and not line.emergency_only:
        return False
    if other.category is None:
        return True
    return line.category is not None and other.category in categories[line.category]


def check_holes(
    company: int,
    units: Mapping[int, tuple[int, ...]],
    lines: Iterable[Line],
    stations: Mapping[int, StationFacts],
    above: Callable[[int], tuple[int, ...]],
    scope: Scope = EVERYTHING,
) -> list[Finding]:
    """Places that no station of a company serves, or not for everything or always.

    A place whose parts all have the same hole is named once, as a whole.

    :param units: the smallest divisions above towns → themselves and those they lie
        in, upwards.
    :param stations: those of the company.
    :param above: the path upwards of any region that has a line.
    """
    at: dict[int, list[Line]] = defaultdict(list)
    inside: set[int] = set()
    for line in filter(scope.asks_for, lines):
        station = stations.get(line.station)
        if station is not None and station.works:
            at[line.region].append(line)
            inside.update(set(above(line.region)[1:]) & units.keys())
    holes: dict[_Hole, set[int]] = defaultdict(set)
    for unit, path in units.items():
        found = [line for region in path for line in at.get(region, ())]
        hole = _hole(found, stations, unit in inside, scope)
        if hole:
            holes[hole].add(unit)
    wholes = _by_region(units)
    return [
        Finding(hole.kind, company, region=region, facts=(("count", n), *facts))
        for hole, missing in holes.items()
        for facts in [tuple(_told(hole, scope))]
        for region, n in _largest(missing, units, wholes)
    ]


class _Hole(NamedTuple):
    """What is missing at a place: the quarters of a week without anybody, or the
    categories that alone are served there."""

    kind: str
    quarters: int = 0
    products: tuple[int, ...] = ()


def _hole(lines: list[Line], stations, has_towns: bool, scope: Scope) -> _Hole | None:
    """What is missing at a place with these lines."""
    ordinary = [line for line in lines if not line.emergency_only]
    if not ordinary:
        return _Hole("towns_only" if has_towns else "uncovered")
    if scope.categories is None:
        if all(line.category for line in ordinary):
            products = {line.category for line in ordinary}
            return _Hole("some_products", products=tuple(sorted(products)))
        lines = [line for line in lines if line.category is None]
    missing = scope.hours
    for line in lines:
        missing &= ~_hours(stations[line.station])
    if not missing:
        return None
    return _Hole("no_hour" if missing == ALWAYS else "some_hours", missing)


def _hours(station: StationFacts) -> int:
    return ALWAYS if station.always_open else station.week or 0


def _told(hole: _Hole, scope: Scope):
    """The facts of a hole, as its words need them."""
    if hole.quarters:
        start, end = longest_stretch(hole.quarters, scope.ahead)
        yield from (("hours", hours_in(hole.quarters)), ("start", start), ("end", end))
    if hole.products:
        yield "products", hole.products
    if scope.categories:
        yield "category", scope.categories[0]


def _by_region(units: Mapping[int, tuple[int, ...]]) -> dict[int, set[int]]:
    wholes: dict[int, set[int]] = defaultdict(set)
    for unit, path in units.items():
        for region in path:
            wholes[region].add(unit)
    return wholes


def _largest(missing: set[int], units, wholes) -> list[tuple[int, int]]:
    """(region, number of its units) for the largest regions that lack altogether."""
    found: dict[int, int] = {}
    for unit in missing:
        whole = unit
        for region in units[unit]:
            if wholes[region] <= missing:
                whole = region
        found[whole] = len(wholes[whole])
    return list(found.items())
