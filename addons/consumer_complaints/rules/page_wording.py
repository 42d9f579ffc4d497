"""What a consumer reads of the own case: where it stands, what comes, what happened.

``_lt`` only marks the texts for the exporter of translations; the models hand in the
reader's own translation of them.
"""

from collections.abc import Callable, Iterable, Mapping

from .lifecycle import OUTSIDE, RUNGS
from .lifecycle_wording import STATES

_lt = str

# What is happening, by state.
NOW = {
    "received": _lt(
        "We have your complaint. Next, somebody reads it and confirms it to you."
    ),
    "acknowledged": _lt(
        "We have read your complaint. Next, we look into it and ask the company."
    ),
    "info_asked": _lt(
        "We have a question for you. Your complaint goes on as soon as you answer it."
    ),
    "investigating": _lt(
        "We are looking into it. Next, you get an answer in substance."
    ),
    "answered": _lt("There is an answer. Please say below whether you agree with it."),
    "accepted": _lt("You agreed. Now what was agreed must be done."),
    "disputed": _lt(
        "You do not agree with the answer. Somebody else looks at it now and comes "
        "back to you."
    ),
    "escalated": _lt(
        "Your complaint was handed on. Now it is decided there whether they take it up."
    ),
    "mediation": _lt(
        "Your complaint was taken up. They talk to both sides and look for a solution."
    ),
    "settled": _lt("It is settled. Now what was settled must be done."),
    "closed": _lt("Your complaint is closed."),
    "withdrawn": _lt("You withdrew your complaint."),
}
# The same in two words, where it is said otherwise than to the staff.
SHORT = {
    **STATES,
    "info_asked": _lt("Waiting for you"),
    "answered": _lt("Answered, your turn"),
    "accepted": _lt("You agreed"),
    "disputed": _lt("You did not agree"),
}
TOLD = _lt(
    "The company has your complaint and was asked to answer. Next, you get its answer."
)
# The same where the last thing that happened says more than the state, by
# (state, event).
NOT_FOUND = _lt(
    "No solution was found there. Somebody looks at it now and comes back to you."
)
NOW_AFTER = {
    ("disputed", "default"): _lt(
        "What was agreed was not done. Somebody looks at it now and comes back to you."
    ),
    ("disputed", "body_refuse"): NOT_FOUND,
    ("disputed", "mediation_end"): NOT_FOUND,
}
DONE = _lt("You told us that it was done. Next, we close your complaint.")
SAID_DONE = _lt(
    "What was agreed is said to be done. Please say below whether you got it."
)
# What decides where a case stands now, among all that happens to it.
TURNS = (
    *("accept", "dispute", "settle", "perform", "default"),
    *("body_refuse", "mediation_end"),
)
# On whose desk it lies, by rung.
DESKS = {
    "agent": _lt("Our complaints desk"),
    "manager": _lt("The manager of our complaints desk"),
    "company": _lt("Our management, for the company's last word"),
    "association": _lt("A consumer association"),
    "regulator": _lt("An authority"),
    "court": _lt("Arbitration or a court"),
}
YOU = _lt("You")
# Who must do something by a deadline.
HOLDERS = {
    "team": _lt("Ourselves"),
    "operator": _lt("The company you complain about"),
    "regulator": _lt("The authority"),
    "appeal_body": _lt("The appeal body"),
    "association": _lt("The consumer association"),
    "parties": _lt("Both sides"),
    "consumer": _lt("You"),
}
# What happened, as it is told to who complained. What is not here she is not told.
LIFE = {
    "file": _lt("You filed your complaint"),
    "acknowledge": _lt("We confirmed that we have it"),
    "ask": _lt("We asked you for more"),
    "inform": _lt("You told us more"),
    "investigate": _lt("We began to look into it"),
    "forward": _lt("We sent it to the company"),
    "ask_time": _lt("The company asked for more time"),
    "answer": _lt("The company answered"),
    "final_answer": _lt("You got our final answer"),
    "add": _lt("You added something"),
    "accept": _lt("You agreed"),
    "dispute": _lt("You did not agree"),
    "withdraw": _lt("You withdrew your complaint"),
    "escalate_manager": _lt("It went up to the manager"),
    "escalate_company": _lt("It went up to our management"),
    "refer_association": _lt("We handed it on to a consumer association"),
    "refer_regulator": _lt("We handed it on to an authority"),
    "refer_court": _lt("We handed it on to arbitration or a court"),
    "body_accept": _lt("It was taken up there"),
    "body_refuse": _lt("It was not taken up there"),
    "body_decide": _lt("It was decided there"),
    "mediation_end": _lt("The mediation ended without a settlement"),
    "settle": _lt("It was settled"),
    "perform": _lt("What was agreed was done"),
    "default": _lt("What was agreed was not done"),
    "close": _lt("The complaint was closed"),
    "reopen": _lt("The complaint was opened again"),
}
# The same where others than she did it for her: on the telephone, say.
BY_US = {
    "file": _lt("We took down your complaint"),
    "inform": _lt("We noted what you told us"),
    "add": _lt("We noted something more"),
    "accept": _lt("We noted that you agree"),
    "dispute": _lt("We noted that you do not agree"),
    "withdraw": _lt("Your complaint was withdrawn"),
    "answer": _lt("You got an answer"),
}
TITLES = {
    ("attempt", "logged"): _lt("You tried to be heard"),
    ("promise", "made"): _lt("Something was promised to you"),
    ("promise", "kept"): _lt("The promise was kept"),
    ("promise", "broken"): _lt("The promise was broken"),
    ("deadline", "breached"): _lt("A deadline was missed"),
    ("letter", "sent"): _lt("We wrote to you"),
    ("exhibit", "released"): _lt("We showed your proof to the company"),
    ("exhibit", "withheld"): _lt("We no longer show your proof to the company"),
    ("referral", "acknowledged"): _lt("They confirmed that they have it"),
    ("referral", "answered"): _lt("They answered"),
}
EXHIBITS = {
    "consumer": _lt("Your proof came in"),
    "respondent": _lt("The company sent proof"),
    "body": _lt("A file came from where your complaint lies"),
}
EXHIBIT_BY_US = _lt("We added a file")
# What of an entry she may read in full, by (kind, code); nothing of the others.
TEXTS = {
    **{("life", code): ("answer", "settlement", "text") for code in LIFE},
    ("life", "ask"): ("question", "text"),
    ("life", "dispute"): ("reason", "text"),
    ("life", "default"): ("reason", "text"),
    ("life", "withdraw"): ("reason", "text"),
    ("life", "reopen"): ("reason", "text"),
    ("attempt", "logged"): ("said",),
    ("promise", "made"): ("name", "text", "promise"),
    ("promise", "kept"): ("name", "text", "promise"),
    ("promise", "broken"): ("name", "text", "promise"),
    ("deadline", "breached"): ("name",),
    **dict.fromkeys(
        [("exhibit", "received"), ("exhibit", "released"), ("exhibit", "withheld")],
        ("exhibit",),
    ),
}
# Agreed upon, and to be done.
AGREED = ("accepted", "settled")
STAFF = ("agent", "officer", "manager", "system")
# What staff write beside these is meant for the house.
INTERNAL = (
    *("acknowledge", "investigate", "forward", "add", "close"),
    *("escalate_manager", "escalate_company"),
    *("refer_association", "refer_regulator", "refer_court"),
)


