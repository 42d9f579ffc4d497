"""A repair's way told like a parcel's."""

from datetime import datetime, timedelta

import pytest
from service_repair_rules.progress import Facts, VisitFacts, may_reopen, progress

T0 = datetime(2026, 3, 2, 10)
T1, T2, T3 = (T0 + timedelta(hours=hours) for hours in (1, 2, 3))


@pytest.mark.parametrize(
    "facts, states, moments",
    [
        (Facts(T0, None, None, None), "now ahead ahead ahead", [T0, None, None, None]),
        (Facts(T0, T1, None, None), "past now ahead ahead", [T0, T1, None, None]),
        (Facts(T0, T1, T2, None), "past past now ahead", [T0, T1, T2, None]),
        (Facts(T0, T1, T2, T3), "past past past now", [T0, T1, T2, T3]),
        (Facts(T0, None, None, T3), "past past past now", [T0, None, None, T3]),
        (Facts(T0, T3, None, T2), "past past past now", [T0, None, None, T2]),
    ],
)
def test_steps(facts, states, moments):
    """Each step is behind, at, or ahead of where the ticket is, with its moment."""
    steps = progress(facts)
    assert [step.key for step in steps] == ["received", "found", "working", "done"]
    assert [step.state for step in steps] == states.split()
    assert [step.at for step in steps] == moments


@pytest.mark.parametrize(
    "visit, closed, states",
    [
        (VisitFacts(T1, None, None), None, "past past now ahead ahead ahead"),
        (VisitFacts(T1, T2, None), None, "past past past now ahead ahead"),
        (VisitFacts(T1, None, T2), None, "past past past past now ahead"),
        (VisitFacts(T1, T2, T3), T3, "past past past past past now"),
    ],
)
def test_steps_of_a_visit(visit, closed, states):
    """Where somebody comes, the way tells of the appointment and of his coming."""
    steps = progress(Facts(T0, T1, T1, closed, visit))
    assert [step.state for step in steps] == states.split()


def test_reopening_has_a_window():
    closed = datetime(2026, 3, 2)
    assert may_reopen(closed, closed + timedelta(days=14), 14)
    assert not may_reopen(closed, closed + timedelta(days=14, seconds=1), 14)
    assert not may_reopen(None, closed, 14)
