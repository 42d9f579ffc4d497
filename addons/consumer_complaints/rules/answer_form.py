"""What a respondent sends by its page: read, and each fault named by its field.

Fields come as text that is clean already. Of a remedy with the id 7 there are
``reply_7`` (full, part or refused), ``words_7`` and ``amount_7``.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

REPLIES = ("full", "part", "refused")
LONGEST = 4000  # characters of an explanation, as the doors take them
WORDS_LONGEST = 1000  # of what is said to one remedy
LATEST_DAYS = 365  # so far ahead more time may be asked for
_AMOUNT = re.compile(r"¥?([0-9]{1,10}(?:\.[0-9]{1,2})?)元?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Fault(NamedTuple):
    """What is wrong with a field.

    ``what``: empty, long, choice, amount, day, past, far; ground for a refusal and
    offer for an offer in part that say nothing.
    """

    field: str
    what: str


class Reply(NamedTuple):
    """What the respondent says to one remedy: ``kind`` is one of `REPLIES`.

    ``words`` are what is offered in part, or the ground of a refusal.
    """

    remedy: int
    kind: str
    words: str = ""
    amount: Decimal = Decimal(0)


class Answer(NamedTuple):
    explanation: str
    replies: tuple[Reply, ...]


class TimeRequest(NamedTuple):
    until: date
    why: str


class Report(NamedTuple):
    """What was done: the remedies, and words about it."""

    remedies: tuple[int, ...]
    words: str


def answer_fields(remedies: Iterable[int]) -> list[str]:
    """The names of the fields of an answer."""
    kinds = ("reply", "words", "amount")
    of_remedies = [f"{kind}_{remedy}" for remedy in remedies for kind in kinds]
    return ["explanation", *of_remedies]


def report_fields(remedies: Iterable[int]) -> list[str]:
    """The names of the fields of a report about what was done."""
    return ["words", *(f"done_{remedy}" for remedy in remedies)]


def read_answer(
    said: Mapping[str, str], remedies: Iterable[int]
) -> tuple[Answer, tuple[Fault, ...]]:
    """The answer in a form, and what is wrong with it; every remedy needs a reply."""
    explanation, faults = _text(said, "explanation")
    replies = []
    for remedy in remedies:
        reply, wrong = _read_reply(said, remedy)
        replies.append(reply)
        faults += wrong
    return Answer(explanation, tuple(replies)), faults


def _read_reply(said, remedy):
    kind = said.get(f"reply_{remedy}", "")
    words, faults = _text(said, f"words_{remedy}", WORDS_LONGEST, needed=False)
    written = said.get(f"amount_{remedy}", "") if kind == "part" else ""
    amount = read_amount(written)
    if kind not in REPLIES:
        faults += (Fault(f"reply_{remedy}", "choice"),)
    if amount is None:
        faults += (Fault(f"amount_{remedy}", "amount"),)
    if kind == "refused" and not words:
        faults += (Fault(f"words_{remedy}", "ground"),)
    if kind == "part" and not words and not written:
        faults += (Fault(f"words_{remedy}", "offer"),)
    return Reply(remedy, kind, words, amount or Decimal(0)), faults


def read_amount(written: str) -> Decimal | None:
    """Money as people write it: 1,200.50, ¥８０ or 80元; 0 where nothing is written,
    None where it is no money."""
    text = re.sub(r"[,\s]", "", unicodedata.normalize("NFKC", written))
    if not text:
        return Decimal(0)
    found = _AMOUNT.fullmatch(text)
    return Decimal(found[1]) if found else None


def read_request(
    said: Mapping[str, str], today: date
) -> tuple[TimeRequest | None, tuple[Fault, ...]]:
    """A request for more time: a day to come within a year, and why."""
    why, faults = _text(said, "why")
    until, wrong = _read_day(said.get("until", ""), today)
    faults += (Fault("until", wrong),) if wrong else ()
    return (None if faults else TimeRequest(until, why)), faults


def _read_day(written, today):
    if not written:
        return None, "empty"
    try:
        day = date.fromisoformat(written) if _DAY.fullmatch(written) else None
    except ValueError:
        day = None
    if not day:
        return None, "day"
    if day <= today:
        return None, "past"
    return day, "far" if day > today + timedelta(days=LATEST_DAYS) else ""


def read_report(
    said: Mapping[str, str], remedies: Iterable[int]
) -> tuple[Report, tuple[Fault, ...]]:
    """What was done, of ``remedies``; where none of them is named, in words."""
    done = tuple(remedy for remedy in remedies if said.get(f"done_{remedy}"))
    words, faults = _text(said, "words", WORDS_LONGEST, needed=not done)
    return Report(done, words), faults


def _text(said, field, longest=LONGEST, needed=True):
    """A text, and the faults of its field."""
    text = said.get(field, "")
    if needed and not text:
        return text, (Fault(field, "empty"),)
    return text, (Fault(field, "long"),) if len(text) > longest else ()
