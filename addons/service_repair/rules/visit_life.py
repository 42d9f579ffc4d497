"""The life of a visit: who may do what in which state, and what follows.

`ROWS` is the whole of it, one row for each thing that can happen; `AGAIN` says where it
has happened already. Buttons, links without an account, the planner and the timers all
ask `judge`. On a bad line an action is sent twice or late: it counts once.
"""

from collections.abc import Callable
from typing import NamedTuple

_lt = str

STATES = ("open", "offered", "accepted", "on_way", "arrived", "done", "cancelled")
# In the order in which they come; a cancelled visit has left the way.
WAY = STATES[:-1]
ENDED = ("done", "cancelled")
# Visits that hold somebody's time.
HELD = ("accepted", "on_way", "arrived")
# From these somebody can be relieved; who is at the door finishes.
RELIEVABLE = ("offered", "accepted", "on_way")
# Who acts. "system" is a timer, a booking that found its slot, an absence entered.
ROLES = ("technician", "dispatcher", "agent", "customer", "system")

FIELD = frozenset({"technician", "dispatcher"})  # a dispatcher notes what he is told
DESK = frozenset({"dispatcher", "agent"})
PLAN = frozenset({"dispatcher", "system"})
SYSTEM = frozenset({"system"})
CUSTOMER = DESK | {"customer"}

ALREADY = "already"


class Row(NamedTuple):
    """One thing that can happen, from several states at once."""

    event: str
    states: tuple[str, ...]
    to: str
    roles: frozenset[str]


class Refusal(NamedTuple):
    """Why something does not happen.

    ``key`` is one of `WORDS`; ``state`` the visit's; ``what`` the names that go with
    it: for role who may do it, for early the states in which it may happen.
    """

    key: str
    state: str
    what: tuple[str, ...] = ()


ROWS = (
    # -- somebody is found; an offer to another one takes the place of the first
    Row("offer", ("open", "offered"), "offered", PLAN),
    Row("accept", ("offered",), "accepted", FIELD),
    Row("decline", ("offered",), "open", FIELD),
    Row("lapse", ("offered",), "open", SYSTEM),
    # a slot that was booked names its technician; later only a dispatcher changes him
    Row("assign", ("open",), "accepted", DESK | SYSTEM),
    Row("assign", ("offered", "accepted", "on_way"), "accepted", PLAN),
    # -- the work; who forgot to say that he leaves may still say that he is there
    Row("depart", ("accepted",), "on_way", FIELD),
    Row("arrive", ("accepted", "on_way"), "arrived", FIELD),
    Row("finish", ("arrived",), "done", FIELD),
    # -- plans change; at the door nothing is moved: the result says what came of it
    Row("move", ("open", "offered"), "open", CUSTOMER),
    Row("move", ("accepted",), "accepted", CUSTOMER | FIELD),
    Row("move", ("on_way",), "accepted", DESK | FIELD),
    Row("hand_over", ("accepted", "on_way"), "open", FIELD | SYSTEM),
    Row(
        "cancel",
        ("open", "offered", "accepted", "on_way"),
        "cancelled",
        CUSTOMER | SYSTEM,
    ),
)
TABLE = {(state, row.event): row for row in ROWS for state in row.states}
EVENTS = tuple(dict.fromkeys(row.event for row in ROWS))
MAY = {
    event: frozenset().union(*(row.roles for row in ROWS if row.event == event))
    for event in EVENTS
}
# The states in which an event has happened already, if it was the same person's.
AGAIN = {
    "offer": ("offered",),
    "accept": ("accepted", "on_way", "arrived", "done"),
    "decline": ("open",),
    "lapse": ("open",),
    "assign": ("accepted", "on_way", "arrived"),
    "depart": ("on_way", "arrived", "done"),
    "arrive": ("arrived", "done"),
    "finish": ("done",),
    "hand_over": ("open",),
    "cancel": ("cancelled",),
}

WORDS = {
    "unknown": _lt("A visit knows no such step."),
    "cancelled": _lt("The visit is cancelled."),
    "done": _lt("The visit is done."),
    "taken": _lt("The visit is with somebody else."),
    "gone": _lt("The visit is no longer yours: it waits for a technician."),
    "role": _lt("While the visit is %(state)s, this is done by: %(what)s."),
    "early": _lt("The visit is %(state)s; this can be done when it is: %(what)s."),
    "late": _lt("Too late: the visit is %(state)s."),
}
NAMES = {
    "open": _lt("waiting for a technician"),
    "offered": _lt("offered"),
    "accepted": _lt("accepted"),
    "on_way": _lt("on the way"),
    "arrived": _lt("at the customer's"),
    "done": _lt("done"),
    "cancelled": _lt("cancelled"),
    "technician": _lt("technician"),
    "dispatcher": _lt("dispatcher"),
    "agent": _lt("service agent"),
    "customer": _lt("customer"),
    "system": _lt("nobody by hand"),
}
COMMA = _lt(", ")


def judge(state: str, event: str, role: str, same_person: bool = True) -> str | Refusal:
    """The next state, `ALREADY` where nothing is left to do, or why it does not happen.

    :param same_person: whether the technician it is about (who acts, or in whose name;
        for offer and assign the one who is named) is the one the visit is with: offered
        to him, his, or in state open the last one it was with.
    """
    if event not in EVENTS:
        return Refusal("unknown", state)
    again = state in AGAIN.get(event, ())
    if again and same_person and role in MAY[event]:
        return ALREADY
    row = TABLE.get((state, event))
    if not row:
        return _refuse(state, event, role, again)
    if role not in row.roles:
        return Refusal("role", state, _in_order(row.roles))
    if role == "technician" and not same_person:
        return Refusal("taken", state)
    return row.to


def _refuse(state: str, event: str, role: str, again: bool) -> Refusal:
    """Why an event never happens in a state."""
    if state in ENDED:
        return Refusal(state, state)
    if role not in MAY[event]:
        return Refusal("role", state, _in_order(MAY[event]))
    if state == "open" and role == "technician":
        return Refusal("gone", state)
    if again:
        return Refusal("taken", state)
    states = tuple(each for each in WAY if (each, event) in TABLE)
    if WAY.index(state) > WAY.index(states[-1]):
        return Refusal("late", state)
    return Refusal("early", state, states)


def _in_order(roles: frozenset[str]) -> tuple[str, ...]:
    return tuple(role for role in ROLES if role in roles)


def events_for(state: str, role: str) -> tuple[str, ...]:
    """What a role may do in a state, in the order of the table."""
    return tuple(
        event
        for event in EVENTS
        if (row := TABLE.get((state, event))) and role in row.roles
    )


def describe(refusal: Refusal, translate: Callable[[str], str] = str) -> str:
    """A refusal in words.

    :param translate: the reader's wording of an English template.
    """
    names = {name: translate(text) for name, text in NAMES.items()}
    what = translate(COMMA).join(names[each] for each in refusal.what)
    return translate(WORDS[refusal.key]) % {"state": names[refusal.state], "what": what}
