"""Which station serves a ticket: tables, and what must hold whatever is asked.

The country in these tests: county 3 and county 4 lie in prefecture 2, town 6 lies in
county 3, all in province 1; prefecture 5 is the neighbour.
"""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_repair_rules.routing import (
    Book,
    Candidate,
    Coverage,
    Request,
    Station,
    route,
)
from service_repair_rules.wording import TEMPLATES, describe

NOW = datetime(2025, 11, 24, 2)  # Monday, 10 o'clock in China
PROVINCE, PREFECTURE, COUNTY, OTHER, NEIGHBOUR, TOWN = 1, 2, 3, 4, 5, 6
PATHS = {
    TOWN: (6, 3, 2, 1),
    COUNTY: (3, 2, 1),
    OTHER: (4, 2, 1),
    PREFECTURE: (2, 1),
    NEIGHBOUR: (5, 1),
    PROVINCE: (1,),
}
NAMES = {1: "湖南省", 2: "湘西州", 3: "凤凰县", 4: "泸溪县", 5: "张家界市", 6: "沱江镇"}
EVENING = NOW + timedelta(hours=8)


def book(stations, lines, beneath=None) -> Book:
    by_region = {}
    for number, line in enumerate(lines):
        station, region, *rest = line
        extra = rest[0] if rest else {}
        by_region.setdefault(region, []).append(
            Coverage(id=number, station=station, region=region, **extra)
        )
    return Book(
        {station.id: station for station in stations}, by_region, NAMES, beneath or {}
    )


def station(id_, **values) -> Station:
    values.setdefault("opens_at", NOW)
    return Station(id=id_, name=f"S{id_}", **values)


def one(request, book_, loads=None, now=NOW):
    return route([request], book_, loads or {}, now)[0]


A, B = station(1), station(2)
HERE = Request(key=1, path=PATHS[COUNTY])
URGENT = HERE._replace(emergency=True)
SAFE = HERE._replace(categories=(11, 10))

CASES = {
    "the county before the prefecture": (
        HERE,
        [A, B],
        [(1, PREFECTURE), (2, COUNTY)],
        2,
    ),
    "the town before the county": (
        Request(key=1, path=PATHS[TOWN]),
        [A, B],
        [(1, COUNTY), (2, TOWN)],
        2,
    ),
    "up to the province": (HERE, [A], [(1, PROVINCE)], 1),
    "not the neighbour": (HERE, [A], [(1, NEIGHBOUR), (1, OTHER)], None),
    "not a part of the place": (
        Request(key=1, path=PATHS[PREFECTURE]),
        [A],
        [(1, COUNTY)],
        None,
    ),
    "the category before everything at the same place": (
        SAFE,
        [A, B._replace(opens_at=EVENING, capacity=2, sequence=99)],
        [(1, COUNTY), (2, COUNTY, {"category": 11})],
        2,
    ),
    "the closer category": (
        SAFE,
        [A, B],
        [(1, COUNTY, {"category": 10}), (2, COUNTY, {"category": 11})],
        2,
    ),
    "the parent's category covers its children": (
        SAFE,
        [A],
        [(1, COUNTY, {"category": 10})],
        1,
    ),
    "another category does not serve": (
        SAFE,
        [A, B],
        [(1, COUNTY, {"category": 12}), (2, PREFECTURE)],
        2,
    ),
    "the place before the category": (
        SAFE,
        [A, B],
        [(1, COUNTY), (2, PREFECTURE, {"category": 11})],
        1,
    ),
    "a product without category takes general coverage": (
        HERE,
        [A, B],
        [(1, COUNTY, {"category": 10}), (2, COUNTY)],
        2,
    ),
    "emergency coverage is not for ordinary work": (
        HERE,
        [A],
        [(1, COUNTY, {"emergency_only": True})],
        None,
    ),
    "emergency coverage first in an emergency": (
        URGENT,
        [A, B],
        [(1, COUNTY), (2, COUNTY, {"emergency_only": True})],
        2,
    ),
    "an emergency does not wait for the morning": (
        URGENT,
        [A._replace(opens_at=EVENING), B],
        [(1, COUNTY), (2, PREFECTURE)],
        2,
    ),
    "a station that has opened is open": (
        URGENT,
        [A._replace(opens_at=EVENING), B._replace(opens_at=NOW - timedelta(seconds=1))],
        [(1, COUNTY), (2, COUNTY)],
        2,
    ),
    "no emergencies without opening hours": (
        URGENT,
        [A._replace(has_hours=False, opens_at=None)],
        [(1, COUNTY)],
        None,
    ),
    "ordinary work may wait": (HERE, [A._replace(opens_at=EVENING)], [(1, COUNTY)], 1),
    "but an open station is preferred": (
        HERE,
        [A._replace(opens_at=EVENING), B],
        [(1, COUNTY), (2, COUNTY)],
        2,
    ),
    "past an archived station": (
        HERE,
        [A._replace(active=False), B],
        [(1, COUNTY), (2, PREFECTURE)],
        2,
    ),
    "past a paused station": (
        HERE,
        [A._replace(paused=True), B],
        [(1, COUNTY), (2, PREFECTURE)],
        2,
    ),
    "past a pause that is not over": (
        HERE,
        [A._replace(paused=True, paused_until=NOW + timedelta(seconds=1)), B],
        [(1, COUNTY), (2, PREFECTURE)],
        2,
    ),
    "a pause that is over is none": (
        HERE,
        [A._replace(paused=True, paused_until=NOW), B],
        [(1, COUNTY), (2, PREFECTURE)],
        1,
    ),
    "no address": (Request(key=1, has_address=False), [A], [(1, PROVINCE)], None),
}


