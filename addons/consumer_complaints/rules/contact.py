"""What it cost a consumer to be heard: the figures of contact attempts.

An attempt costs the minutes waited and the minutes that it lasted after that; minutes
are whole ones, as people note them.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

DAY = 24 * 60  # minutes
MOST_TRANSFERS = 50
MOST_YEARS = 10


class Attempt(NamedTuple):
    """``on``: its day where the case is handled; minutes and transfers from 0."""

    on: date
    waited: int = 0
    lasted: int = 0


class Effort(NamedTuple):
    """``days`` are those from the first attempt to the last or to the filing,
    whichever is later; 0 for what happened within one day."""

    attempts: int
    minutes: int
    days: int


def effort(attempts: Iterable[Attempt], filed_on: date | None = None) -> Effort:
    """The total effort of one case."""
    attempts = list(attempts)
    if not attempts:
        return Effort(0, 0, 0)
    minutes = sum(each.waited + each.lasted for each in attempts)
    days = [each.on for each in attempts]
    last = max([*days, filed_on] if filed_on else days)
    return Effort(len(attempts), minutes, (last - min(days)).days)


def fault(at: datetime, waited: int, lasted: int, transfers: int, now: datetime) -> str:
    """What of an attempt can't be true: a key of `contact_wording.FAULTS`, or ""."""
    if at > now:
        return "future"
    if at < now.replace(year=now.year - MOST_YEARS, day=1):
        return "old"
    if not 0 <= waited <= DAY:
        return "waited"
    if not 0 <= lasted <= DAY:
        return "lasted"
    if not 0 <= transfers <= MOST_TRANSFERS:
        return "transfers"
    return ""
