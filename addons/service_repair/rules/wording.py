"""The steps of a routing decision in words.

``_lt`` only marks the texts for the exporter of translations; the models hand in the
reader's own translation of them.
"""

from collections.abc import Callable, Iterable

_lt = str

ARROW = " → "

TEMPLATES = {
    "place": _lt("%(region)s"),
    "no_station": _lt("no station there"),
    "gone": _lt("%(station)s has closed down"),
    "paused": _lt("%(station)s takes no work for now"),
    "paused_until": _lt("%(station)s takes no work until %(moment)s"),
    "full": _lt("%(station)s is full (%(count)s of %(capacity)s today)"),
    "closed": _lt("%(station)s is shut at this hour"),
    "closed_until": _lt("%(station)s is shut until %(moment)s"),
    "no_hours": _lt("%(station)s has no opening hours"),
    "several": _lt("%(regions)s"),
    "same_station": _lt("all served by the same station"),
    "stations_differ": _lt("served by different stations"),
    "not_all_served": _lt("not all of them have a station"),
    "vague": _lt("%(region)s, but not which part of it"),
    "unknown": _lt("no place recognised in the address"),
    "no_address": _lt("no address yet"),
    "station": _lt("%(station)s (%(count)s today)"),
    "station_limited": _lt("%(station)s (%(count)s of %(capacity)s today)"),
    "dispatcher": _lt("dispatcher's queue"),
    "handed_on": _lt("nobody of %(left)s can come: %(station)s"),
    "by_hand": _lt("chosen by %(user)s: %(station)s"),
    "queue_by_hand": _lt("sent to the dispatcher's queue by %(user)s"),
}

OR = _lt(" or ")
# 城关镇 may be in twenty counties: a reason is a line, not a list.
SHOWN = 3
AND_MORE = _lt("%(regions)s and %(count)s more")


def describe(
    steps: Iterable[tuple[str, dict]],
    translate: Callable[[str], str] = str,
    moment: Callable[[str], str] = str,
) -> str:
    """One line: "凤凰县 → no station there → 湘西州 → 吉首 station (2 of 6 today)".

    Steps stored by a later or earlier version that has words for them are left out.

    :param translate: the reader's wording of an English template.
    :param moment: the reader's wording of an ISO moment in UTC.
    """
    shown = []
    for key, params in steps:
        if key not in TEMPLATES:
            continue
        words = dict(params)
        if "regions" in words:
            words["regions"] = _join(words["regions"], translate)
        if "moment" in words:
            words["moment"] = moment(words["moment"])
        shown.append(translate(TEMPLATES[key]) % words)
    return ARROW.join(shown)


def _join(regions, translate):
    """The first few of several regions, and how many more there are."""
    named = translate(OR).join(regions[:SHOWN])
    more = len(regions) - SHOWN
    if more <= 0:
        return named
    return translate(AND_MORE) % {"regions": named, "count": more}
