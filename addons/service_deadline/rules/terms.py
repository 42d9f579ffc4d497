"""Which terms can be: their units, limits and words."""

from numbers import Real

from .errors import InvalidTerm
from .types import Term

SECONDS = {"minutes": 60, "hours": 3600, "working_hours": 3600}
WORKING = {"working_hours", "working_days"}
# The longest term, a century, in each unit.
LONGEST = {
    "minutes": 52_596_000,
    "hours": 876_600,
    "working_hours": 876_600,
    "working_days": 36_525,
    "calendar_days": 36_525,
    "months": 1_200,
}
WORDS = {
    "unit": tuple(LONGEST),
    "start": ("moment", "next_day"),
    "end": ("moment", "day", "business"),
    "roll": ("none", "public_holidays", "rest_days"),
}


def check(term: Term) -> None:
    """Raise InvalidTerm, naming the field, for a term that cannot be.

    Time must be more than none; days and months are whole and may be none, which is
    the day of the event itself.
    """
    for field, words in WORDS.items():
        if getattr(term, field) not in words:
            value = str(getattr(term, field))
            raise InvalidTerm(f"unknown_{field}", value=value, words=", ".join(words))
    _check_amount(term.amount, term.unit)


def _check_amount(amount, unit: str) -> None:
    shown = str(amount)[:20]
    # only NaN is unlike itself; isnan() chokes on integers too large for a float
    if isinstance(amount, bool) or not isinstance(amount, Real) or amount != amount:
        raise InvalidTerm("not_a_number", amount=shown)
    if amount < 0:
        raise InvalidTerm("negative", amount=shown)
    if amount > LONGEST[unit]:
        raise InvalidTerm("too_long", amount=shown, longest=LONGEST[unit])
    if unit in SECONDS:
        if not round(amount * SECONDS[unit]):
            raise InvalidTerm("no_time", amount=shown)
    elif amount != int(amount):
        raise InvalidTerm("not_whole", amount=shown)


def seconds_of(term: Term) -> int:
    """The seconds of a term counted in time."""
    return round(term.amount * SECONDS[term.unit])


def asks_the_calendar(term: Term) -> bool:
    """Whether it matters to a term which days are worked."""
    return term.unit in WORKING or term.roll != "none" or term.end == "business"
