"""Which station serves a ticket, and why.

The rule, for one request and the places it lies in, most specific first:

1. At a place, only coverage counts that fits the product category (or names none)
   and, where it is kept for emergencies, only if this is one.
2. A station that is gone, paused or full for today is passed over; for an emergency
   also one that is shut at this moment.
3. Of those left the best is the one whose coverage names the closest category, then
   (for an emergency) is kept for emergencies, then is open now, then has the lowest
   load, then comes first in sequence.
4. With nobody left, the next larger place is asked. After the last one the ticket
   waits in the dispatcher's queue.

An address that leaves several places open is routed only if all of them lead to the
same station. Every decision carries the steps that led to it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

Step = tuple[str, dict]


class Station(NamedTuple):
    """What matters of a station when a ticket asks for it.

    ``opens_at`` is the next moment at which somebody is there, UTC without zone: now or
    before in a station that is open, None where nobody ever is. Without ``has_hours``
    nobody has said: it takes ordinary work at any time and no emergency. ``capacity``
    is a number of tickets a day, 0 without limit. ``paused_until`` None with ``paused``
    means until further notice.
    """

    id: int
    name: str
    active: bool = True
    paused: bool = False
    paused_until: datetime | None = None
    has_hours: bool = True
    opens_at: datetime | None = None
    capacity: int = 0
    sequence: int = 10


class Coverage(NamedTuple):
    """A station serves a region; ``category`` None means every category."""

    id: int
    station: int
    region: int
    category: int | None = None
    emergency_only: bool = False
    sequence: int = 10


class Candidate(NamedTuple):
    """A place the address may mean: its full name and its regions upwards."""

    name: str
    path: tuple[int, ...]


class Request(NamedTuple):
    """A ticket that asks for a station.

    ``path``: ids of the regions it lies in, most specific first; empty if unknown.
    ``sure``: False when ``path`` is only what several candidates have in common.
    ``categories``: the product's category, then its parents upwards.
    ``present``: the station it has and keeps if that can still take it.
    """

    key: int
    path: tuple[int, ...] = ()
    categories: tuple[int, ...] = ()
    emergency: bool = False
    sure: bool = True
    candidates: tuple[Candidate, ...] = ()
    has_address: bool = True
    present: int | None = None


class Book(NamedTuple):
    """Who serves what: stations by id, coverage by region, names of regions, and for
    a region the stations whose coverage lies inside it (asked of vague addresses)."""

    stations: Mapping[int, Station]
    lines: Mapping[int, tuple[Coverage, ...]]
    names: Mapping[int, str]
    beneath: Mapping[int, frozenset[int]] = {}


class Decision(NamedTuple):
    """The station's id, or None for the dispatcher's queue, and the steps to it."""

    key: int
    station: int | None
    steps: tuple[Step, ...]


class _Desk(NamedTuple):
    """A book at a moment, with the tickets each station already has that day."""

    book: Book
    loads: Counter
    now: datetime

    def is_open(self, station: Station) -> bool:
        return station.opens_at is not None and station.opens_at <= self.now


def route(
    requests: Iterable[Request],
    book: Book,
    loads: Mapping[int, int],
    now: datetime,
) -> list[Decision]:
    """Decide for each request in turn; a decision fills its station for the next.

    :param loads: tickets each station already has on the day of ``now``.
    :param now: UTC, without zone.
    """
    desk = _Desk(book, Counter(loads), now)
    return [_decide(request, desk) for request in requests]


def _decide(request: Request, desk: _Desk) -> Decision:
    if _can_stay(request, desk):
        chosen, steps = desk.book.stations[request.present], []
    elif not request.sure or not request.path:
        chosen, steps = _settle(request, desk)
    else:
        chosen, steps = _climb(request, request.path, desk)
    if chosen is None:
        return Decision(request.key, None, (*steps, ("dispatcher", {})))
    desk.loads[chosen.id] += 1
    return Decision(request.key, chosen.id, (*steps, _arrival(chosen, desk)))


def _can_stay(request: Request, desk: _Desk) -> bool:
    station = desk.book.stations.get(request.present)
    if station is None or _refusal(station, request, desk):
        return False
    paths = (request.path, *(candidate.path for candidate in request.candidates))
    return any(
        line.station == station.id and _fits(line, request)
        for region in {region for path in paths for region in path}
        for line in desk.book.lines.get(region, ())
    )


def _arrival(station: Station, desk: _Desk) -> Step:
    facts = {"station": station.name, "count": desk.loads[station.id]}
    if not station.capacity:
        return "station", facts
    return "station_limited", {**facts, "capacity": station.capacity}


def _climb(
    request: Request, path: tuple[int, ...], desk: _Desk
) -> tuple[Station | None, list[Step]]:
    """Ask each place in turn until a station takes the request."""
    steps: list[Step] = []
    for region in path:
        steps.append(("place", {"region": desk.book.names[region]}))
        chosen, refusals = _ask(region, request, desk)
        steps += refusals
        if chosen is not None:
            return chosen, steps
    return None, steps


def _ask(
    region: int, request: Request, desk: _Desk
) -> tuple[Station | None, list[Step]]:
    """The best station of one place, and why the others there were passed over."""
    lines = [line for line in desk.book.lines.get(region, ()) if _fits(line, request)]
    refusals: dict[int, Step] = {}
    willing = []
    for line in lines:
        station = desk.book.stations[line.station]
        refusal = _refusal(station, request, desk)
        if refusal:
            refusals[station.id] = refusal
        else:
            willing.append((_rank(line, station, request, desk), station))
    chosen = min(willing)[1] if willing else None
    return chosen, list(refusals.values()) if lines else [("no_station", {})]


def _fits(line: Coverage, request: Request) -> bool:
    if line.emergency_only and not request.emergency:
        return False
    return line.category is None or line.category in request.categories


def _refusal(station: Station, request: Request, desk: _Desk) -> Step | None:
    """Why a station cannot take the request now; None when it can."""
    named = {"station": station.name}
    if not station.active:
        return "gone", named
    if station.paused and station.paused_until is None:
        return "paused", named
    if station.paused and desk.now < station.paused_until:
        return "paused_until", {**named, "moment": station.paused_until.isoformat(" ")}
    load = desk.loads[station.id]
    if station.capacity and load >= station.capacity:
        return "full", {**named, "count": load, "capacity": station.capacity}
    if request.emergency and not desk.is_open(station):
        return _closing(station)
    return None


def _closing(station: Station) -> Step:
    """Why nobody is there, and until when."""
    named = {"station": station.name}
    if not station.has_hours:
        return "no_hours", named
    if station.opens_at is None:
        return "closed", named
    return "closed_until", {**named, "moment": station.opens_at.isoformat(" ")}


def _rank(line: Coverage, station: Station, request: Request, desk: _Desk) -> tuple:
    """Sort key of a willing station, the best first; unique per coverage line.

    A station without a limit never fills, so its share of load is nought; of two such
    stations the one with fewer tickets comes first.
    """
    load = desk.loads[station.id]
    distance = (
        len(request.categories)
        if line.category is None
        else request.categories.index(line.category)
    )
    return (
        distance,
        not line.emergency_only,
        not desk.is_open(station),
        load / station.capacity if station.capacity else 0.0,
        load,
        line.sequence,
        station.sequence,
        station.id,
        line.id,
    )


def _settle(request: Request, desk: _Desk) -> tuple[Station | None, list[Step]]:
    """A vague address: the one station that all its readings lead to, if any."""
    if request.candidates:
        return _agree(request, desk)
    if request.path:
        return _whole(request, desk)
    return None, [("unknown" if request.has_address else "no_address", {})]


def _agree(request: Request, desk: _Desk) -> tuple[Station | None, list[Step]]:
    readings = [_climb(request, each.path, desk)[0] for each in request.candidates]
    names = [candidate.name for candidate in request.candidates]
    step = ("several", {"regions": names})
    if any(reading is None for reading in readings):
        return None, [step, ("not_all_served", {})]
    if len({reading.id for reading in readings}) > 1:
        return None, [step, ("stations_differ", {})]
    return readings[0], [step, ("same_station", {})]


def _whole(request: Request, desk: _Desk) -> tuple[Station | None, list[Step]]:
    """Only a larger place is known: its station serves, unless some part of the
    place has a station of its own, which may be the right one."""
    region = request.path[0]
    chosen, steps = _climb(request, request.path, desk)
    others = desk.book.beneath.get(region, frozenset())
    if chosen is not None and others <= {chosen.id}:
        return chosen, steps
    place = {"region": desk.book.names[region]}
    return None, [("vague", place)]
