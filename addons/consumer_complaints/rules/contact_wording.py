"""The words of contact attempts: of channels, results and what can't be true.

``_lt`` only marks the texts for the exporter of translations; the models hand in the
reader's own translation of them.
"""

_lt = str

CHANNELS = {
    "phone": _lt("Telephone"),
    "app": _lt("App"),
    "web": _lt("Website"),
    "chat": _lt("Chat"),
    "counter": _lt("Counter"),
    "mail": _lt("Mail"),
    "letter": _lt("Letter"),
    "other": _lt("Something else"),
}
RESULTS = {
    "nobody": _lt("Nobody answered"),
    "talked_out": _lt("Talked out of it"),
    "promised": _lt("Something was promised"),
    "refused": _lt("Refused"),
    "passed_on": _lt("Passed on"),
    "nothing": _lt("Nothing came of it"),
    "solved": _lt("Solved"),
}
FAULTS = {
    "future": _lt("A contact attempt can't lie in the future."),
    "old": _lt("A contact attempt can't lie more than ten years back."),
    "waited": _lt("Waiting is noted in minutes, from 0 to 1440, a whole day."),
    "lasted": _lt("How long it lasted is noted in minutes, from 0 to 1440, a day."),
    "transfers": _lt("Transfers are a number from 0 to 50."),
}
MINUTES = _lt("%s min")


def worded(fault, translate=str) -> str:
    """Why an attempt can't be as it was noted."""
    return translate(FAULTS[fault])


def summary(content, translate=str) -> str:
    """An attempt or promise in short, as its timeline entry holds it."""
    told = [
        translate(names[content[name]])
        for name, names in (("channel", CHANNELS), ("result", RESULTS))
        if content.get(name) in names
    ]
    minutes = content.get("waited", 0) + content.get("lasted", 0)
    if minutes:
        told.insert(1, translate(MINUTES) % minutes)
    return " · ".join(told)
