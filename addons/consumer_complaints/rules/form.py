"""The form by which consumers complain: what was typed, as a filing or as errors.

What is typed is kept as it came: ``{field: text}``, and ``{field: [code, …]}`` for what
may be ticked. An unfinished form is the same with less in it.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple

from .form_values import (
    Wrong,
    read_amount,
    read_clock,
    read_count,
    read_day,
    read_email,
    read_phone,
    read_text,
)

ATTEMPTS = 5
CHANNELS = ("phone", "app", "web", "chat", "counter", "mail", "letter", "other")
MINUTES_MOST = 1440
HOURS_MOST = 8760
# Of attempts, and of what was promised then; what lies beyond is a slip.
YEARS_BACK, YEARS_AHEAD = 9, 2
# Of each text: how many characters are taken.
TEXTS = {
    "company": 200,
    "product": 200,
    "contract_ref": 200,
    "story": 8000,
    "wish": 2000,
    "name": 100,
    "address": 300,
    "on_behalf_of": 100,
    "relation": 100,
}
OTHERS = (
    *("happened_on", "amount", "is_charge", "amount_refund", "amount_compensation"),
    *("phone", "email", "lang"),
)
# Of each attempt at being heard, with its number behind: said_1.
CELLS = ("day", "clock", "channel", "minutes", "said", "promise", "by", "hours")
SAID_MOST, PROMISE_MOST = 2000, 500
TICKED = ("practices", "remedies")
# What of one field is kept, however much came: errors need not lose what was typed.
KEPT = 20_000
REQUIRED = ("company", "story", "name")
SUBJECT_LENGTH = 60
_SENTENCE = re.compile(r"[^。！？!?\n\r]+")


def cells(number: int) -> dict[str, str]:
    """{cell: field} of one attempt: {"day": "day_1", …}."""
    return {cell: f"{cell}_{number}" for cell in CELLS}


FIELDS = (
    *TEXTS,
    *OTHERS,
    *(field for row in range(1, ATTEMPTS + 1) for field in cells(row).values()),
)


class Choices(NamedTuple):
    """What the form offers to be ticked or chosen."""

    practices: Collection[str]
    remedies: Collection[str]
    langs: Collection[str]


class Attempt(NamedTuple):
    """One try to be heard. ``promise`` has ``by``, the last day, or ``hours``."""

    day: date
    clock: time | None
    channel: str
    minutes: int | None
    said: str
    promise: str
    by: date | None
    hours: int | None


class Remedy(NamedTuple):
    kind: str
    amount: Decimal | None
    words: str


class Filing(NamedTuple):
    """What the form comes to; "" and None where nothing was said."""

    texts: Mapping[str, str]
    happened_on: date | None
    amount: Decimal | None
    is_charge: bool
    practices: tuple[str, ...]
    attempts: tuple[Attempt, ...]
    remedies: tuple[Remedy, ...]
    phone: str
    email: str
    lang: str


class Error(NamedTuple):
    """``reason`` is one of `form_values.Wrong`, or missing, choice, reach, wish."""

    field: str
    reason: str


class Reading(NamedTuple):
    filing: Filing
    errors: tuple[Error, ...]


def take(sent: Mapping, ticked: Mapping[str, Sequence[str]]) -> dict:
    """What of a sending belongs to the form, as it is kept; empty fields are not.

    :param sent: {field: text}, texts cleaned of what can't be stored
    :param ticked: {field: codes}
    """
    typed = {
        field: sent[field][:KEPT]
        for field in FIELDS
        if isinstance(sent.get(field), str) and sent[field].strip()
    }
    for field in TICKED:
        codes = [code[:40] for code in ticked.get(field, ()) if isinstance(code, str)]
        if codes:
            typed[field] = list(dict.fromkeys(codes))[:40]
    return typed


def is_blank(typed: Mapping) -> bool:
    """Whether nothing was typed that is worth keeping."""
    return not set(typed) - {"lang"}


def read(typed: Mapping, today: date, choices: Choices) -> Reading:
    """The filing that a form comes to, and what keeps it from being filed.

    Errors stand in the order of the form. What the form does not offer to be ticked
    counts for nothing.
    """
    reader = _Reader(typed, today)
    texts = {name: reader.text(name, most) for name, most in TEXTS.items()}
    filing = Filing(
        texts=texts,
        happened_on=reader.get("happened_on", read_day, last=today),
        amount=reader.get("amount", read_amount),
        is_charge=bool(typed.get("is_charge")),
        practices=reader.ticked("practices", choices.practices),
        attempts=tuple(reader.attempts()),
        remedies=reader.remedies(choices.remedies, texts["wish"]),
        phone=reader.get("phone", read_phone) or "",
        email=reader.get("email", read_email) or "",
        lang=lang if (lang := typed.get("lang")) in choices.langs else "",
    )
    if not {"phone", "email"} & typed.keys():
        reader.errors.append(Error("phone", "reach"))
    order = {field: place for place, field in enumerate(_ORDER)}
    errors = sorted(reader.errors, key=lambda error: order[error.field])
    return Reading(filing, tuple(errors))


def subject_of(story: str) -> str:
    """The first sentence of a story, cut where it is long."""
    match = _SENTENCE.search(story)
    first = " ".join((match[0] if match else story).split())
    if len(first) <= SUBJECT_LENGTH:
        return first
    return first[: SUBJECT_LENGTH - 1].rstrip() + "…"


# Fields as they follow one another on the page.
_ORDER = (
    *("company", "product", "contract_ref", "story", "happened_on", "amount"),
    *("is_charge", "practices"),
    *(field for row in range(1, ATTEMPTS + 1) for field in cells(row).values()),
    *("remedies", "amount_refund", "amount_compensation", "wish"),
    *("name", "phone", "email", "address", "on_behalf_of", "relation", "lang"),
)


class _Reader:
    """Reads fields and gathers what is wrong with them."""

    def __init__(self, typed, today):
        self.typed = typed
        self.today = today
        self.errors = []

    def get(self, field, read_value, **limits):
        try:
            return read_value(self.typed.get(field), **limits)
        except Wrong as wrong:
            self.errors.append(Error(field, wrong.reason))
            return None

    def text(self, field, most):
        value = self.get(field, read_text, most=most) or ""
        if field in REQUIRED and not self.typed.get(field, "").strip():
            self.errors.append(Error(field, "missing"))
        return value

    def ticked(self, field, offered):
        return tuple(code for code in self.typed.get(field, ()) if code in offered)

    def attempts(self):
        """Each row in which something was typed."""
        for number in range(1, ATTEMPTS + 1):
            names = cells(number)
            if any(self.typed.get(field) for field in names.values()):
                yield self.attempt(names)

    def attempt(self, names):
        since = self.today.replace(year=self.today.year - YEARS_BACK, day=1)
        day = self.get(
            names["day"], read_day, first=since, last=self.today, before="old"
        )
        if not self.typed.get(names["day"]):
            self.errors.append(Error(names["day"], "missing"))
        channel = self.typed.get(names["channel"], "")
        if channel not in CHANNELS:
            reason = "choice" if channel else "missing"
            self.errors.append(Error(names["channel"], reason))
        by = self.get(
            names["by"],
            read_day,
            first=day,
            last=date(self.today.year + YEARS_AHEAD, 12, 31),
            after="far",
        )
        hours = self.get(names["hours"], read_count, most=HOURS_MOST)
        promise = self.get(names["promise"], read_text, most=PROMISE_MOST) or ""
        if (by or hours is not None) and not self.typed.get(names["promise"]):
            self.errors.append(Error(names["promise"], "missing"))
        return Attempt(
            day=day,
            clock=self.get(names["clock"], read_clock),
            channel=channel,
            minutes=self.get(names["minutes"], read_count, most=MINUTES_MOST),
            said=self.get(names["said"], read_text, most=SAID_MOST) or "",
            promise=promise,
            by=by,
            hours=hours,
        )

    def remedies(self, offered, wish):
        """What is wanted. Words go with the only thing that was ticked, else alone."""
        amounts = {
            kind: self.get(f"amount_{kind}", read_amount)
            for kind in ("refund", "compensation")
        }
        ticked = self.ticked("remedies", offered)
        kinds = [
            kind for kind in offered if kind in ticked or amounts.get(kind) is not None
        ]
        if not kinds and not wish:
            self.errors.append(Error("remedies", "wish"))
        if wish and (len(kinds) != 1):
            kinds = [*(kind for kind in kinds if kind != "other"), "other"]
        return tuple(
            Remedy(kind, amounts.get(kind), wish if kind == kinds[-1] else "")
            for kind in kinds
        )
