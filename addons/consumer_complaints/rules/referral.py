"""The life of a referral, and what each step of it means for the clocks of the body.

A referral is a case as it lies with one body: prepared where a person has to file it,
sent, acknowledged, accepted or refused,
and ended by a decision, a settlement or the end of the mediation. Which deadlines run
for the body is up to the policies; `REPORTS` says what starts and meets them.
"""

from typing import NamedTuple

STATES = (
    "draft",
    "to_file",
    "queued",
    "failed",
    "sent",
    "acknowledged",
    "accepted",
    "refused",
    "settled",
    "ended",
    "decided",
    "withdrawn",
)
# It holds the case, or is about to: there is only one at a body.
OPEN = ("draft", "to_file", "queued", "failed", "sent", "acknowledged", "accepted")
OUTSIDE = ("sent", "acknowledged", "accepted")

# event → (states it happens in, the state after)
TABLE = {
    "prepare": (("draft", "failed"), "to_file"),
    "queue": (("draft", "to_file", "failed"), "queued"),
    "fail": (("queued",), "failed"),
    "send": (("draft", "to_file", "queued", "failed"), "sent"),
    "acknowledge": (("sent",), "acknowledged"),
    "accept": (("sent", "acknowledged"), "accepted"),
    "refuse": (("sent", "acknowledged"), "refused"),
    "settle": (("sent", "acknowledged", "accepted"), "settled"),
    "end": (("sent", "acknowledged", "accepted"), "ended"),
    "decide": (("sent", "acknowledged", "accepted"), "decided"),
    "withdraw": (OPEN, "withdrawn"),
}
EVENTS = tuple(TABLE)
# What a step at the body means for the case, as an event of `lifecycle`.
CASE_EVENTS = {
    "accept": "body_accept",
    "refuse": "body_refuse",
    "settle": "settle",
    "end": "mediation_end",
    "decide": "body_decide",
}

HOLDERS = {
    "telecom_appeal": "appeal_body",
    "association": "association",
    "adr": "association",
}
_COMPLAINT = {
    "send": ("complaint_received",),
    "accept": ("complaint_accepted",),
    "refuse": ("complaint_refused",),
    "settle": ("settlement_reached",),
    "end": ("mediation_terminated",),
    "withdraw": ("complaint_withdrawn",),
}
REPORTS = {
    "appeal_body": {
        "send": ("appeal_received",),
        "accept": ("appeal_accepted",),
        "refuse": ("appeal_refused",),
        "settle": ("settlement_reached", "appeal_decided"),
        "end": ("mediation_terminated", "appeal_decided"),
        "decide": ("appeal_decided",),
        "withdraw": ("appeal_withdrawn",),
    },
    "association": {**_COMPLAINT, "decide": ("association_answered",)},
    "regulator": {
        **_COMPLAINT,
        "accept": ("complaint_accepted", "authority_answered"),
        "refuse": ("complaint_refused", "authority_answered"),
        "decide": ("authority_answered",),
    },
}
EVENT_CODES = frozenset(
    code for table in REPORTS.values() for codes in table.values() for code in codes
)
# What filing with a body means for the consumer's own time bars.
FILED = {"appeal_body": "appeal_filed"}
FILED_ELSEWHERE = "complaint_filed"

# How long to wait before the next try, in minutes; afterwards a person is asked.
RETRIES = (5, 30, 120, 720)


class Step(NamedTuple):
    """What an event does to a referral; ``to`` "" where it does not happen."""

    to: str
    reports: tuple[str, ...] = ()


def step(state: str, event: str, holder: str) -> Step:
    """The next state, and the events to report about the body's own duties."""
    states, to = TABLE[event]
    if state not in states:
        return Step("")
    # taken back before it was ever sent: the body knows of nothing
    silent = event == "withdraw" and state not in OUTSIDE
    return Step(to, () if silent else REPORTS[holder].get(event, ()))


def holder_of(kind: str) -> str:
    """Whose duties run at a body of a kind, as policies name it."""
    return HOLDERS.get(kind, "regulator")


def filed_code(holder: str) -> str:
    """The event that meets the consumer's time bar for this way."""
    return FILED.get(holder, FILED_ELSEWHERE)


def retry_after(tries: int) -> int | None:
    """Minutes until the next try after so many that failed; None: no more."""
    return RETRIES[tries - 1] if 0 < tries <= len(RETRIES) else None
