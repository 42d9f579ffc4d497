"""What proof a case needs, and what of it is still missing.

A line of the checklist asks for one kind of exhibit where a case has its nature, or its
practice, or both if it names both.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple


class Line(NamedTuple):
    """``nature`` and ``practice`` are None where the line holds for any."""

    id: int
    kind: int
    nature: int | None = None
    practice: int | None = None
    required: bool = True


class Wanted(NamedTuple):
    """One kind that is asked for; ``lines`` are those that ask, in their order."""

    kind: int
    required: bool
    lines: tuple[int, ...]


def wanted(
    lines: Iterable[Line], nature: int | None, practices: Collection[int]
) -> list[Wanted]:
    """The kinds that a case needs or that help it, each once, in the lines' order.

    A kind is required as soon as one of its lines requires it.
    """
    asked: dict[int, list[Line]] = {}
    for line in lines:
        if _holds(line, nature, practices):
            asked.setdefault(line.kind, []).append(line)
    return [
        Wanted(kind, any(line.required for line in found), tuple(x.id for x in found))
        for kind, found in asked.items()
    ]


def missing(
    lines: Iterable[Line],
    present: Collection[int],
    nature: int | None = None,
    practices: Collection[int] = (),
) -> list[Wanted]:
    """The kinds that a case asks for and has no exhibit of, required ones first."""
    absent = [
        each for each in wanted(lines, nature, practices) if each.kind not in present
    ]
    return sorted(absent, key=lambda each: not each.required)


def _holds(line: Line, nature: int | None, practices: Collection[int]) -> bool:
    if line.nature is None and line.practice is None:
        return False  # it would ask everybody for it
    return line.nature in (None, nature) and (
        line.practice is None or line.practice in practices
    )
