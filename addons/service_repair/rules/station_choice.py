"""In which order a dispatcher is offered the stations for a ticket, and what is said of
each: how near it stands, whether it serves the product, how full it is today.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

_lt = str

# From near to far; a town is too small to tell stations apart.
NEAR = {"town": "county", "county": "county", "prefecture": "prefecture"}
NEAR["province"] = "province"
ORDER = ("county", "prefecture", "province", "elsewhere", None)

WORDS = {
    "county": _lt("same county"),
    "prefecture": _lt("same prefecture"),
    "province": _lt("same province"),
    "elsewhere": _lt("another province"),
    "other_products": _lt("not for this product"),
    "paused": _lt("takes no work"),
    "count": _lt("%(count)s today"),
    "limited": _lt("%(count)s of %(capacity)s today"),
    "full": _lt("full: %(count)s of %(capacity)s today"),
}
BETWEEN = " · "


class Offered(NamedTuple):
    """A station that may be chosen. ``near``: as `nearness` gives it. ``count``: its
    tickets of today; ``capacity`` is a number of tickets a day, 0 without limit."""

    id: int
    name: str
    near: str | None = None
    serves_product: bool = True
    paused: bool = False
    count: int = 0
    capacity: int = 0
    sequence: int = 10


def nearness(
    path: Sequence[int], levels: Mapping[int, str], places: Iterable[Collection[int]]
) -> str | None:
    """How near a station is: county, prefecture, province, elsewhere, or None where
    the ticket's or the station's place is not known.

    :param path: ids of the regions that the ticket lies in, most specific first.
    :param levels: the levels of these regions.
    :param places: for each place of the station the ids of the regions it lies in.
    """
    places = list(places)
    if not path or not places:
        return None
    shared = set().union(*places)
    nearest = next((region for region in path if region in shared), None)
    return NEAR.get(levels.get(nearest), "elsewhere")


def in_order(stations: Iterable[Offered]) -> list[Offered]:
    """The nearest first; of equally near ones those for the product, those that take
    work today, the least loaded, then as the stations are ordered everywhere."""
    return sorted(stations, key=_rank)


def _rank(station: Offered) -> tuple:
    share = station.count / station.capacity if station.capacity else 0.0
    return (
        ORDER.index(station.near),
        not station.serves_product,
        station.paused or share >= 1,
        share,
        station.count,
        station.sequence,
        station.name,
        station.id,
    )


def describe(station: Offered, translate: Callable[[str], str] = str) -> str:
    """What is said of a station beside its name, e.g. "same county · 2 of 6 today".

    :param translate: the reader's wording of an English template.
    """
    keys = [station.near] if station.near else []
    if not station.serves_product:
        keys.append("other_products")
    if station.paused:
        keys.append("paused")
    if not station.capacity:
        keys.append("count")
    else:
        keys.append("full" if station.count >= station.capacity else "limited")
    facts = {"count": station.count, "capacity": station.capacity}
    return BETWEEN.join(translate(WORDS[key]) % facts for key in keys)
