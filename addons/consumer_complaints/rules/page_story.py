"""What happened to a case, as who complained reads it: when it was, and in which words.

``_lt`` only marks the texts for the exporter of translations; the models hand in the
reader's own translation of them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from .contact_wording import MINUTES
from .form_wording import CHANNELS

_lt = str

UNTIL = _lt("At the latest: %s")
# What tells in its content when it happened: an entry carries when it was noted.
NOTED_LATER = {("attempt", "logged"): "at", ("promise", "made"): "made_at"}
# A time that ran out, perhaps long before somebody noted that it did.
RAN_OUT = (("promise", "broken"), ("deadline", "breached"))


def happened_at(kind: str, code: str, content: Mapping, noted_at: datetime) -> datetime:
    """When something happened, in UTC without zone; ``noted_at`` if nothing tells.

    :param content: of the entry, with "due_at" of the clock that it is about
    """
    if (kind, code) in RAN_OUT and content.get("due_at"):
        return min(noted_at, _moment(content["due_at"]))
    told = content.get(NOTED_LATER.get((kind, code), ""))
    return min(noted_at, _moment(told)) if told else noted_at


def lines(
    kind: str, content: Mapping, text: str, translate: Callable[[str], str] = str
) -> str:
    """The words of an entry: of an attempt also how it was and how long it took, of a
    promise until when.

    :param text: what she may read of it, as it was written
    """
    if kind == "attempt":
        minutes = (content.get("waited") or 0) + (content.get("lasted") or 0)
        how = [
            translate(CHANNELS.get(content.get("channel"), "")),
            minutes and translate(MINUTES) % minutes,
        ]
        text = "\n".join(filter(None, [" · ".join(filter(None, how)), text]))
    if kind == "promise" and content.get("due_words"):
        text = f"{text}\n{translate(UNTIL) % content['due_words']}"
    return text


def _moment(told):
    return told if isinstance(told, datetime) else datetime.fromisoformat(told)
