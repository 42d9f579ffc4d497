"""Which open ticket is offered instead of a new one, and which are shown beside it."""

from datetime import datetime, timedelta

import pytest
from service_repair_rules.duplicates import (
    Case,
    Match,
    same_case,
    serial_key,
    similar_cases,
)

NOW = datetime(2026, 3, 2, 12)
COUNTY, TOWN, OTHER_TOWN, FAR = 1, 11, 12, 2
LOCK, SAFE, LOCKS, SAFES = 101, 102, 201, 202


def ago(hours, id_=1, **known):
    return Case(id=id_, opened=NOW - timedelta(hours=hours), **known)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("S1-2401-0932", "S124010932"),
        ("s1 2401 0932", "S124010932"),
        ("Ｓ１－２４０１－０９３２", "S124010932"),
        ("  ", None),
        ("--", None),
        ("", None),
        (None, None),
    ],
)
def test_serial_numbers_are_compared_without_their_dress(written, key):
    """Case, width and separators of a serial number don't tell things apart."""
    assert serial_key(written) == key


CALLER = {"number": "+8613800000001"}
SERIAL = {"serial": "S1"}


@pytest.mark.parametrize(
    ("call", "tickets", "hours", "offered"),
    [
        (CALLER, [ago(23, **CALLER)], 24, Match(1, "caller")),
        (CALLER, [ago(24, **CALLER)], 24, None),
        (CALLER, [ago(25, **CALLER)], 48, Match(1, "caller")),
        (CALLER, [ago(0.1, **CALLER)], 0, None),
        (SERIAL, [ago(1, **SERIAL)], 24, Match(1, "serial")),
        ({}, [ago(1)], 24, None),
        (CALLER, [ago(5, 1, **CALLER), ago(2, 2, **CALLER)], 24, Match(2, "caller")),
        (
            CALLER | SERIAL,
            [ago(1, 1, **CALLER), ago(5, 2, **SERIAL)],
            24,
            Match(2, "serial"),
        ),
        (CALLER | SERIAL, [ago(1, serial="S2", **CALLER)], 24, None),
        (CALLER | SERIAL, [ago(1, **CALLER)], 24, Match(1, "caller")),
        (CALLER, [ago(1, serial="S2", **CALLER)], 24, Match(1, "caller")),
    ],
)
def test_same_case(call, tickets, hours, offered):
    """The same caller or serial number within the window is offered its open ticket;
    another serial number of the same caller is another case."""
    assert same_case(Case(**call), tickets, NOW, hours) == offered


def lock(place, id_=1, hours=1, product=LOCK, category=LOCKS, area=COUNTY):
    return ago(hours, id_, place=place, area=area, product=product, category=category)


@pytest.mark.parametrize(
    ("call", "tickets", "shown"),
    [
        (lock(TOWN), [lock(TOWN)], [Match(1, "town")]),
        (lock(TOWN), [lock(OTHER_TOWN)], []),
        (lock(TOWN), [lock(COUNTY)], [Match(1, "county")]),
        (lock(COUNTY), [lock(TOWN)], [Match(1, "county")]),
        (lock(COUNTY), [lock(COUNTY)], [Match(1, "county")]),
        (lock(TOWN), [lock(TOWN, area=FAR)], []),
        (lock(None, area=None), [lock(None, area=None)], []),
        (lock(TOWN), [lock(TOWN, product=SAFE, category=SAFES)], []),
        (lock(TOWN), [lock(TOWN, product=103)], [Match(1, "town")]),
        (lock(TOWN, product=None, category=None), [lock(TOWN)], []),
        (
            lock(TOWN),
            [lock(TOWN, 1, product=103), lock(COUNTY, 2), lock(TOWN, 3, hours=9)],
            [Match(3, "town"), Match(1, "town"), Match(2, "county")],
        ),
        (
            lock(TOWN),
            [lock(TOWN, 1, hours=5), lock(TOWN, 2, hours=1)],
            [Match(2, "town"), Match(1, "town")],
        ),
    ],
)
def test_similar_cases(call, tickets, shown):
    """Open tickets of the same town for the same product come first; while a town is
    not known its county stands in, and a category for the product."""
    assert similar_cases(call, tickets) == shown


def test_similar_cases_are_few():
    """What is shown beside a call fits beside it."""
    tickets = [lock(TOWN, id_) for id_ in range(1, 40)]
    assert len(similar_cases(lock(TOWN), tickets)) == 5
