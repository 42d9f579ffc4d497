"""The words of the consumers' form: its labels, its helps, and what is wrong in it.

``_lt`` only marks the texts for the exporter of translations; the models hand in the
reader's own translation of them.
"""

from collections.abc import Callable

from .form import ATTEMPTS, Error, cells

_lt = str

LABELS = {
    "company": _lt("Which company is it about?"),
    "product": _lt("Product, plan or service"),
    "contract_ref": _lt("Order, contract or phone number concerned"),
    "story": _lt("What happened?"),
    "happened_on": _lt("When did it happen?"),
    "amount": _lt("How much money is it about?"),
    "is_charge": _lt("I was charged money that I do not owe"),
    "practices": _lt("Did you meet one of these?"),
    "remedies": _lt("What do you want?"),
    "amount_refund": _lt("How much should be refunded?"),
    "amount_compensation": _lt("How much compensation?"),
    "wish": _lt("In your own words"),
    "name": _lt("Your name"),
    "phone": _lt("Telephone"),
    "email": _lt("Mail address"),
    "address": _lt("Where you live"),
    "on_behalf_of": _lt("Whose complaint is it, if not your own?"),
    "relation": _lt("What is that person to you?"),
    "lang": _lt("In which language shall we write to you?"),
}
CELLS = {
    "day": _lt("On which day?"),
    "clock": _lt("At what time?"),
    "channel": _lt("How?"),
    "minutes": _lt("How many minutes did it take?"),
    "said": _lt("What did they say?"),
    "promise": _lt("Did they promise something? What?"),
    "by": _lt("By which day?"),
    "hours": _lt("Or within how many hours?"),
}
HELPS = {
    "company": _lt("The name as you know it is enough."),
    "contract_ref": _lt("So that they find you at once."),
    "story": _lt(
        "From the beginning, as you would tell it to a friend. Leave out passwords and "
        "card numbers."
    ),
    "happened_on": _lt("If you are not sure, the day you think it was."),
    "amount_refund": _lt("Only if you want money back."),
    "amount_compensation": _lt("Only if you want compensation."),
    "phone": _lt("Telephone or mail, one of them, so that we can answer you."),
    "email": _lt("Then you get the link to your complaint there."),
    "address": _lt(
        "Province, city and county are enough. It may decide which authority is "
        "competent."
    ),
    "on_behalf_of": _lt("For example your mother's name. Else leave it empty."),
    "relation": _lt("For example daughter, neighbour, lawyer."),
}
CHANNELS = {
    "phone": _lt("By telephone"),
    "app": _lt("In their app"),
    "web": _lt("On their website"),
    "chat": _lt("In a chat"),
    "counter": _lt("At a counter or shop"),
    "mail": _lt("By mail (e-mail)"),
    "letter": _lt("By letter"),
    "other": _lt("In another way"),
}
REASONS = {
    "missing": _lt("Please fill this in."),
    "long": _lt("This is too long. Please shorten it."),
    "day": _lt("This is not a day. Write it like 2026-09-01."),
    "future": _lt("This day has not come yet."),
    "past": _lt("This day lies before the one of the talk."),
    "old": _lt("This lies too many years back."),
    "far": _lt("This lies too many years ahead."),
    "clock": _lt("This is not a time of day. Write it like 16:10."),
    "amount": _lt("This is not an amount. Write it like 59 or 1,234.50."),
    "count": _lt("Please write a whole number."),
    "phone": _lt("This is not a telephone number."),
    "email": _lt("This is not a mail address."),
    "choice": _lt("Please choose one of the list."),
    "reach": _lt(
        "Please give a telephone number or a mail address: else we can't answer."
    ),
    "wish": _lt("Please tick what you want, or write it below."),
}
IN_ROW = _lt("Attempt %(number)s: %(label)s")
# labels are questions as often as not: no colon behind them
SENTENCE = _lt("%(label)s – %(reason)s")
CELL_OF = {
    field: (cell, number)
    for number in range(1, ATTEMPTS + 1)
    for cell, field in cells(number).items()
}


def label(field: str, translate: Callable[[str], str] = str) -> str:
    """What a field is called, within its own part of the page."""
    if field in CELL_OF:
        return translate(CELLS[CELL_OF[field][0]])
    return translate(LABELS[field])


def reason_of(error: Error, translate: Callable[[str], str] = str) -> str:
    """What is wrong, beside the field itself."""
    return translate(REASONS[error.reason])


def describe(error: Error, translate: Callable[[str], str] = str) -> str:
    """What is wrong, as a sentence that names the field wherever it is read."""
    named = label(error.field, translate)
    if error.field in CELL_OF:
        number = CELL_OF[error.field][1]
        named = translate(IN_ROW) % {"number": number, "label": named}
    reason = reason_of(error, translate)
    return translate(SENTENCE) % {"label": named, "reason": reason}