@pytest.mark.parametrize("case", CASES)
def test_table(case):
    request, stations, lines, expected = CASES[case]
    assert one(request, book(stations, lines)).station == expected
    # the order in which stations and coverage come decides nothing
    assert one(request, book(stations[::-1], lines[::-1])).station == expected


def test_load_then_sequence_then_number_decide_between_equals():
    lines = [(1, COUNTY), (2, COUNTY)]
    a, b = A._replace(capacity=10), B._replace(capacity=4)
    assert one(HERE, book([a, b], lines), {1: 5, 2: 1}).station == 2
    assert one(HERE, book([a, b], lines), {1: 2, 2: 1}).station == 1
    assert one(HERE, book([A, B], lines), {1: 3, 2: 2}).station == 2
    first = [(1, COUNTY, {"sequence": 5}), (2, COUNTY, {"sequence": 4})]
    assert one(HERE, book([A, B], first)).station == 2
    assert one(HERE, book([A, B._replace(sequence=1)], lines)).station == 2
    assert one(HERE, book([A, B], lines)).station == 1


def test_a_batch_fills_stations_as_it_goes():
    """Loads grow within the batch; full stations pass on to the next larger place."""
    requests = [Request(key=n, path=PATHS[COUNTY]) for n in range(6)]
    lines = [(1, COUNTY), (2, PREFECTURE)]
    stations = [A._replace(capacity=3), B._replace(capacity=2)]
    decisions = route(requests, book(stations, lines), {1: 1}, NOW)
    assert [each.station for each in decisions] == [1, 1, 2, 2, None, None]


def test_a_vague_address_whose_readings_share_a_station():
    """Several candidates are no problem where one station serves them all."""
    vague = Request(
        key=1,
        sure=False,
        candidates=(
            Candidate("凤凰县", PATHS[COUNTY]),
            Candidate("泸溪县", PATHS[OTHER]),
        ),
    )
    assert one(vague, book([A], [(1, PREFECTURE)])).station == 1
    apart = one(vague, book([A, B], [(1, COUNTY), (2, OTHER)]))
    assert apart.station is None
    assert describe(apart.steps) == (
        "凤凰县 or 泸溪县 → served by different stations → dispatcher's queue"
    )
    assert one(vague, book([A], [(1, COUNTY)])).station is None


def test_only_a_larger_place_is_known():
    """The prefecture's station serves, unless a part of it has one of its own."""
    vague = Request(key=1, path=PATHS[PREFECTURE], sure=False)
    lines = [(1, PREFECTURE), (2, COUNTY)]
    alone = book([A, B], lines[:1], {PREFECTURE: frozenset({1})})
    assert one(vague, alone).station == 1
    split = book([A, B], lines, {PREFECTURE: frozenset({1, 2})})
    assert one(vague, split).station is None


def test_a_ticket_stays_where_it_can():
    """A station event moves only the tickets that the station can't take."""
    lines = [(1, PREFECTURE), (2, COUNTY)]
    there = HERE._replace(present=1)
    assert one(there, book([A, B], lines)).station == 1
    assert one(there, book([A._replace(paused=True), B], lines)).station == 2
    assert one(there, book([A, B], [(2, COUNTY)])).station == 2


@pytest.mark.parametrize(
    ("request_", "stations", "lines", "reason"),
    [
        (
            HERE,
            [station(1, capacity=6)],
            [(1, PREFECTURE)],
            "凤凰县 → no station there → 湘西州 → S1 (2 of 6 today)",
        ),
        (HERE, [A], [(1, COUNTY)], "凤凰县 → S1 (2 today)"),
        (
            HERE,
            [station(1, capacity=1), B],
            [(1, COUNTY), (2, PREFECTURE)],
            "凤凰县 → S1 is full (1 of 1 today) → 湘西州 → S2 (1 today)",
        ),
        (
            URGENT,
            [A._replace(opens_at=EVENING)],
            [(1, COUNTY)],
            "凤凰县 → S1 is shut until 2025-11-24 10:00:00 → 湘西州 → no station there"
            " → 湖南省 → no station there → dispatcher's queue",
        ),
        (
            URGENT,
            [A._replace(opens_at=None), B._replace(has_hours=False, opens_at=None)],
            [(1, PROVINCE), (2, PROVINCE)],
            "凤凰县 → no station there → 湘西州 → no station there → 湖南省 → S1 is"
            " shut at this hour → S2 has no opening hours → dispatcher's queue",
        ),
        (
            Request(key=1),
            [],
            [],
            "no place recognised in the address → dispatcher's queue",
        ),
        (
            Request(key=1, has_address=False),
            [],
            [],
            "no address yet → dispatcher's queue",
        ),
    ],
)
def test_the_reason_reads_like_a_sentence(request_, stations, lines, reason):
    assert describe(one(request_, book(stations, lines), {1: 1}).steps) == reason


