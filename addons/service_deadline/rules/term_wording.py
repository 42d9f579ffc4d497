"""How long a term is, in words: "15 working days"."""

_lt = str

TEMPLATES = {
    "minutes": _lt("%(amount)s minutes"),
    "hours": _lt("%(amount)s hours"),
    "working_hours": _lt("%(amount)s working hours"),
    "working_days": _lt("%(amount)s working days"),
    "calendar_days": _lt("%(amount)s calendar days"),
    "months": _lt("%(amount)s months"),
}
ONE = {
    "minutes": _lt("1 minute"),
    "hours": _lt("1 hour"),
    "working_hours": _lt("1 working hour"),
    "working_days": _lt("1 working day"),
    "calendar_days": _lt("1 calendar day"),
    "months": _lt("1 month"),
}
BEFORE = _lt("%(term)s before")


def describe_term(amount: float, unit: str, backward: bool, translate=str) -> str:
    """A term in words; ``translate`` turns a template into the reader's language."""
    words = ONE if amount == 1 else TEMPLATES
    term = translate(words[unit]) % {"amount": f"{amount:g}"}
    return translate(BEFORE) % {"term": term} if backward else term
