"""What the configuration check finds: tables, and what must hold whatever the set-up.

The country in these tests: counties 3 and 4 lie in prefecture 2, prefecture 5 has no
counties, all in province 1.
"""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_repair_rules.configuration import (
    EVERYTHING,
    SEVERITIES,
    Line,
    Scope,
    StationFacts,
    check_holes,
    check_redundant,
    check_regions,
    check_stations,
)
from service_repair_rules.configuration_wording import TEMPLATES, describe
from service_repair_rules.local_time import minutes_ahead
from service_repair_rules.week import (
    ALWAYS,
    DAY,
    WEEK,
    Shift,
    hour_mask,
    hours_in,
    longest_stretch,
    week_mask,
)

UNITS = {3: (3, 2, 1), 4: (4, 2, 1), 5: (5, 1)}
PATHS = {**UNITS, 1: (1,), 2: (2, 1), 6: (6, 3, 2, 1)}
NIGHTLY = ALWAYS >> (WEEK - DAY)  # the first day of the week only
COMPANY = 9


def station(id_=1, **facts) -> StationFacts:
    return StationFacts(id_, COMPANY, **facts)


def line(region, station=1, **how) -> Line:
    return Line(10 * region + station, station, region, **how)


def findings(lines, *stations, scope=EVERYTHING):
    """{(kind, region): facts}"""
    stations = {each.id: each for each in stations or [station()]}
    found = check_holes(COMPANY, UNITS, lines, stations, PATHS.get, scope)
    return {(each.kind, each.region): dict(each.facts) for each in found}


def holes(lines, *stations, scope=EVERYTHING):
    """{(kind, region): number of counties}"""
    found = findings(lines, *stations, scope=scope)
    return {place: facts["count"] for place, facts in found.items()}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], {("uncovered", 1): 3}),
        ([line(1)], {}),
        ([line(2)], {("uncovered", 5): 1}),
        ([line(5)], {("uncovered", 2): 2}),
        ([line(3), line(5)], {("uncovered", 4): 1}),
        ([line(6), line(5)], {("towns_only", 3): 1, ("uncovered", 4): 1}),
        ([line(1, category=7)], {("some_products", 1): 3}),
        ([line(1, category=7), line(3)], {("some_products", 4): 1}),
        ([line(1, emergency_only=True)], {("uncovered", 1): 3}),
    ],
)
def test_places_without_a_station(lines, expected):
    """A place is a hole when no ordinary coverage reaches it; the largest is named."""
    if ("some_products", 4) in expected:
        expected = {**expected, ("some_products", 5): 1}
    assert holes(lines) == expected


def test_stations_that_take_no_work_cover_nothing():
    """Archived and paused stations leave a hole."""
    for facts in ({"active": False}, {"paused": True}):
        assert holes([line(1)], station(**facts)) == {("uncovered", 1): 3}


def test_hours_nobody_is_there():
    """Together the stations of a place and of those around it must be there always."""
    day, night = station(1, week=NIGHTLY), station(2, week=ALWAYS & ~NIGHTLY)
    assert holes([line(1)], day) == {("some_hours", 1): 3}
    assert holes([line(1), line(2, 2)], day, night) == {("some_hours", 5): 1}
    assert holes([line(1), line(1, 2, emergency_only=True)], day, night) == {}
    assert holes([line(1)], station(week=None)) == {("no_hour", 1): 3}
    assert holes([line(1)], station(week=None, always_open=True)) == {}


def test_only_the_hours_asked_for():
    """Asked for some hours, a place that is served in all of them is no hole."""
    first_day, rest = Scope(hours=NIGHTLY), Scope(hours=ALWAYS & ~NIGHTLY)
    open_then = station(1, week=NIGHTLY)
    assert holes([line(1)], open_then, scope=first_day) == {}
    assert holes([line(1)], open_then, scope=rest) == {("some_hours", 1): 3}
    # nobody is asked for an hour, whom ordinary work would find
    assert holes([], open_then, scope=first_day) == {("uncovered", 1): 3}


def test_only_the_products_asked_for():
    """Asked for a category, coverage of it, of a wider one or of all is enough."""
    locks = Scope(categories=(8, 7))
    for category in (8, 7, None):
        assert holes([line(1, category=category)], scope=locks) == {}
    other = findings([line(1, category=6)], scope=locks)
    assert other == {("uncovered", 1): {"count": 3, "category": 8}}
    # and its hours are counted, which those of other products don't fill
    day, night = station(1, week=NIGHTLY), station(2, week=ALWAYS & ~NIGHTLY)
    lines = [line(1, category=8), line(1, 2, category=6)]
    assert holes(lines, day, night, scope=locks) == {("some_hours", 1): 3}
    assert holes([lines[0], line(1, 2)], day, night, scope=locks) == {}


def test_what_is_served_and_when_nobody_is_there():
    """A hole says which products alone are served, or the longest time without
    anybody, on the reader's clock."""
    lines = [line(1, category=7), line(1, 2, category=8)]
    some = findings(lines, station(), station(2))
    assert some == {("some_products", 1): {"count": 3, "products": (7, 8)}}
    open_then = station(1, week=ALWAYS & ~week_mask([Shift(5, 22, 24)], 480))
    found = findings([line(1)], open_then, scope=Scope(ahead=480))
    assert found["some_hours", 1] == {
        "count": 3,
        "hours": 2,
        "start": 5 * DAY + 88,
        "end": 6 * DAY,
    }


