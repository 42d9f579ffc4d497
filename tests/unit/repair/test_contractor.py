"""What a contractor's dispatcher may do with a ticket, as a table."""

import pytest
from service_repair_rules.contractor import Order, State, judge

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
