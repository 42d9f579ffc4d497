"""Why a shipped rule answers, in words, and what is wrong with a question.

The templates are English; Odoo's exporter finds them by ``_lt`` and a caller hands in
its own ``translate``.
"""

from .wording import THEN

_lt = str

TEMPLATES = {
    "not_yet": _lt("not in force until %(day)s"),
    "no_longer": _lt("not in force after %(day)s"),
    "secondary": _lt("known from secondary sources only"),
    "superseded_text": _lt("read in a text that has been replaced since"),
    "memory": _lt("from memory, not verified"),
    "rule": _lt("%(name)s (%(source)s: %(article)s)"),
    "rule_bare": _lt("%(name)s (%(source)s)"),
    "instead": _lt(
        "binds in %(province)s instead of “%(other)s”, which would end %(due)s"
    ),
    "stays": _lt("binds in %(province)s too; “%(other)s” would end %(due)s"),
    "no_local_rule": _lt("no shipped rule of %(province)s takes its place"),
    "elsewhere": _lt(
        "a rule of %(own)s, which does not bind in %(province)s; counted as named"
    ),
    "not_china": _lt("%(province)s has no part in it"),
    "weekdays_only": _lt("Monday to Friday, no public holidays taken off"),
    "twice": _lt("the clock shows this time twice, the first is meant"),
}

ERRORS = {
    "unknown_policy": _lt("no policy is called “%(code)s”"),
    "unknown_province": _lt("“%(code)s” is not the code of a province of China"),
    "skipped": _lt("the clock of %(zone)s skips %(time)s"),
    "unreadable": _lt(
        "“%(text)s” is not a time, write it like 2026-09-25 16:10 (local time)"
    ),
    "too_many": _lt("%(count)s columns, there are three: policy, time, province"),
    "empty": _lt("the line is empty"),
    "no_policy": _lt("the policy is missing"),
    "no_time": _lt("the time is missing; columns are parted by tabs"),
}

# How a line begins that has no answer.
ERROR = _lt("error: %(problem)s")


def describe(steps, translate=None) -> str:
    """Return steps of an answer, or of what prevents one, as one line.

    ``translate`` turns a template into the reader's language; by default it stays.
    Raises KeyError for a step that is in no list.
    """
    translate = translate or str
    words = {**TEMPLATES, **ERRORS}
    return join([translate(words[key]) % params for key, params in steps], translate)


def join(parts, translate=None) -> str:
    """Return parts of an explanation as one line."""
    translate = translate or str
    told = ""
    for part in filter(None, parts):
        told = translate(THEN) % {"before": told, "after": part} if told else part
    return told
