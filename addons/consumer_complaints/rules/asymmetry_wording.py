"""The computation of an asymmetry figure in words.

The templates are English; Odoo's exporter finds them by ``_lt`` and a caller hands in
its own ``translate``.
"""

_lt = str

TEMPLATES = {
    "steps": _lt("steps: %(in)s in, %(out)s out (× %(ratio)s)"),
    "steps_unknown": _lt("steps: not known of both ways, left out"),
    "minutes": _lt("minutes: %(in)s in, %(out)s out (× %(ratio)s)"),
    "minutes_unknown": _lt("minutes: not known of both ways, left out"),
    "channel": _lt("channel: %(in)s in, %(out)s out (× %(ratio)s)"),
    "channel_same": _lt("channel: %(in)s both ways"),
    "channel_unknown": _lt("channel: not known of both ways, left out"),
    "nothing": _lt("nothing to compare"),
    "unfinished": _lt("the way out came to no end and counts as far as it went"),
    "at_least": _lt("leaving is at least %(figure)s times as hard as joining"),
    "harder": _lt("leaving is %(figure)s times as hard as joining"),
    "easier": _lt("leaving is easier than joining (%(figure)s times as hard)"),
    "alike": _lt("leaving is as easy as joining"),
}

CHANNELS = {
    "online": _lt("on screen"),
    "phone": _lt("by phone"),
    "shop": _lt("at a shop"),
    "post": _lt("by post"),
}

THEN = _lt("%(before)s; %(after)s")


def describe(reason, translate=None) -> str:
    """Return the steps of a figure's ``reason`` as one line.

    ``translate`` turns a template into the reader's language; by default it stays.
    Raises KeyError for a step that is not in TEMPLATES.
    """
    translate = translate or str
    told = ""
    for key, params in reason:
        step = translate(TEMPLATES[key]) % _named(params, translate)
        told = translate(THEN) % {"before": told, "after": step} if told else step
    return told


def _named(params, translate):
    """Channels under the names people know, numbers without a needless ``.0``."""
    return {
        key: translate(CHANNELS[value]) if value in CHANNELS else _number(value)
        for key, value in params.items()
    }


def _number(value):
    return str(value).removesuffix(".0")
