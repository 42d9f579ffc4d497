"""What a contractor's dispatcher may do with a ticket or a visit, as a table."""

from datetime import date

import pytest
from service_repair_rules.contractor import (
    Order,
    State,
    VisitOrder,
    judge,
    judge_visit,
    shown_day,
)

TODAY = date(2026, 3, 2)
LONG, LUO, STRANGER = 1, 2, 9
PEOPLE = frozenset({LONG, LUO})
TABLE = [
    # closed, waiting, with whom, given to → outcome
    (False, True, None, None, "accepted"),
    (False, True, None, LONG, "accepted"),
    (False, True, LONG, LONG, "accepted"),
    (False, True, None, STRANGER, "technician"),
    (False, False, LONG, LUO, "assigned"),
    (False, False, None, LUO, "assigned"),
    (False, False, LONG, LONG, "already"),
    (False, False, LONG, None, "already"),
    (False, False, LONG, STRANGER, "technician"),
    (True, False, LONG, LUO, "closed"),
    (True, True, None, None, "closed"),
    (True, False, LONG, STRANGER, "closed"),
]


@pytest.mark.parametrize(("closed", "waiting", "has", "given", "outcome"), TABLE)
def test_outcome(closed, waiting, has, given, outcome):
    """A closed ticket stays, strangers get none, and the same twice does nothing."""
    state = State(closed, waiting, has)
    assert judge(state, Order(given, PEOPLE)) == outcome


@pytest.mark.parametrize(
    ("timed", "technician", "refused"),
    [
        (True, 1, None),
        (False, 1, "no_time"),
        (True, 3, "technician"),
        (False, 0, "technician"),
    ],
)
def test_visits_are_given_to_the_own_people_at_a_time(timed, technician, refused):
    assert judge_visit(timed, VisitOrder(technician, frozenset({1, 2}))) == refused


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-05", date(2026, 3, 5)),
        ("2026-01-01", date(2026, 1, 31)),
        ("9999-12-31", date(2027, 3, 2)),
        ("0001-01-01", date(2026, 1, 31)),
        (None, TODAY),
        ("", TODAY),
        ("2026-13-01", TODAY),
        ("x" * 9999, TODAY),
        (["2026-03-05"], TODAY),
    ],
)
def test_the_day_that_is_shown(written, day):
    assert shown_day(written, TODAY) == day
