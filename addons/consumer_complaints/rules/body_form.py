"""What a body may say of a referral by its page, and what it has to say with it."""

from collections.abc import Mapping

from .answer_form import LONGEST, Fault
from .referral import OUTSIDE, TABLE

ASK = "ask"  # for more information: changes nothing about where the case is
SAID = ("acknowledge", "accept", "refuse", "settle", "end", "decide", ASK)
NEED_WORDS = ("refuse", "settle", "decide", ASK)
REFERENCE_LONGEST = 64


def offered(state: str, has_ended: bool = False) -> tuple[str, ...]:
    """What a body can say of a referral in a state, while the case is open."""
    if has_ended or state not in OUTSIDE:
        return ()
    return tuple(said for said in SAID if said == ASK or state in TABLE[said][0])


def faults(said: Mapping[str, str], may: tuple[str, ...]) -> tuple[Fault, ...]:
    """What is wrong with a form of ``event``, ``text`` and ``reference``."""
    event, text = said.get("event", ""), said.get("text", "")
    reference = said.get("reference", "")
    wrong = {
        ("event", "choice"): event not in may,
        ("text", "empty"): event in NEED_WORDS and not text,
        ("text", "long"): len(text) > LONGEST,
        ("reference", "empty"): event == "acknowledge" and not reference,
        ("reference", "long"): len(reference) > REFERENCE_LONGEST,
    }
    return tuple(Fault(*what) for what, is_so in wrong.items() if is_so)
