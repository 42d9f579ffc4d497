"""What is asked of a person who presses the button of an event.

An event that is not in `STEPS` needs nothing and happens at once; the others open a
dialog. Whether an event may happen is the lifecycle's to say, not decided here.
"""

from typing import NamedTuple

MAY, MUST = "may", "must"


class Step(NamedTuple):
    """``words``: whether words come with it, "" for never. ``need``: what of the
    lifecycle's needs they fulfil. ``letter``: the one to the consumer that carries
    them. ``dated``: it may have happened before it is entered. ``outcome``: how the
    case ends is asked for. ``dialog``: False where it happens at once."""

    words: str = ""
    need: str = ""
    letter: str = ""
    dated: bool = False
    outcome: bool = False
    dialog: bool = True


STEPS = {
    "acknowledge": Step(letter="acknowledgement", dialog=False),
    "ask": Step(MUST, letter="question"),
    "inform": Step(MUST, dated=True),
    "forward": Step(MAY, dated=True),
    "ask_time": Step(MUST, dated=True),
    "answer": Step(MUST, need="answer", letter="answer", dated=True),
    "final_answer": Step(MUST, need="answer", letter="final_answer"),
    "accept": Step(MAY, dated=True),
    "dispute": Step(MAY, dated=True),
    "withdraw": Step(MAY, dated=True),
    "escalate_manager": Step(MUST),
    "escalate_company": Step(MUST),
    "settle": Step(MUST, need="settlement", dated=True),
    "perform": Step(MAY, dated=True),
    "default": Step(MAY, dated=True),
    "close": Step(MAY, outcome=True),
    "reopen": Step(MUST),
}
AT_ONCE = Step(dialog=False)


def step(event: str) -> Step:
    """What the button of an event asks for."""
    return STEPS.get(event, AT_ONCE)
