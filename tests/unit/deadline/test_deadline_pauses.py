"""Where a clock stands after what happened, in whatever order it is told."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_deadline_rules.pauses import replay
from service_deadline_rules.types import Moment, Triggers

START = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
TRIGGERS = Triggers(
    pause=frozenset({"wait", "hold", "both"}),
    resume=frozenset({"answer", "both"}),
    meet=frozenset({"reply", "close"}),
    cancel=frozenset({"withdraw", "close"}),
)


def at(hour):
    return START + timedelta(hours=hour)


def moments(text):
    """Events of a line such as ``wait 1, answer 3``: what, and how many hours on."""
    pairs = (part.split() for part in text.split(",") if part)
    return [Moment(event, at(float(hour))) for event, hour in pairs]


def stands(text):
    """The state, the pauses and the end in hours from the start."""
    found = replay(START, moments(text), TRIGGERS)
    hours = [
        tuple(end and (end - START) / timedelta(hours=1) for end in pause)
        for pause in found.pauses
    ]
    ended = found.ended_at and (found.ended_at - START) / timedelta(hours=1)
    return found.state, hours, ended


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ("", ("running", [], None)),
        ("call 1, mail 2", ("running", [], None)),
        ("reply 5", ("met", [], 5)),
        ("withdraw 5", ("cancelled", [], 5)),
        ("wait 1", ("paused", [(1, None)], None)),
        ("wait 1, answer 3", ("running", [(1, 3)], None)),
        ("wait 1, answer 3, hold 4, answer 6", ("running", [(1, 3), (4, 6)], None)),
        # closed while on hold: the pause ends with the clock
        ("wait 1, reply 5", ("met", [(1, 5)], 5)),
        # twice: the first counts
        ("wait 1, hold 2, answer 3, answer 4", ("running", [(1, 3)], None)),
        ("reply 2, reply 5, withdraw 6", ("met", [], 2)),
        # after the end nothing counts
        ("reply 2, wait 3", ("met", [], 2)),
        # before the start nothing counts, at the start it does
        ("wait -2, reply -1", ("running", [], None)),
        ("answer 3, wait 0", ("running", [(0, 3)], None)),
        ("reply 0", ("met", [], 0)),
        # out of order, contradictory, at the same moment
        ("answer 3, wait 1", ("running", [(1, 3)], None)),
        ("answer 1", ("running", [], None)),
        ("wait 1, answer 1", ("running", [], None)),
        ("wait 1, answer 2, wait 2", ("paused", [(1, None)], None)),
        ("both 1", ("running", [], None)),
        ("wait 1, both 2", ("paused", [(1, None)], None)),
        ("reply 2, withdraw 2", ("met", [], 2)),
        ("close 2", ("met", [], 2)),
        ("wait 2, withdraw 2", ("cancelled", [], 2)),
    ],
)
def test_what_happened_gives_the_standing(events, expected):
    """Each row of what ``replay`` promises."""
    assert stands(events) == expected


EVENTS = st.lists(
    st.builds(
        Moment,
        st.sampled_from(
            ["wait", "hold", "answer", "reply", "withdraw", "both", "call"]
        ),
        st.integers(-5, 20).map(at),
    ),
    max_size=12,
)


@given(EVENTS, st.randoms())
def test_neither_order_nor_repetition_matters(events, shuffled):
    """The record may be read in any order, and the same entry twice."""
    again = [*events, *events]
    shuffled.shuffle(again)
    assert replay(START, again, TRIGGERS) == replay(START, events, TRIGGERS)


@given(EVENTS)
def test_pauses_are_in_order_and_apart(events):
    """Each ends after it starts and before the next; only the last may be open."""
    found = replay(START, events, TRIGGERS)
    edges = [edge for pause in found.pauses for edge in pause if edge]
    assert edges == sorted(set(edges)) and all(START <= edge for edge in edges)
    still_open = [pause for pause in found.pauses if pause[1] is None]
    assert (found.state == "paused") == bool(still_open)
    assert still_open in ([], [found.pauses[-1:][0]] if found.pauses else [])
    assert (found.state in ("met", "cancelled")) == (found.ended_at is not None)
    assert all(edge <= found.ended_at for edge in edges if found.ended_at)


@given(EVENTS, st.integers(0, 21).map(at))
def test_what_happens_later_does_not_change_what_was(events, until):
    """A clock that ended keeps its verdict, whatever comes after."""
    early = [moment for moment in events if moment.at <= until]
    found = replay(START, early, TRIGGERS)
    if found.ended_at:
        assert replay(START, events, TRIGGERS) == found
