"""What is wrong with the set-up of stations and coverage, before customers find it.

Three kinds of findings: places that nobody serves (or not for everything, or not at
every hour), coverage that changes nothing, and stations that lack what work needs.
A week is a bit mask of its quarters of an hour, Monday 0:00 UTC first, so that who is
open when can be added up for any number of stations.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from math import ceil
from typing import NamedTuple

import pytz

from .opening import Shift

DAY = 24 * 4
WEEK = 7 * DAY
ALWAYS = (1 << WEEK) - 1

# How much each finding matters: 3 work is lost, 2 work waits, 1 worth a look.
SEVERITIES = {
    "no_dispatchers": 3,
    "dispatchers_missing": 2,
    "uncovered": 3,
    "towns_only": 2,
    "some_products": 2,
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


class Finding(NamedTuple):
    """One thing to see to. ``facts`` fill in the words of the kind."""

    kind: str
    company: int | None
    station: int | None = None
    line: int | None = None
    region: int | None = None
    facts: tuple[tuple[str, int], ...] = ()

    @property
    def severity(self) -> int:
        return SEVERITIES[self.kind]


def week_mask(shifts: Iterable[Shift], offset: int) -> int:
    """The quarters of a week that are worked in every week of a rota.

    A quarter counts when its start is worked.

    :param offset: minutes by which the local clock is ahead of UTC.
    """
    weeks = [0, 0]
    for shift in shifts:
        start, end = ceil(shift.start * 4), ceil(shift.end * 4)
        stretch = ((1 << max(end - start, 0)) - 1) << (shift.weekday * DAY + start)
        for week in (0, 1):
            if shift.week in (None, week):
                weeks[week] |= stretch
    return _rotate(weeks[0] & weeks[1], -round(offset / 15) % WEEK)


def minutes_ahead(zone: str, moment: datetime) -> int:
    """Minutes by which a zone's clock is ahead of UTC at a moment (UTC)."""
    offset = pytz.utc.localize(moment).astimezone(pytz.timezone(zone)).utcoffset()
    return round(offset.total_seconds() / 60)


def _rotate(mask: int, by: int) -> int:
    return ((mask << by) | (mask >> (WEEK - by))) & ALWAYS


def hours_missing(mask: int) -> int:
    """Hours of a week in which nobody is there, rounded up."""
    return -(-(WEEK - mask.bit_count()) // 4)


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
    for line in lines:
        station = stations.get(line.station)
        if station is not None and station.works:
            at[line.region].append(line)
            inside.update(set(above(line.region)[1:]) & units.keys())
    holes: dict[tuple[str, int], set[int]] = defaultdict(set)
    for unit, path in units.items():
        found = [line for region in path for line in at.get(region, ())]
        hole = _hole(found, stations, unit in inside)
        if hole:
            holes[hole].add(unit)
    wholes = _by_region(units)
    return [
        Finding(kind, company, region=region, facts=(("count", n), ("hours", hours)))
        for (kind, hours), missing in holes.items()
        for region, n in _largest(missing, units, wholes)
    ]


def _hole(lines: list[Line], stations, has_towns: bool) -> tuple[str, int] | None:
    """What is missing at a place with these lines, and for how many hours a week."""
    ordinary = [line for line in lines if not line.emergency_only]
    if not ordinary:
        return ("towns_only" if has_towns else "uncovered"), 0
    if all(line.category for line in ordinary):
        return "some_products", 0
    mask = 0
    for line in lines:
        if line.category is None:
            station = stations[line.station]
            mask |= ALWAYS if station.always_open else station.week or 0
    missing = hours_missing(mask)
    return ("some_hours", missing) if missing else None


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
