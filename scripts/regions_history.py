"""What became of divisions: changes after the base list, and former divisions.

Sources, all under scripts/data: ``division_changes.tsv`` (2010 to 2025),
``former_before_2010.tsv`` (earlier ones still heard) and ``town_moves.tsv`` (towns
that a change after the base list gave to another county).
"""

from collections.abc import Iterable
from typing import NamedTuple

from regions_base import Name, Region

# The year of the base list; what changed later is not in it yet.
BASE_YEAR = "2023"
# Changes that leave the old division as it was.
KEEPS_OLD = {"new", "new, split off", "unchanged, parent renamed"}


class Ended(NamedTuple):
    """A division that ceased or was renamed in ``year``, and what followed it."""

    year: str
    code: str
    name: str
    successors: tuple[str, ...]


class History(NamedTuple):
    """All regions, current and former, and the names that former ones left."""

    regions: dict[str, Region]
    names: list[Name]


def read_ended(changes: Iterable[dict[str, str]]) -> list[Ended]:
    """One entry per division and change, its successors in the order of the list."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in changes:
        if row["change"] not in KEEPS_OLD:
            key = (row["year"], row["old_code"], row["old_name"])
            found.setdefault(key, []).append(row["new_code"])
    return [Ended(*key, tuple(codes)) for key, codes in found.items()]


def read_earlier(rows: Iterable[dict[str, str]]) -> list[Ended]:
    """The entries of ``former_before_2010.tsv``.

    An empty code means that only the name is kept: it says nothing that the
    successor's code would not say.
    """
    return [
        Ended(row["year"], row["code"], row["name"], tuple(row["successors"].split()))
        for row in rows
    ]


def bring_forward(
    base: dict[str, Region],
    changes: list[dict[str, str]],
    earlier: list[Ended],
    moves: list[dict[str, str]],
) -> History:
    """Apply every change to ``base`` and keep what ceased as former regions.

    A code is given out again at times; the row is then the latest holder's, and an
    earlier holder leaves its name to the region that carried it on.
    """
    ended = sorted(earlier + read_ended(changes), reverse=True)
    regions = {**base, **_new_counties(base, changes)}
    late = {entry.code for entry in ended if entry.year > BASE_YEAR}
    current = regions.keys() - late
    latest: dict[str, Ended] = {}
    for entry in ended:
        latest.setdefault(entry.code, entry)
    names: list[Name] = []
    for entry in ended:
        successors = _follow(entry.successors, latest, current)
        if entry.code in current:
            names.append(Name(successors[0], entry.name, "former"))
        elif not entry.code or entry is not latest[entry.code]:
            names += (Name(code, entry.name, "former") for code in successors)
        else:
            regions[entry.code] = _former(entry, successors, regions)
    _settle_parents(regions)
    _end_towns(regions, moves)
    return History(regions, names)


def _new_counties(
    base: dict[str, Region], changes: list[dict[str, str]]
) -> dict[str, Region]:
    """Counties set up after the base list."""
    found: dict[str, Region] = {}
    for row in changes:
        code = row["new_code"]
        if row["year"] > BASE_YEAR and code not in base:
            parent = _old_parent(code, base)
            found[code] = Region(code, parent, "county", row["new_name"])
    return found


def _follow(
    codes: tuple[str, ...], latest: dict[str, Ended], current: set[str]
) -> tuple[str, ...]:
    """The current divisions at the end of a chain of changes, each named once."""
    found: dict[str, None] = {}
    for code in codes:
        if code in current:
            found[code] = None
        else:
            later = _follow(latest[code].successors, latest, current)
            found.update(dict.fromkeys(later))
    return tuple(found)


def _former(
    entry: Ended, successors: tuple[str, ...], regions: dict[str, Region]
) -> Region:
    level = "prefecture" if entry.code.endswith("00") else "county"
    parent = _old_parent(entry.code, regions)
    return Region(entry.code, parent, level, entry.name, entry.year, successors)


def _settle_parents(regions: dict[str, Region]) -> None:
    """Put former counties under their former prefecture, now that it is known."""
    for region in [row for row in regions.values() if row.level == "county"]:
        parent = _old_parent(region.code, regions)
        regions[region.code] = region._replace(parent=parent)


def _old_parent(code: str, regions: dict[str, Region]) -> str:
    """The parent a code speaks of: its prefecture where that is known."""
    prefecture = code[:4] + "00"
    if prefecture != code and prefecture in regions:
        return prefecture
    return code[:2] + "0000"


def _end_towns(regions: dict[str, Region], moves: list[dict[str, str]]) -> None:
    """End the towns of ended counties, and those given to another county.

    A town's code begins with its county's; where the county changed, or has another
    code than the bureau's, the town has a code that the base list does not know, so
    its successor is the county.
    """
    moved = {code: row for row in moves for code in row["towns"].split()}
    rest = {row["county"]: row for row in moves if row["towns"] == "*"}
    for region in [row for row in regions.values() if row.level == "town"]:
        county = regions[region.parent]
        move = moved.get(region.code) or rest.get(region.parent)
        if move:
            year, successors = move["year"], (move["successor"],)
        elif county.until:
            year, successors = county.until, county.successors
        elif county.level == "county" and not region.code.startswith(county.code):
            year, successors = BASE_YEAR, (county.code,)
        else:
            continue
        regions[region.code] = region._replace(until=year, successors=successors)
