"""The life of a visit: every cell of the table, pressed once, twice, and by others."""

import pytest
from service_repair_rules.visit_life import (
    ALREADY,
    EVENTS,
    NAMES,
    ROLES,
    STATES,
    WORDS,
    Refusal,
    describe,
    events_for,
    judge,
)

LETTERS = dict(zip("tdacs", ROLES, strict=True))
# By hand and apart from the rule: where each event leads, and whom it is allowed to:
# t technician, d dispatcher, a agent, c customer, s system. "=" means that nothing is
# left to do where it was the same person's; "." that it does not happen.
WALK = """
           open          offered       accepted       on_way         arrived     done cancelled
offer      offered:ds    offered:ds=   .              .              .           .    .
accept     .             accepted:td   =td            =td            =td         =td  .
decline    =td           open:td       .              .              .           .    .
lapse      =s            open:s        .              .              .           .    .
assign     accepted:das  accepted:ds   accepted:ds=   accepted:ds=   =das        .    .
depart     .             .             on_way:td      =td            =td         =td  .
arrive     .             .             arrived:td     arrived:td     =td         =td  .
finish     .             .             .              .              done:td     =td  .
move       open:dac      open:dac      accepted:tdac  accepted:tda   .           .    .
hand_over  =tds          .             open:tds       open:tds       .           .    .
cancel     cancelled:dacs cancelled:dacs cancelled:dacs cancelled:dacs .         .    =dacs
"""  # noqa: E501


def walk():
    """(state, event) → (next state, roles, roles to whom it has happened already)."""
    head, *lines = WALK.strip().splitlines()
    cells = {}
    for line in lines:
        event, *row = line.split()
        everyone = set("".join(cell.partition(":")[2].strip("=") for cell in row))
        for state, cell in zip(head.split(), row, strict=True):
            to, _colon, who = cell.partition(":")
            again = set()
            if cell.startswith("="):
                to, who, again = "", "", set(cell[1:])
            elif cell.endswith("="):
                again = everyone
            cells[state, event] = (to.strip("."), set(who.strip("=")), again)
    return cells


EXPECTED = walk()


def test_table_is_whole():
    assert set(EXPECTED) == {(s, e) for s in STATES for e in EVENTS}


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("state", STATES)
def test_every_cell(state, event, letter):
    """The next state, already, or a refusal; for the same person and for another."""
    to, who, again = EXPECTED[state, event]
    role = LETTERS[letter]
    same, other = judge(state, event, role), judge(state, event, role, False)
    if letter in again:
        assert same == ALREADY
    elif letter in who:
        assert same == to
    else:
        assert isinstance(same, Refusal)
    if letter in who and role != "technician":
        assert other == to
    else:
        assert isinstance(other, Refusal)


@pytest.mark.parametrize(
    ("state", "event", "role", "same", "refusal"),
    [
        ("open", "fly", "dispatcher", True, Refusal("unknown", "open")),
        ("cancelled", "accept", "technician", True, Refusal("cancelled", "cancelled")),
        ("done", "cancel", "customer", True, Refusal("done", "done")),
        # the offer has lapsed, and has gone to another, who took it
        ("open", "accept", "technician", True, Refusal("gone", "open")),
        ("offered", "accept", "technician", False, Refusal("taken", "offered")),
        ("accepted", "accept", "technician", False, Refusal("taken", "accepted")),
        ("arrived", "assign", "dispatcher", False, Refusal("taken", "arrived")),
        (
            "on_way",
            "move",
            "customer",
            True,
            Refusal("role", "on_way", ("technician", "dispatcher", "agent")),
        ),
        ("accepted", "lapse", "customer", True, Refusal("role", "accepted", ROLES[4:])),
        (
            "accepted",
            "finish",
            "technician",
            True,
            Refusal("early", "accepted", ("arrived",)),
        ),
        (
            "offered",
            "depart",
            "dispatcher",
            True,
            Refusal("early", "offered", ("accepted",)),
        ),
        ("arrived", "cancel", "customer", True, Refusal("late", "arrived")),
        ("accepted", "lapse", "system", True, Refusal("late", "accepted")),
    ],
)
def test_refusal_names_its_cause(state, event, role, same, refusal):
    assert judge(state, event, role, same) == refusal


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (
            Refusal("role", "accepted", ("dispatcher", "agent")),
            "While the visit is accepted, this is done by: dispatcher, service agent.",
        ),
        (
            Refusal("early", "accepted", ("arrived",)),
            "The visit is accepted; this can be done when it is: at the customer's.",
        ),
        (Refusal("late", "arrived"), "Too late: the visit is at the customer's."),
        (Refusal("taken", "accepted"), "The visit is with somebody else."),
    ],
)
def test_refusal_in_words(refusal, words):
    assert describe(refusal) == words


def test_words_for_all():
    """Every refusal that can come has words, and every name in it too."""
    for state in STATES:
        for event in (*EVENTS, "fly"):
            for role in ROLES:
                for same in (True, False):
                    outcome = judge(state, event, role, same)
                    if isinstance(outcome, Refusal):
                        assert outcome.key in WORDS
                        assert {state, *outcome.what} <= set(NAMES)


def test_buttons_are_what_the_table_allows():
    """In the order of the table, without what has happened already."""
    assert events_for("accepted", "technician") == (
        "depart",
        "arrive",
        "move",
        "hand_over",
    )
    assert events_for("on_way", "customer") == ("cancel",)
    assert events_for("done", "dispatcher") == ()
