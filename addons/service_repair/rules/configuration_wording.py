"""What the configuration check finds, in words: a sentence for each kind.

``_lt`` only marks the texts for the exporter of translations; the models hand in the
reader's own translation of them.
"""

from collections.abc import Callable, Mapping

_lt = str

TEMPLATES = {
    "no_dispatchers": _lt("%(company)s has no team for what no station can take"),
    "dispatchers_missing": _lt("%(team)s has no members: nobody works off its queue"),
    "uncovered": _lt("No station serves %(region)s (counties: %(count)s)"),
    "towns_only": _lt("Only towns of %(region)s are served, not all of it"),
    "some_products": _lt(
        "Only %(products)s: no station serves anything else in %(region)s "
        "(counties: %(count)s)"
    ),
    "no_hour": _lt("Nobody takes emergencies in %(region)s (counties: %(count)s)"),
    "some_hours": _lt(
        "Nobody takes emergencies in %(region)s from %(start)s to %(end)s and so on, "
        "%(hours)s h a week in all (counties: %(count)s)"
    ),
    "abolished": _lt(
        "%(station)s covers %(region)s, which ceased in %(year)s (became: %(count)s)"
    ),
    "archived_region": _lt("%(station)s covers %(region)s, which is archived"),
    "archived_station": _lt(
        "%(station)s is archived and still covers regions (%(count)s)"
    ),
    "paused": _lt("%(station)s takes no work until somebody ends the pause"),
    "no_emergencies": _lt(
        "%(station)s covers regions for emergencies and has no opening hours"
    ),
    "redundant": _lt(
        "%(station)s covers %(region)s, and all around it anyway: nothing changes"
    ),
    "no_team": _lt("%(station)s has no queue: its tickets wait with the dispatchers"),
    "no_people": _lt("Nobody works at %(station)s"),
    "no_phone": _lt("%(station)s has no telephone number"),
    "no_hours": _lt("%(station)s has no opening hours: it gets no emergencies"),
    "never_open": _lt("The opening hours of %(station)s are empty"),
    "no_coverage": _lt("%(station)s serves nowhere"),
    "no_limit": _lt("%(station)s has no limit to its tickets a day"),
}

# A finding that is about the product category that was asked for.
FOR_CATEGORY = _lt("%(category)s: %(finding)s")


def describe(kind: str, words: Mapping, translate: Callable[[str], str] = str) -> str:
    """The sentence of a finding; ``words`` fill in the names and numbers, and
    ``category`` of them is what was asked for, if that was only one."""
    finding = translate(TEMPLATES[kind]) % words
    if not words.get("category"):
        return finding
    return translate(FOR_CATEGORY) % {**words, "finding": finding}
