"""Is he from us? What a customer can type to find out before opening the door."""

from typing import NamedTuple

# Answers within the hour: for one address on the internet, for one number or badge.
MOST = {"place": 20, "person": 10}
CODE_DIGITS, PHONE_DIGITS = 4, 4
LONGEST_BADGE = 40


class Question(NamedTuple):
    """The technician's code, and one of: the last digits of the customer's number, the
    badge number. ``phone`` and ``badge`` are empty where they were not given."""

    code: str
    phone: str
    badge: str


def read_question(code: str, phone: str, badge: str) -> Question | None:
    """The question as it was typed; None where it can't be answered at all."""
    code, digits = _digits(code), _digits(phone)[-PHONE_DIGITS:]
    badge = "".join(badge.split())[:LONGEST_BADGE]
    if len(code) != CODE_DIGITS or not (badge or len(digits) == PHONE_DIGITS):
        return None
    return Question(code, digits if len(digits) == PHONE_DIGITS else "", badge)


def _digits(text: str) -> str:
    """The digits of a text, full-width ones too."""
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())
