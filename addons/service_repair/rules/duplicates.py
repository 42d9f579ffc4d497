"""Which open tickets a call may be about already.

The same caller or the same serial number within a window of hours means the same case:
its ticket is offered instead of a new one. An open ticket for the same kind of product
nearby is only shown, as neighbours and relatives call about one door as well.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

MAX_SIMILAR = 5
_SEPARATORS = re.compile(r"[\s\-_./·:#]+")


class Case(NamedTuple):
    """What a call says, or what is known of an open ticket.

    ``number``: the caller's in E.164 form. ``serial``: as `serial_key` gives it.
    ``place``: id of the town, or of the county while no town is known; ``area``: id of
    the county (the same id as ``place`` then). None where something is not known.
    """

    id: int | None = None
    number: str | None = None
    serial: str | None = None
    opened: datetime | None = None
    place: int | None = None
    area: int | None = None
    product: int | None = None
    category: int | None = None


class Match(NamedTuple):
    """``why``: serial or caller for the same case; town or county for a similar one."""

    id: int
    why: str


def serial_key(written: str | None) -> str | None:
    """Return a serial number as it is compared: neither case, width nor separators
    count. None when nothing is left."""
    text = unicodedata.normalize("NFKC", written or "").upper()
    return _SEPARATORS.sub("", text) or None


def same_case(
    call: Case, tickets: Iterable[Case], now: datetime, hours: int
) -> Match | None:
    """The open ticket to be offered instead of a new one, if there is one.

    A serial number names the thing itself, so it counts more than the caller, who may
    own several; of equal ones the latest counts.

    :param hours: how far back tickets count; 0: none does.
    """
    since = now - timedelta(hours=hours)
    found = [
        (why == "serial", ticket.opened, ticket.id, why)
        for ticket in tickets
        if ticket.opened > since and (why := _same(call, ticket))
    ]
    if not found:
        return None
    _rank, _opened, id_, why = max(found)
    return Match(id_, why)


def _same(call: Case, ticket: Case) -> str | None:
    if call.serial and call.serial == ticket.serial:
        return "serial"
    if call.number and call.number == ticket.number:
        # two serial numbers are two things, also in one hand
        return None if call.serial and ticket.serial else "caller"
    return None


def similar_cases(
    call: Case, tickets: Iterable[Case], limit: int = MAX_SIMILAR
) -> list[Match]:
    """Open tickets near the call for its kind of product, the closest first.

    Tickets of the same town come before those of which only the county is known, those
    for the same product before those of its category, later before earlier ones.
    """
    found = []
    for ticket in tickets:
        near, kind = _nearness(call, ticket), _kinship(call, ticket)
        if near and kind:
            found.append((near, kind, ticket.opened, ticket.id))
    found.sort(reverse=True)
    return [
        Match(id_, "town" if near == 2 else "county")
        for near, _kind, _opened, id_ in found[:limit]
    ]


def _nearness(call: Case, ticket: Case) -> int:
    """2 in the same town, 1 in the same county while a town is unknown, else 0."""
    if not call.area or call.area != ticket.area:
        return 0
    if call.place == ticket.place and call.place != call.area:
        return 2
    return int(call.area in (call.place, ticket.place))


def _kinship(call: Case, ticket: Case) -> int:
    """2 for the same product, 1 for the same category, else 0."""
    if call.product and call.product == ticket.product:
        return 2
    return int(bool(call.category) and call.category == ticket.category)
