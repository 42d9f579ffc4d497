"""The life of a complaint: who may do what in which state, and what follows.

`ROWS` is the whole of it, one row for each thing that can happen; `TABLE` is the same
by (state, event). The kanban, the buttons, the links without an account and the mail
gateway all ask `decide`.

The order of the rungs follows the routes of art. 39 of the consumer law
(消费者权益保护法): the respondent first, then mediation by an association, an
authority, and last arbitration or a court. Inside the company it goes from the agent to
the manager to the company's last word.
"""

from collections.abc import Iterable
from typing import NamedTuple

STATES = (
    "draft",
    "received",
    "acknowledged",
    "info_asked",
    "investigating",
    "answered",
    "accepted",
    "disputed",
    "escalated",
    "mediation",
    "settled",
    "closed",
    "withdrawn",
)
RUNGS = ("agent", "manager", "company", "association", "regulator", "court")
OUTSIDE = ("association", "regulator", "court")
# Who acts. "system" is a deadline that ran out, or a timer.
ROLES = (
    "consumer",
    "respondent",
    "body",
    "agent",
    "officer",
    "manager",
    "system",
)

ENDED = ("closed", "withdrawn")
# Outcomes of a case in which what was owed was done.
REMEDIED = ("remedied", "partly", "settled")
OPEN = tuple(state for state in STATES if state not in ("draft", *ENDED))
# In the company's own hands, or in the respondent's.
INSIDE = (
    "received",
    "acknowledged",
    "info_asked",
    "investigating",
    "answered",
    "disputed",
)
WITH_BODY = ("escalated", "mediation")

# A member of the staff may do what those below may.
AGENTS = frozenset({"agent", "officer", "manager"})
OFFICERS = frozenset({"officer", "manager"})
MANAGERS = frozenset({"manager"})
CONSUMER = AGENTS | {"consumer"}  # an agent on the telephone acts for the consumer
RESPONDENT = AGENTS | {"respondent"}
BODY = OFFICERS | {"body"}  # an officer enters the letter that came by post
SYSTEM = frozenset({"system"})

STAYS = ""
# Whoever of the staff does one of these to a case of nobody has it from then on.
TAKING = ("acknowledge", "ask", "investigate", "forward")
# It is ours again, and nothing is solved: from then on we owe an answer.
CAME_BACK = ("complaint_disputed",)


class Transition(NamedTuple):
    """What an event does: the next state, and what it reports to the clocks.

    ``reports`` are events of `service_deadline`, in order; they start, pause and meet
    clocks. ``rung``: the rung it puts the case on, "" leaves it. ``needs``: facts
    without which it is refused.
    """

    to: str
    roles: frozenset[str]
    reports: tuple[str, ...] = ()
    rung: str = ""
    needs: tuple[str, ...] = ()


class Refusal(NamedTuple):
    """Why something does not happen.

    ``reason`` is unknown, state, role, missing, rung or way; ``what`` are the names
    that go with it: for state those in which it may happen, for role who may do it, for
    missing the facts, for rung the present one, for way nothing. ``event`` is what
    was tried, where the caller named none.
    """

    reason: str
    what: tuple[str, ...] = ()
    event: str = ""


class Row(NamedTuple):
    """One thing that can happen, from several states at once."""

    event: str
    states: tuple[str, ...]
    to: str
    roles: frozenset[str]
    reports: tuple[str, ...] = ()
    rung: str = ""
    needs: tuple[str, ...] = ()


