"""What filling a calendar with published days adds, changes, removes and leaves."""

from collections.abc import Iterable
from datetime import date
from itertools import zip_longest
from typing import NamedTuple


class DayRow(NamedTuple):
    """A special day as a source publishes it or as a calendar holds it.

    ``hours`` is a pair of hours of the day (24.0 = its end), None for the whole day.
    ``names`` are pairs of language code and name, in any order.
    """

    day: date
    working: bool
    hours: tuple[float, float] | None = None
    public: bool = False
    names: tuple[tuple[str, str], ...] = ()


class HeldRow(NamedTuple):
    """A row that a calendar holds: its id, what it says, whether people wrote it."""

    id: int
    row: DayRow
    by_hand: bool = False


class Change(NamedTuple):
    """One line of a plan: ``action`` is added, changed, removed or kept.

    ``held`` is None for what is added, ``wanted`` None for what is removed. A row that
    is kept has the published row that it stands against, or None if there is none.
    """

    action: str
    day: date
    held: HeldRow | None = None
    wanted: DayRow | None = None


def plan(
    held: Iterable[HeldRow], wanted: Iterable[DayRow], first: date, last: date
) -> tuple[Change, ...]:
    """Decide how a calendar's rows become the published ones, in order of days.

    Only days from ``first`` to ``last``, both included, are looked at. A day of which
    people wrote anything is theirs: its rows are all kept, published ones too, and
    nothing is added to it. Any other day shall hold just what is published; a row that
    says so keeps its name, for sources agree on days sooner than on names. Planning
    again after a plan was carried out finds nothing left to do.
    """
    held_of, wanted_of = {}, {}
    for row in sorted(held, key=lambda row: row.id):
        held_of.setdefault(row.row.day, []).append(row)
    for row in sorted(wanted, key=_facts):
        wanted_of.setdefault(row.day, []).append(row)
    days = (day for day in held_of.keys() | wanted_of.keys() if first <= day <= last)
    return tuple(
        change
        for day in sorted(days)
        for change in _plan_day(day, held_of.get(day, ()), wanted_of.get(day, ()))
    )


def _plan_day(day, held, wanted):
    own = [row for row in held if row.by_hand]
    if own:
        against = next(iter(wanted), None)
        return [Change("kept", day, row, against) for row in own]
    missing = {_facts(row): row for row in wanted}
    spare = [row for row in held if not missing.pop(_facts(row.row), None)]
    return [_change(day, old, new) for old, new in zip_longest(spare, missing.values())]


def _facts(row):
    return row.working, row.hours or (), row.public


def _change(day, held, wanted):
    if held is None:
        return Change("added", day, None, wanted)
    return Change("changed" if wanted else "removed", day, held, wanted)
