"""The steps of a resolution in words.

The templates are English; Odoo's exporter finds them by ``_lt`` and a caller hands in
its own ``translate``.
"""

_lt = str

TEMPLATES = {
    "named": _lt("“%(text)s” is %(region)s"),
    "part": _lt("“%(text)s” is %(region)s, which has several counties"),
    "zone": _lt("“%(text)s” is a zone without a county code of its own"),
    "several": _lt("“%(text)s” may be %(candidates)s"),
    "rivals": _lt("“%(text)s” and “%(other)s” are named alike"),
    "former": _lt("%(name)s ceased in %(until)s, today %(successor)s"),
    "former_name": _lt("%(name)s is a former name of %(region)s"),
    "split": _lt("%(name)s ceased in %(until)s and went to %(successors)s"),
    "corrected": _lt("“%(written)s” read as “%(meant)s”"),
    "denied": _lt("“%(text)s” is ruled out"),
    "past": _lt("“%(text)s” is where it was before"),
    "elsewhere": _lt("“%(text)s” is named for another reason"),
    "less": _lt("“%(text)s” is passed over for “%(chosen)s”"),
    "hint": _lt("%(source)s points to %(region)s"),
    "outside": _lt("%(region)s has no mainland county"),
    "no_place": _lt("no place is named"),
}


# What a hint's source is called; a source that is not known here names itself.
SOURCES = {
    "phone": _lt("the telephone number"),
    "last_address": _lt("the last address"),
    "signature": _lt("the mail's signature"),
}

THEN = _lt("%(before)s; %(after)s")


def describe(reason, translate=None) -> str:
    """Return the steps of a resolution's ``reason`` as one line.

    ``translate`` turns a template into the reader's language; by default it stays.
    Raises KeyError for a step that is not in TEMPLATES.
    """
    translate = translate or str
    told = ""
    for key, params in reason:
        if source := SOURCES.get(params.get("source")):
            params = {**params, "source": translate(source)}
        step = translate(TEMPLATES[key]) % params
        told = translate(THEN) % {"before": told, "after": step} if told else step
    return told