# -- whatever is asked

ids = st.integers(1, 6)
stations_ = st.builds(
    Station,
    id=ids,
    name=st.just("S"),
    active=st.booleans(),
    paused=st.booleans(),
    paused_until=st.none() | st.just(NOW + timedelta(hours=1)),
    has_hours=st.booleans(),
    opens_at=st.sampled_from([None, NOW, EVENING]),
    capacity=st.integers(0, 3),
    sequence=st.integers(1, 3),
)
lines_ = st.builds(
    Coverage,
    id=st.integers(1, 99),
    station=ids,
    region=st.sampled_from(sorted(PATHS)),
    category=st.none() | st.sampled_from([10, 11, 12]),
    emergency_only=st.booleans(),
    sequence=st.integers(1, 3),
)
requests_ = st.builds(
    Request,
    key=st.just(1),
    path=st.sampled_from([*PATHS.values(), ()]),
    categories=st.sampled_from([(), (10,), (11, 10)]),
    emergency=st.booleans(),
    sure=st.booleans(),
    candidates=st.lists(
        st.builds(Candidate, st.just("?"), st.sampled_from(list(PATHS.values()))),
        max_size=3,
    ).map(tuple),
)
loads_ = st.dictionaries(ids, st.integers(0, 4))


@st.composite
def books(draw):
    found = {each.id: each for each in draw(st.lists(stations_, max_size=6))}
    lines = {}
    for line in draw(st.lists(lines_, max_size=12, unique_by=lambda line: line.id)):
        if line.station in found:
            lines.setdefault(line.region, []).append(line)
    return Book(found, lines, NAMES)


@given(st.lists(requests_, max_size=8), books(), loads_)
def test_there_is_always_a_decision_with_a_reason(requests, book_, loads):
    decisions = route(requests, book_, loads, NOW)
    assert len(decisions) == len(requests)
    for decision in decisions:
        assert all(key in TEMPLATES for key, _params in decision.steps)
        assert describe(decision.steps)
        in_queue = decision.steps[-1][0] == "dispatcher"
        assert in_queue is (decision.station is None)


@given(st.lists(requests_, max_size=8), books(), loads_)
def test_never_to_a_station_that_is_gone_paused_full_or_shut(requests, book_, loads):
    taken = dict(loads)
    for request, decision in zip(
        requests, route(requests, book_, loads, NOW), strict=True
    ):
        if decision.station is None:
            continue
        chosen = book_.stations[decision.station]
        taken[chosen.id] = taken.get(chosen.id, 0) + 1
        assert chosen.active
        assert not chosen.paused
        assert not chosen.capacity or taken[chosen.id] <= chosen.capacity
        if request.emergency:
            assert chosen.opens_at == NOW


@given(requests_, books(), loads_, lines_)
def test_unrelated_coverage_changes_nothing(request, book_, loads, line):
    """A line for a place, category or urgency that nobody asked for is no matter."""
    asked = {*request.path, *(r for c in request.candidates for r in c.path)}
    unrelated = (
        line.region not in asked
        or (line.emergency_only and not request.emergency)
        or (line.category is not None and line.category not in request.categories)
    )
    if line.station not in book_.stations or not unrelated:
        return
    lines = {**book_.lines, line.region: [*book_.lines.get(line.region, ()), line]}
    more = book_._replace(lines=lines)
    assert one(request, more, loads).station == one(request, book_, loads).station


@given(requests_, books(), loads_)
def test_the_most_specific_place_wins(request, book_, loads):
    """Coverage of larger places matters only where the smaller have nobody."""
    request = request._replace(sure=True, candidates=())
    if not request.path:
        return
    decision = one(request, book_, loads)
    for length in range(1, len(request.path) + 1):
        nearer = one(request._replace(path=request.path[:length]), book_, loads)
        if nearer.station is not None:
            assert nearer.station == decision.station
            return
    assert decision.station is None


@given(requests_, books(), loads_)
def test_routing_again_with_the_same_facts_decides_the_same(request, book_, loads):
    assert one(request, book_, loads) == one(request, book_, loads)


@pytest.mark.parametrize(
    ("regions", "words"),
    [
        (["甲县", "乙县"], "甲县 or 乙县"),
        (["甲县", "乙县", "丙县"], "甲县 or 乙县 or 丙县"),
        (["甲县", "乙县", "丙县", "丁县", "戊县"], "甲县 or 乙县 or 丙县 and 2 more"),
    ],
)
def test_a_reason_stays_a_line_however_many_places_it_names(regions, words):
    assert describe([("several", {"regions": regions})]) == words
