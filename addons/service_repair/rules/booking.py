"""What customers fill in to have somebody come, step by step, and what is still open.

What is typed is a dict of texts, as forms send it; nothing of it is lost until the
request is filed.
"""

from collections.abc import Mapping
from typing import NamedTuple

from .phone import parse_phone

_lt = str

STEPS = ("product", "fault", "place", "time")
# The longest text of each field; what is longer is cut.
LONGEST = {
    "label": 32,
    "category": 10,
    "serial": 60,
    "fault": 2000,
    "address": 500,
    "region": 10,
    "start": 12,
    "name": 60,
    "phone": 40,
    "email": 120,
}
# Fields of several lines.
LINES = ("fault", "address")
# Numbers nobody can be called back at.
NO_NUMBER = ("empty", "unreadable", "short")
# What is chosen instead of a kind of product that is not in the list.
OTHER = "other"
# The answer to a place that is not found: take the request all the same.
AS_IT_IS = "as_it_is"
# Before noon, and from the hour at which an evening begins.
NOON, EVENING = 12, 18
# Minutes since the epoch, for some thousand years.
_MOST_MINUTES = 10**9

ERRORS = {
    "category": _lt("Choose what is to be repaired."),
    "fault": _lt("Say in a few words what is wrong."),
    "address": _lt("Say where it is: county or city, street, house."),
    "region": _lt("Choose which of these places it is."),
    "start": _lt("Choose a time that is free."),
    "name": _lt("Say whom the technician should ask for."),
    "phone": _lt("Give a telephone number at which we reach you."),
    "email": _lt("That is no mail address. You may leave it empty."),
}


class Known(NamedTuple):
    """What the records say of what was typed.

    ``has_product``: it is known what is to be repaired, or nothing is to choose from;
    ``place``: "found", "open" (several are meant), "unknown" or "empty";
    ``has_times``: there are free times to choose from; ``country``: whose numbers come
    without prefix.
    """

    has_product: bool
    place: str
    has_times: bool = True
    country: str = "CN"


def take(sent: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """What is typed now: a form's fields over those of the steps before.

    Another address makes a choice among the places of the earlier one void.
    """
    fresh = {
        name: _fitting(name, sent[name])[:longest]
        for name, longest in LONGEST.items()
        if name in sent
    }
    kept = {name: text for name, text in typed.items() if name in LONGEST}
    if "address" in fresh and fresh["address"] != kept.get("address"):
        kept.pop("region", None)
    return {name: text for name, text in {**kept, **fresh}.items() if text}


def _fitting(name, text):
    return text.strip() if name in LINES else " ".join(text.split())


def errors(step: str, typed: Mapping[str, str], known: Known) -> dict[str, str]:
    """{field: its sentence of `ERRORS`} of what keeps a step from being done."""
    wrong = _WRONG[step](typed, known)
    return {field: ERRORS[field] for field in wrong}


def open_step(typed: Mapping[str, str], known: Known) -> str | None:
    """The first step that is not done; None when everything is there."""
    return next((step for step in STEPS if errors(step, typed, known)), None)


def reach(wanted: str, typed: Mapping[str, str], known: Known) -> str:
    """The step to be shown to who wants one: none lies behind one that is not done."""
    first = open_step(typed, known) or STEPS[-1]
    if wanted not in STEPS:
        return first
    return min(wanted, first, key=STEPS.index)


def read_start(typed: Mapping[str, str]) -> int | None:
    """The start that was chosen, in minutes since the epoch (UTC)."""
    text = typed.get("start", "")
    # longer ones Python refuses to read at all
    if len(text) > LONGEST["start"] or not (text.isascii() and text.isdigit()):
        return None
    return int(text) if int(text) < _MOST_MINUTES else None


def part_of_day(hour: int) -> str:
    """morning, afternoon or evening, by the hour that the place's clock shows."""
    return "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"


def emergency_errors(typed: Mapping[str, str], country: str) -> dict[str, str]:
    """What an emergency needs: where, and a number. All else is asked on the way."""
    wrong = [] if typed.get("address") else ["address"]
    return {field: ERRORS[field] for field in (*wrong, *_wrong_phone(typed, country))}


def _wrong_product(typed, known):
    return () if known.has_product else ("category",)


def _wrong_fault(typed, known):
    return () if typed.get("fault") else ("fault",)


def _wrong_place(typed, known):
    if known.place == "found" or typed.get("region") == AS_IT_IS:
        return ()
    return ("region",) if known.place == "open" else ("address",)


def _wrong_time(typed, known):
    wrong = ["start"] if known.has_times and read_start(typed) is None else []
    if not typed.get("name"):
        wrong.append("name")
    wrong += _wrong_phone(typed, known.country)
    email = typed.get("email")
    if email and not _is_mail(email):
        wrong.append("email")
    return wrong


def _wrong_phone(typed, country):
    phone = parse_phone(typed.get("phone"), country)
    return ["phone"] if phone.status in NO_NUMBER else []


def _is_mail(text):
    name, at, host = text.rpartition("@")
    return bool(at and name and "." in host.strip(".")) and not set(text) & set(
        ' ,;<>"'
    )


_WRONG = {
    "product": _wrong_product,
    "fault": _wrong_fault,
    "place": _wrong_place,
    "time": _wrong_time,
}
