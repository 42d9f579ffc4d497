"""The words of the lifecycle: of states, rungs, events, roles and refusals.

``_lt`` only marks the texts for the exporter of translations; the models hand in the
reader's own translation of them.
"""

from collections.abc import Callable

from . import steps_wording
from .lifecycle import Refusal

_lt = str

STATES = {
    "draft": _lt("Draft"),
    "received": _lt("Received"),
    "acknowledged": _lt("Acknowledged"),
    "info_asked": _lt("Waiting for the consumer"),
    "investigating": _lt("Being looked into"),
    "answered": _lt("Answered"),
    "accepted": _lt("Accepted by the consumer"),
    "disputed": _lt("Disputed"),
    "escalated": _lt("Handed on"),
    "mediation": _lt("In mediation"),
    "settled": _lt("Settled"),
    "closed": _lt("Closed"),
    "withdrawn": _lt("Withdrawn"),
}
RUNGS = {
    "agent": _lt("Agent"),
    "manager": _lt("Manager"),
    "company": _lt("Company's last word"),
    "association": _lt("Consumer association"),
    "regulator": _lt("Authority"),
    "court": _lt("Arbitration or court"),
}
ROLES = {
    "consumer": _lt("Consumer"),
    "respondent": _lt("Respondent"),
    "body": _lt("Body"),
    "agent": _lt("Agent"),
    "officer": _lt("Officer"),
    "manager": _lt("Manager"),
    "system": _lt("System"),
}
EVENTS = {
    "file": _lt("Filed"),
    "acknowledge": _lt("Acknowledged"),
    "ask": _lt("Consumer asked for more"),
    "inform": _lt("Consumer told more"),
    "investigate": _lt("Looked into"),
    "forward": _lt("Forwarded to the respondent"),
    "ask_time": _lt("Respondent asked for time"),
    "answer": _lt("Respondent answered"),
    "final_answer": _lt("Final answer given"),
    "add": _lt("Something added"),
    "accept": _lt("Consumer agreed"),
    "dispute": _lt("Consumer disagreed"),
    "withdraw": _lt("Withdrawn"),
    "escalate_manager": _lt("Escalated to the manager"),
    "escalate_company": _lt("Escalated to the company's last word"),
    "refer_association": _lt("Handed on to a consumer association"),
    "refer_regulator": _lt("Handed on to an authority"),
    "refer_court": _lt("Handed on to arbitration or court"),
    "body_accept": _lt("Body took it up"),
    "body_refuse": _lt("Body refused it"),
    "body_decide": _lt("Body decided"),
    "mediation_end": _lt("Mediation ended without a settlement"),
    "settle": _lt("Settled"),
    "perform": _lt("What was agreed was done"),
    "default": _lt("What was agreed was not done"),
    "close": _lt("Closed"),
    "reopen": _lt("Reopened"),
}
NEEDS = {
    "respondent": _lt("a respondent"),
    "answer": _lt("the text of the answer"),
    "referral": _lt("a referral that was sent"),
    "settlement": _lt("what was settled"),
    "outcome": _lt("an outcome"),
    "question": _lt("the question"),
    "window": _lt("the time in which a case may be reopened, which is over"),
}
REFUSALS = {
    "unknown": _lt("“%(event)s” is nothing that happens to complaints."),
    "state": _lt(
        "“%(event)s” does not happen while the case is “%(state)s”, only while it is: "
        "%(what)s."
    ),
    "role": _lt("“%(event)s” is for: %(what)s."),
    "missing": _lt("“%(event)s” needs %(what)s."),
    "rung": _lt("The case is at “%(what)s” already."),
    "way": _lt("No step leads from “%(state)s” to “%(target)s”."),
}
PRESS = _lt("%(reason)s Open the case and press “%(button)s”.")
# what a button asks for, so that a card that is dragged lacks it
ASKED = {"answer", "referral", "settlement", "outcome", "question"}
# which table names what a refusal lists
LISTED = {"state": STATES, "role": ROLES, "missing": NEEDS, "rung": RUNGS}
COMMA = _lt(", ")


def describe(
    refusal: Refusal,
    event: str,
    state: str,
    target: str = "",
    translate: Callable[[str], str] = str,
) -> str:
    """Why something does not happen, in a sentence; of a card that was dragged to
    ``target`` also which button does it.

    ``translate`` gives the reader's wording of an English template.
    """
    event = refusal.event or event
    names = LISTED.get(refusal.reason, {})
    listed = [translate(names.get(name, name)) for name in refusal.what]
    told = translate(REFUSALS[refusal.reason]) % {
        "event": translate(EVENTS.get(event, event)),
        "state": translate(STATES.get(state, state)),
        "target": translate(STATES.get(target, target)),
        "what": translate(COMMA).join(listed),
    }
    if target and refusal.reason == "missing" and ASKED.issuperset(refusal.what):
        button = translate(steps_wording.button(event))
        return translate(PRESS) % {"reason": told, "button": button}
    return told
