"""What is said about the lines of a coverage list, and about lists that can't be read.

``_lt`` only marks the texts for the exporter of translations; the models hand in the
reader's own translation of them.
"""

from collections.abc import Callable, Iterable

_lt = str

STEPS = {
    "no_text": _lt("this row names no place"),
    "repeated": _lt("the list names this region in another line already"),
    "present": _lt("the station covers it already"),
    "ceased": _lt("%(name)s ceased in %(until)s, today it is %(region)s"),
    "renamed": _lt("%(name)s is called %(region)s today"),
    "archived": _lt("the station's line for it is archived"),
    "no_region": _lt("this region is not in the tree of regions"),
    "no_anchor": _lt("a whole country belongs to no prefecture's station"),
    "no_station": _lt("no station is named"),
    "no_such_station": _lt("there is no station called “%(written)s”"),
    "several_stations": _lt("several stations are called “%(written)s”"),
    "no_such_category": _lt("there is no product category called “%(written)s”"),
    "several_categories": _lt("several product categories are called “%(written)s”"),
    "unclear_emergency": _lt("“%(written)s” under emergencies is neither yes nor no"),
    "also_covered": _lt("also covered by %(stations)s"),
    "far_station": _lt("%(station)s itself is in %(region)s"),
    "by_hand": _lt("chosen by hand"),
    "no_choice": _lt("no region is chosen"),
}

ERRORS = {
    "too_large": _lt("The file is too large: at most %(megabytes)s MB are read."),
    "too_many_rows": _lt("The list is too long: at most %(rows)s lines are read."),
    "undecodable": _lt(
        "The file can't be read as text. Save it as UTF-8, GB18030 (GBK) or UTF-16, or "
        "as a spreadsheet (.xlsx)."
    ),
    "not_a_spreadsheet": _lt("The file is not a spreadsheet (.xlsx) that can be read."),
    "broken_table": _lt(
        "The table can't be read: a quotation mark is never closed, or a cell is too "
        "long."
    ),
    "no_place_column": _lt("No column is said to hold the region or the address."),
}


THEN = _lt("%(before)s; %(after)s")


def describe(steps: Iterable[tuple[str, dict]], translate: Callable = str) -> str:
    """Return the steps of a row's reason as one line in the reader's language."""
    return join((translate(STEPS[key]) % params for key, params in steps), translate)


def join(remarks: Iterable[str], translate: Callable = str) -> str:
    """Return remarks in the reader's language as one line; empty ones are left out."""
    told = ""
    for remark in filter(None, remarks):
        told = translate(THEN) % {"before": told, "after": remark} if told else remark
    return told


def describe_error(key: str, params: dict, translate: Callable = str) -> str:
    """Return what a ListError says, in the reader's language."""
    return translate(ERRORS[key]) % params