def last_turn(life: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The last of `TURNS` in a life of (event, who acted), ("", "") if none."""
    turns = [each for each in life if each[0] in TURNS]
    return turns[-1] if turns else ("", "")


def now(
    state: str,
    is_told: bool,
    translate: Callable[[str], str] = str,
    last: tuple[str, str] = ("", ""),
) -> str:
    """What is happening; ``is_told``: the respondent has the complaint.

    ``last``: the `last_turn` of the case.
    """
    event, actor = last
    if state == "investigating" and is_told:
        return translate(TOLD)
    if state in AGREED and event == "perform":
        return translate(DONE if actor == "consumer" else SAID_DONE)
    return translate(NOW_AFTER.get((state, event), NOW[state]))


def desk(
    state: str,
    rung: str,
    body: str = "",
    translate: Callable[[str], str] = str,
    last: tuple[str, str] = ("", ""),
) -> str:
    """Whose turn it is. ``body``: the name of the body that it was handed on to.

    What was agreed is the respondent's to do; then hers to say whether it was done.
    """
    event, actor = last
    if state in ("info_asked", "answered"):
        return translate(YOU)
    if state in AGREED and event != "perform":
        return translate(HOLDERS["operator"])
    if state in AGREED:
        return translate(DESKS["agent"] if actor == "consumer" else YOU)
    if rung in OUTSIDE and body:
        return body
    return translate(DESKS[rung if rung in RUNGS else "agent"])


def title(
    kind: str, code: str, actor: str, translate: Callable[[str], str] = str
) -> str:
    """What an entry of the timeline tells her; "" for what is not told."""
    if kind == "life":
        words = BY_US if actor in STAFF and code in BY_US else LIFE
        return translate(words[code]) if code in words else ""
    if (kind, code) == ("exhibit", "received"):
        return translate(EXHIBITS.get(actor, EXHIBIT_BY_US))
    found = TITLES.get((kind, code))
    return translate(found) if found else ""


def text(kind: str, code: str, actor: str, content: Mapping) -> str:
    """What she may read of an entry, as it was written."""
    if kind == "life" and code in INTERNAL and actor in STAFF:
        return ""
    told = (content.get(name) for name in TEXTS.get((kind, code), ()))
    return next((str(each) for each in told if each), "")
