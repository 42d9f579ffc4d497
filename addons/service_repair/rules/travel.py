"""How many minutes a technician needs from one place to another, by how near their
regions are. Nobody's map is asked: it is a buffer, the same both ways.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Place(NamedTuple):
    """Ids of the regions a place lies in; None for what is not known of it.

    A county without a prefecture stands right under its province, as in 北京市.
    """

    town: int | None = None
    county: int | None = None
    prefecture: int | None = None
    province: int | None = None


class TravelTimes(NamedTuple):
    """Minutes of travel inside the same town, county or prefecture, to anywhere else,
    and where it is not known how near two places are."""

    town: int = 10
    county: int = 25
    prefecture: int = 60
    elsewhere: int = 120
    unknown: int = 30


NOWHERE = Place()
USUAL = TravelTimes()


def place_of(path: Sequence[int], levels: Mapping[int, str]) -> Place:
    """The place of a region.

    :param path: ids of the regions it lies in, itself included.
    :param levels: the levels of these regions; those of no use here are left out.
    """
    known = {levels[region]: region for region in path}
    return Place(*(known.get(level) for level in Place._fields))


def minutes_between(one: Place, other: Place, times: TravelTimes = USUAL) -> int:
    """Minutes of travel between two places; the same in both directions.

    The smallest region decides that is known of both and the same. Two counties right
    under the same province count as of one prefecture. Places of which nothing more is
    known than the province they share may be near or far: that is unknown too.
    """
    here, there = _with_prefecture(one), _with_prefecture(other)
    known = [
        (level, mine == theirs)
        for level, mine, theirs in zip(Place._fields, here, there, strict=True)
        if mine is not None and theirs is not None
    ]
    for level, same in known:
        if same and level != "province":
            return getattr(times, level)
    apart = any(not same for _level, same in known)
    return times.elsewhere if apart else times.unknown


def _with_prefecture(place: Place) -> Place:
    if place.prefecture is None and place.county is not None:
        return place._replace(prefecture=place.province)
    return place
