"""What technicians send from their phones: when it counts, and what can't be taken.

On a bad line a press arrives late, and forms hold what thumbs typed.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from . import visit_finish
from .visit_life import ENDED, HELD, Refusal

_lt = str

EPOCH = datetime(1970, 1, 1)
# Presses are remembered so long; what claims to be older counts as pressed now.
PRESSES_KEPT = timedelta(days=2)
# Sent so much later than it was pressed, a step says so in the visit's history.
WORTH_NOTING = timedelta(minutes=2)
MAX_PHOTOS = 40  # of a visit: more are somebody's gallery
MAX_LINES = 60
MAX_QUANTITY = Decimal(9999)
MAX_PRICE = Decimal(9_999_999)
_NUMBER = re.compile(r"\d{1,7}(?:\.\d{1,2})?")
_MILLISECONDS = re.compile(r"\d{1,15}")

# Why a technician does not go; what he adds in words stands behind it.
REASONS = {
    "time": _lt("No time then"),
    "far": _lt("Too far away"),
    "skill": _lt("Not my kind of work"),
    "equipment": _lt("A tool, a part or the car is missing"),
    "ill": _lt("Ill"),
    "other": _lt("Another reason"),
}
WORDS = {
    "already": _lt("That was done already."),
    "busy": _lt("Somebody else is changing this visit. Please try again."),
    "gone": _lt("The visit is not yours any more."),
    "reason": _lt("Please say why."),
    "text": _lt("Please write something."),
    "item": _lt("This step is not on the checklist any more."),
    "line": _lt("This line is not there any more."),
    "what": _lt("Say which part or work it was."),
    "quantity": _lt("The quantity must be a number from 0.01 to 9999."),
    "price": _lt("The price must be a number from 0 to 9999999."),
    "lines": _lt("This visit has as many lines as it can hold."),
    "photos": _lt("This visit has as many photos as it can hold."),
    "signature": _lt("The signature could not be read. Please sign again."),
}
DONE = {
    "accept": _lt("The visit is yours."),
    "decline": _lt("Declined. Somebody else is asked."),
    "depart": _lt("You are on the way."),
    "arrive": _lt("You have arrived."),
    "finish": _lt("The visit is done."),
    "hand_over": _lt("Handed over. Somebody else is asked."),
    "check": _lt("The checklist is up to date."),
    "add": _lt("The line was added."),
    "remove": _lt("The line was removed."),
    "warranty": _lt("The warranty is noted."),
    "photos": _lt("The photos are with us."),
    "say": _lt("Your message is with the team."),
}


def judge_note(state: str) -> Refusal | None:
    """Why checklist, parts and photos of a visit can't be changed now, else None."""
    if state in HELD:
        return None
    if state in ENDED:
        return Refusal(state, state)
    return Refusal("gone" if state == "open" else "early", state, HELD)


def told_at(written, now: datetime) -> datetime | None:
    """The moment at which something was pressed, as a phone tells it.

    :param written: milliseconds since the epoch, in digits
    :return: naive UTC; None where it is none, or too old to be believed
    """
    if not isinstance(written, str) or not _MILLISECONDS.fullmatch(written):
        return None
    until_now = now - EPOCH
    moment = min(timedelta(milliseconds=int(written)), until_now)
    return EPOCH + moment if until_now - moment <= PRESSES_KEPT else None


def parse_number(written: str, most: Decimal) -> Decimal | None:
    """A number as somebody types it, ``１２，５`` also; None where it is none."""
    plain = unicodedata.normalize("NFKC", written).replace(",", ".").strip()
    if not _NUMBER.fullmatch(plain) or not plain.isascii():
        return None
    number = Decimal(plain)
    return number if number <= most else None


def describe_press(
    event: str,
    outcome: str | tuple[str, dict] | None,
    translate: Callable[[str], str] = str,
) -> str:
    """What is said to who pressed.

    :param event: what was pressed, one of `DONE`
    :param outcome: None where it is done; else a key of `WORDS` or of
        `visit_finish.WORDS`, perhaps with the facts that go with it
    :param translate: the reader's wording of an English template
    """
    if outcome is None:
        return translate(DONE[event])
    key, facts = outcome if isinstance(outcome, tuple) else (outcome, {})
    return translate(WORDS.get(key) or visit_finish.WORDS[key]) % facts


def reasons_in_words(translate: Callable[[str], str] = str) -> dict[str, str]:
    """{key: reason} for somebody to choose from."""
    return {key: translate(words) for key, words in REASONS.items()}


def reason_of(key, more: str, translate: Callable[[str], str] = str) -> str:
    """Why somebody does not go, in words; empty where nothing is said.

    :param key: of `REASONS`, as a form sends it
    :param more: what he adds
    """
    chosen = translate(REASONS[key]) if key in REASONS else ""
    return " · ".join(filter(None, (chosen, more)))
