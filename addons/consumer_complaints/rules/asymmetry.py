"""How much harder the way out of a contract is than the way into it.

The figure compares two ways that somebody went: into a plan or membership (subscribe,
upgrade) and out of it (cancel, downgrade):

    geometric mean of (steps out / steps in, minutes out / minutes in)
    x HURDLE for each channel that the way out lies further from the screen

1.0 is alike, 2.0 twice as hard, 0.5 half as hard. The geometric mean lets neither of
the two ratios drown the other, and makes the figure of the ways exchanged its
reciprocal.

What is not known is left out of the mean rather than guessed. Zero steps or minutes
count as one: a ratio needs a divisor, and nobody measures below a minute. A way out
that came to no end counts for as far as it went, so its figure says "at least".
"""

import math
from typing import NamedTuple

from .asymmetry_wording import describe

# From the screen outward: each needs more of a person than the one before.
CHANNELS = ("online", "phone", "shop", "post")
HURDLE = 1.5
LEAST = 1  # steps, minutes


class Way(NamedTuple):
    """One way, as it was walked and recorded; None or "" where it is not known.

    ``channel``: the one furthest from the screen that it needs, of `CHANNELS`.
    ``finished``: whether it led to its end.
    """

    steps: int | None = None
    minutes: float | None = None
    channel: str = ""
    finished: bool = True


class Asymmetry(NamedTuple):
    """``figure``: None where the two ways have nothing known in common. ``at_least``:
    the true one can only be higher. ``reason``: the computation as steps of
    ``[key, params]``, for `describe`."""

    figure: float | None
    at_least: bool
    reason: list[list]


def asymmetry(way_in: Way, way_out: Way) -> Asymmetry:
    """The figure of two ways, with its computation.

    Raising steps, minutes or channel of the way out never lowers the figure, raising
    those of the way in never raises it. ValueError for a negative or infinite amount,
    or a channel that is not in `CHANNELS`.
    """
    ratios, reason = [], []
    for key in ("steps", "minutes"):
        ratio = _ratio(getattr(way_in, key), getattr(way_out, key))
        reason.append(_told(key, way_in, way_out, ratio))
        ratios += [ratio] if ratio else []
    factor = _channel_factor(way_in.channel, way_out.channel)
    reason.append(_told("channel", way_in, way_out, factor))
    if not ratios and not factor:
        return Asymmetry(None, False, [*reason, ["nothing", {}]])
    mean = math.prod(ratios) ** (1 / max(1, len(ratios)))
    figure = mean * (factor or 1)
    at_least = not way_out.finished
    return Asymmetry(figure, at_least, [*reason, *_result(figure, at_least)])


def explain(found: Asymmetry, translate=None) -> str:
    """The computation in words, as one text."""
    return describe(found.reason, translate)


def _ratio(amount_in, amount_out) -> float | None:
    amounts = (amount_in, amount_out)
    for amount in amounts:
        if amount is not None and not 0 <= amount < math.inf:
            raise ValueError(f"{amount!r} is no number of steps or minutes")
    if None in amounts:
        return None
    return max(LEAST, amount_out) / max(LEAST, amount_in)


def _channel_factor(channel_in: str, channel_out: str) -> float | None:
    """Below 1 where one joins at a shop and leaves on the screen."""
    ranks = [CHANNELS.index(each) for each in (channel_in, channel_out) if each]
    return HURDLE ** (ranks[1] - ranks[0]) if len(ranks) == 2 else None


def _told(key: str, way_in: Way, way_out: Way, ratio: float | None) -> list:
    if ratio is None:
        return [f"{key}_unknown", {}]
    joined, left = getattr(way_in, key), getattr(way_out, key)
    same = "_same" if key == "channel" and joined == left else ""
    return [key + same, {"in": joined, "out": left, "ratio": _shown(ratio)}]


def _result(figure: float, at_least: bool) -> list[list]:
    shown = _shown(figure)
    if at_least:
        return [["unfinished", {}], ["at_least", {"figure": shown}]]
    key = "harder" if shown > 1 else "easier" if shown < 1 else "alike"
    return [[key, {"figure": shown}]]


def _shown(number: float) -> float:
    """Two decimals, for small numbers two digits: a ratio is never shown as 0."""
    return round(number, 2) if number >= 0.1 else float(f"{number:.2g}")