@given(st.sets(st.sampled_from([1, 2, 3, 4, 5])))
def test_holes_and_coverage_share_the_counties(covered):
    """Each county is served or in exactly one hole, never both."""
    found = holes([line(region) for region in covered])
    named = [
        unit
        for _kind, region in found
        for unit, path in UNITS.items()
        if region in path
    ]
    served = [unit for unit, path in UNITS.items() if covered & set(path)]
    assert sorted(named + served) == sorted(UNITS)
    assert sum(found.values()) == len(named)


@pytest.mark.parametrize(
    ("facts", "kinds"),
    [
        ({}, set()),
        ({"paused": True}, {"paused"}),
        ({"people": 0}, {"no_people"}),
        ({"phone": False}, {"no_phone"}),
        ({"team": False}, {"no_team"}),
        ({"capacity": 0}, {"no_limit"}),
        ({"lines": 0}, {"no_coverage"}),
        ({"week": None}, {"no_hours"}),
        ({"week": None, "always_open": True}, set()),
        ({"week": None, "emergency_lines": 1}, {"no_emergencies"}),
        ({"week": 0}, {"never_open"}),
        ({"active": False}, {"archived_station"}),
        ({"active": False, "lines": 0, "people": 0}, set()),
    ],
)
def test_what_stations_lack(facts, kinds):
    """A station without people, hours, telephone or queue is named for each."""
    assert {found.kind for found in check_stations([station(**facts)])} == kinds


@pytest.mark.parametrize(
    ("lines", "redundant"),
    [
        ([line(3), line(2)], {31}),
        ([line(3), line(2), line(1)], {31, 21}),
        ([line(3), line(2, 2)], set()),
        ([line(3), line(2, 2), line(1)], set()),
        ([line(3), line(3, 2), line(2)], set()),
        ([line(3, category=8), line(2)], {31}),
        ([line(3, category=8), line(2, category=7)], {31}),
        ([line(3, category=7), line(2, category=8)], set()),
        ([line(3), line(2, category=7)], set()),
        ([line(3), line(2, emergency_only=True)], set()),
        ([line(3, emergency_only=True), line(2)], {31}),
    ],
)
def test_coverage_that_changes_nothing(lines, redundant):
    """A line is spare when its station gets the same tickets without it."""
    companies = {1: COMPANY, 2: COMPANY}
    categories = {7: (7,), 8: (8, 7)}
    found = check_redundant(lines, companies, PATHS, categories)
    assert {each.line for each in found} == redundant


def test_regions_abolished_since():
    """Coverage of what is gone names the year and how many regions it became."""
    found = check_regions(
        [line(3), line(4), line(5)], {1: COMPANY}, {3: (4, 5), 4: ()}, {3: 2021}
    )
    assert [(each.kind, each.region, dict(each.facts)) for each in found] == [
        ("abolished", 3, {"year": 2021, "count": 2}),
        ("archived_region", 4, {"year": 0, "count": 0}),
    ]


def test_a_week_in_quarters():
    """Local shifts become quarters of the week in UTC; a rota counts what both weeks
    work; Monday morning in China is still Sunday in UTC."""
    full = [Shift(day, 0, 24) for day in range(7)]
    assert week_mask(full, 480) == ALWAYS
    assert week_mask([Shift(0, 8, 9)], 480) == 0b1111
    assert week_mask([Shift(0, 0, 1)], 480) == 0b1111 << (WEEK - 32)
    assert week_mask([Shift(0, 8, 9, 0)], 480) == 0
    assert week_mask([Shift(0, 8, 9, 0), Shift(0, 8.5, 10, 1)], 480) == 0b1100
    assert hours_in(week_mask([Shift(0, 8, 9.5)], 0)) == 2
    assert hour_mask(6, 23, 0) == 0b1111 << (WEEK - 4)
    assert minutes_ahead("Asia/Shanghai", datetime(2025, 1, 1)) == 480


def test_the_longest_stretch_of_a_week():
    """It may run over Sunday's midnight; of equal ones the first one counts."""
    weekend = week_mask([Shift(5, 18, 24), Shift(6, 0, 24), Shift(0, 0, 8)], 480)
    assert longest_stretch(weekend, 480) == (5 * DAY + 72, 32)
    twice = week_mask([Shift(3, 1, 2), Shift(1, 1, 2)], 0)
    assert longest_stretch(twice, 0) == (DAY + 4, DAY + 8)
    assert longest_stretch(ALWAYS, 480) == (0, 0)
    with pytest.raises(ValueError):
        longest_stretch(0, 0)


def test_every_finding_has_words():
    """Each kind has a severity and a sentence that names what it is about."""
    assert SEVERITIES.keys() == TEMPLATES.keys()
    words = dict.fromkeys(
        "company region station team count hours year products start end".split(), "?"
    )
    assert all("?" in describe(kind, words) for kind in TEMPLATES)


def test_a_finding_names_the_category_asked_for():
    """Whoever asked for one category reads which it was."""
    words = {"region": "湖南省", "count": 3, "category": "Safes"}
    assert describe("uncovered", words).startswith("Safes: No station")
