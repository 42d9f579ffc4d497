"""What ends a visit: its result, and what the customer confirms with a code or by hand.

On the phone actions are sent late and twice; the moment at which they were pressed
counts, as far as it can be true.
"""

from datetime import datetime
from hmac import compare_digest
from typing import NamedTuple

_lt = str

RESULTS = (
    "solved",
    "parts_needed",
    "customer_absent",
    "refused",
    "not_repairable",
)
# Nobody is there who could confirm these.
UNCONFIRMED = ("customer_absent", "refused")
# What a result means for the ticket: it is repaired, not wanted any more, or somebody
# has to come again; after any other an agent sees to it.
REPAIRED, DROPPED, COME_AGAIN = "repaired", "dropped", "come_again"
AFTERWARDS = {
    "solved": REPAIRED,
    "refused": DROPPED,
    "parts_needed": COME_AGAIN,
    "customer_absent": COME_AGAIN,
}
CODE_TRIES = 5

WORDS = {
    "result": _lt("Say what came of the visit."),
    "code": _lt(
        "That is not the customer's code. Ask again, or let the customer sign."
    ),
    "tries": _lt("The code was wrong too often. Let the customer sign."),
    "unconfirmed": _lt("Ask for the customer's code, or let the customer sign."),
    "unchecked": _lt("The checklist is not finished: %(left)s left."),
}


class Ending(NamedTuple):
    """What is known when a technician says that he is done.

    ``given``: the code as typed, empty for none; ``tries``: wrong codes before this;
    ``unchecked``: steps of the checklist that must be done and are not.
    """

    result: str
    code: str
    given: str = ""
    signed: bool = False
    tries: int = 0
    unchecked: int = 0


def refuse(ending: Ending) -> str | None:
    """Why a visit can't end so, as a key of `WORDS`; None where it can."""
    if ending.result not in RESULTS:
        return "result"
    if ending.result in UNCONFIRMED:
        return None
    if ending.result == "solved" and ending.unchecked:
        return "unchecked"
    if ending.signed:
        return None
    if not ending.given:
        return "unconfirmed"
    if ending.tries >= CODE_TRIES:
        return "tries"
    given = ending.given.encode()
    return None if compare_digest(given, ending.code.encode()) else "code"


def moment_told(
    told: datetime | None, earliest: datetime | None, now: datetime
) -> datetime:
    """When something was done that is reported now.

    A phone without a line sends later what was pressed at ``told``. What lies in the
    future, or before the step that must come first, can't be true.
    """
    if told is None or told > now:
        return now
    return max(told, earliest) if earliest else told