ROWS = (
    # -- it comes in
    Row("file", ("draft",), "received", CONSUMER, ("case_received",)),
    Row(
        "acknowledge",
        ("received",),
        "acknowledged",
        AGENTS | SYSTEM,
        ("acknowledgement_sent",),
    ),
    Row(
        "ask",
        ("received", "acknowledged", "investigating", "disputed"),
        "info_asked",
        AGENTS,
        ("consumer_awaited",),
    ),
    Row(
        "inform",
        ("info_asked",),
        "investigating",
        CONSUMER,
        ("consumer_answered",),
    ),
    Row(
        "investigate",
        ("received", "acknowledged", "disputed"),
        "investigating",
        AGENTS,
        ("first_response_sent",),
    ),
    # -- the respondent
    Row(
        "forward",
        ("received", "acknowledged", "info_asked", "investigating", "disputed"),
        "investigating",
        AGENTS | SYSTEM,
        ("consumer_answered", "first_response_sent", "complaint_received"),
        needs=("respondent",),
    ),
    Row("ask_time", ("investigating", "info_asked"), STAYS, RESPONDENT),
    Row(
        "answer",
        ("received", "acknowledged", "info_asked", "investigating", "disputed"),
        "answered",
        RESPONDENT,
        ("answer_sent", "first_response_sent"),
        needs=("answer",),
    ),
    # late, while it lies with a body: the duty is met, the case stays where it is
    Row(
        "answer",
        WITH_BODY,
        STAYS,
        RESPONDENT,
        ("answer_sent",),
        needs=("answer",),
    ),
    Row(
        "final_answer",
        ("investigating", "info_asked", "disputed", "answered"),
        "answered",
        MANAGERS,
        ("answer_sent", "final_response_sent"),
        rung="company",
        needs=("answer",),
    ),
    # -- the consumer
    Row("add", ("draft", *OPEN), STAYS, CONSUMER),
    Row(
        "accept",
        ("answered",),
        "accepted",
        CONSUMER,
        ("resolution_accepted", "promise_made"),
    ),
    Row(
        "dispute",
        ("answered", "accepted"),
        "disputed",
        CONSUMER,
        CAME_BACK,
    ),
    Row(
        "withdraw",
        ("draft", *OPEN),
        "withdrawn",
        CONSUMER,
        ("complaint_withdrawn",),
    ),
    # -- up, inside
    Row(
        "escalate_manager",
        INSIDE,
        "investigating",
        AGENTS | SYSTEM,
        rung="manager",
    ),
    Row(
        "escalate_company",
        INSIDE,
        "investigating",
        OFFICERS | SYSTEM,
        rung="company",
    ),
    # -- up, outside: by sending a referral
    *(
        Row(
            f"refer_{rung}",
            (*INSIDE, "accepted", "escalated"),
            "escalated",
            OFFICERS | SYSTEM,
            rung=rung,
            needs=("referral",),
        )
        for rung in OUTSIDE
    ),
    Row("body_accept", ("escalated",), "mediation", BODY, needs=("referral",)),
    Row(
        "body_refuse",
        ("escalated",),
        "disputed",
        BODY,
        CAME_BACK,
        needs=("referral",),
    ),
    Row("body_decide", WITH_BODY, "answered", BODY, needs=("referral",)),
    Row(
        "mediation_end",
        ("mediation",),
        "disputed",
        BODY,
        CAME_BACK,
        needs=("referral",),
    ),
    Row(
        "settle",
        ("answered", "disputed", "investigating", *WITH_BODY),
        "settled",
        OFFICERS | {"body"},
        ("settlement_reached", "settlement_effective", "promise_made"),
        needs=("settlement",),
    ),
    # -- its end
    Row(
        "perform",
        ("accepted", "settled"),
        STAYS,
        RESPONDENT | {"consumer"},
        ("remedy_performed",),  # and what `performed` says
    ),
    Row(
        "default",
        ("accepted", "settled"),
        "disputed",
        CONSUMER | SYSTEM,
        CAME_BACK,
    ),
    Row(
        "close",
        ("answered", "accepted", "disputed", "settled", *WITH_BODY),
        "closed",
        OFFICERS | SYSTEM,
        ("complaint_resolved",),  # and what `closed` says
        needs=("outcome",),
    ),
    Row(
        "reopen",
        ENDED,
        "investigating",
        CONSUMER,
        ("case_received",),
        rung="agent",
        needs=("window",),
    ),
)
TABLE = {
    (state, row.event): Transition(
        row.to or state, row.roles, row.reports, row.rung, row.needs
    )
    for row in ROWS
    for state in row.states
}
EVENTS = tuple(dict.fromkeys(row.event for row in ROWS))


def decide(
    state: str, rung: str, event: str, role: str, facts: Iterable[str] = ()
) -> Transition | Refusal:
    """Say what an event does to a case, or why it does not happen.

    ``facts`` are the needs that are fulfilled: respondent, answer, referral,
    settlement, outcome, window. Inside the company a case never goes to a rung that it
    has reached already.
    """
    if event not in EVENTS:
        return Refusal("unknown", (event,))
    found = TABLE.get((state, event))
    if not found:
        return Refusal("state", tuple(s for s in STATES if (s, event) in TABLE))
    if role not in found.roles:
        return Refusal("role", tuple(r for r in ROLES if r in found.roles))
    missing = tuple(need for need in found.needs if need not in set(facts))
    if missing:
        return Refusal("missing", missing)
    if event.startswith("escalate_") and not _is_higher(found.rung, rung):
        return Refusal("rung", (rung,))
    return found


def events_for(state: str, rung: str, role: str) -> tuple[str, ...]:
    """What a role may do in a state, whatever it needs, in the order of the table."""
    return tuple(
        event
        for event in EVENTS
        if (found := TABLE.get((state, event)))
        and role in found.roles
        and not (event.startswith("escalate_") and not _is_higher(found.rung, rung))
    )


def event_to(
    state: str, target: str, rung: str, role: str, facts: Iterable[str] = ()
) -> str | Refusal:
    """The event by which a card that is dragged to ``target`` gets there.

    Where there are several, the first of the table that is not refused; where all are,
    the refusal of the first; "way" where none leads there.
    """
    refusals = []
    for event in EVENTS:
        found = TABLE.get((state, event))
        if not found or found.to != target or found.to == state:
            continue
        decision = decide(state, rung, event, role, facts)
        if isinstance(decision, Transition):
            return event
        refusals.append(decision._replace(event=event))
    return refusals[0] if refusals else Refusal("way")


def performed(remedies: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """What the clocks are told when something that was agreed is done.

    ``remedies``: (kind, state) of each as it stands then. What was agreed is performed
    once nothing of it is left to do; money came back only where a refund is done.
    """
    stands = set(remedies)
    codes = []
    if not any(state == "agreed" for _kind, state in stands):
        codes.append("remedy_performed")
    if ("refund", "performed") in stands:
        codes.append("refund_paid")
    return tuple(codes)


def closed(outcome: str) -> str:
    """What the clocks of a remedy are told when a case closes with an outcome: that it
    was performed, or that nobody waits for it any more."""
    return "remedy_performed" if outcome in REMEDIED else "complaint_closed"


def takes(event: str, role: str) -> bool:
    """Whether who lets it happen takes the case, if nobody has it."""
    return event in TAKING and role in AGENTS


def _is_higher(rung: str, than: str) -> bool:
    return RUNGS.index(rung) > RUNGS.index(than)
