"""The shapes that go into the resolver and come out of it."""

from collections.abc import Mapping
from typing import NamedTuple


class RegionRow(NamedTuple):
    """One division as the base data or the database holds it.

    ``level`` is one of country, province, prefecture, county, town. ``until`` is the
    year in which a former division ceased, ``successors`` the codes of the current
    divisions that took its place. ``names`` holds further names as (name, kind) with
    kind former, alias or zone; what can be derived from ``name`` need not be there.
    """

    code: str
    parent: str | None
    level: str
    name: str
    until: int | None = None
    successors: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()


class Vocabulary(NamedTuple):
    """What is known about characters and words apart from the divisions.

    ``simplified`` maps a traditional or variant character to the one used in the
    divisions' names, ``sounds`` a character to its toneless pinyin; ``common_words``
    are short names of divisions that are ordinary words too.
    """

    simplified: Mapping[str, str] = {}
    sounds: Mapping[str, str] = {}
    common_words: frozenset[str] = frozenset()


class Hint(NamedTuple):
    """A region known from elsewhere: ``source`` says from where, e.g. "phone".

    Where a text leaves several counties open, a hint that ``settles`` chooses; another
    only says which to name first, as where somebody is there to choose.
    """

    source: str
    code: str
    settles: bool = True


class Resolution(NamedTuple):
    """What a text says about a place.

    ``status`` is resolved, ambiguous or unknown. ``code`` is the deepest division the
    text is sure of: for resolved a county, a town or a prefecture without counties,
    for ambiguous what all candidates share, if anything. ``matched`` are the names that
    were used, ``candidates`` the codes of the counties left open, most plausible first.
    ``reason`` is a sequence of steps for ``wording.describe``.
    """

    status: str
    code: str | None = None
    level: str | None = None
    matched: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    reason: tuple[tuple[str, dict], ...] = ()
