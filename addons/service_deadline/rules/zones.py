"""A time zone as numbers: when its clock is changed, and what that does to a day.

Moments are whole seconds since the start of year 1 in UTC; local times are seconds
since the start of year 1 on the local clock; days are numbered like
``date.toordinal``, so day 1 starts at local second 0. Fractions of a second are
dropped: Odoo stores none. Zones are pytz's, as Odoo's are, names and years alike: its
tables name the changes of the clock up to 2037.
"""

from bisect import bisect_left, bisect_right
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import pairwise

import pytz

from .errors import InvalidMoment, InvalidPattern, OutOfRange

DAY = 86_400
LAST_DAY = date.max.toordinal()
START = datetime(1, 1, 1)
EPOCH = START.replace(tzinfo=timezone.utc)
SECOND = timedelta(seconds=1)


class Zone:
    """One time zone; ``tzinfo`` is what its moments are written with."""

    def __init__(self, name: str):
        try:
            self.tzinfo = pytz.timezone(name)
        except pytz.UnknownTimeZoneError as error:
            raise InvalidPattern("unknown_zone", zone=str(name)) from error
        self._changes, self._offsets = _changes(self.tzinfo)
        # 00:00 of day 1 as each offset would write it: adding local seconds to one is
        # many times faster than having pytz find the offset again.
        self._bases = [self._base(change) for change in self._changes]
        spans = zip(self._changes, self._offsets, strict=True)
        self._starts = [change + offset for change, offset in spans]
        ends = zip(self._changes[1:], self._offsets, strict=False)
        self._ends = [change + offset for change, offset in ends]

    def _base(self, change: int) -> datetime:
        moment = EPOCH + timedelta(seconds=max(change, 2 * DAY))
        return START.replace(tzinfo=moment.astimezone(self.tzinfo).tzinfo)

    def second(self, moment: datetime) -> int:
        """The number of an aware moment."""
        try:
            return (moment - EPOCH) // SECOND
        except TypeError as error:
            raise InvalidMoment("naive_moment", moment=str(moment)) from error

    def moment(self, second: int) -> datetime:
        """The aware moment, in this zone, that has a number."""
        index = max(bisect_right(self._changes, second) - 1, 0)
        try:
            return self._bases[index] + timedelta(seconds=second + self._offsets[index])
        except OverflowError as error:
            raise OutOfRange("out_of_range") from error

    def local(self, second: int) -> int:
        """What the local clock shows at a moment."""
        return second + self._offsets[bisect_right(self._changes, second) - 1]

    def day_of(self, second: int) -> int:
        """The local day that holds a moment."""
        return self.local(second) // DAY + 1

    def from_local(self, local: int) -> int:
        """The moment at which the local clock shows a time.

        A time shown twice means its second showing, a time that is skipped what the
        old offset gives, as Odoo reads the hours of its calendars.
        """
        index = max(bisect_right(self._starts, local) - 1, 0)
        return local - self._offsets[index]

    def start_of_day(self, day: int) -> int:
        """The first moment of a local day: the earlier midnight where there are two,
        the first time that exists where midnight is skipped."""
        local = (day - 1) * DAY
        index = bisect_right(self._ends, local)
        return max(self._changes[index], local - self._offsets[index])

    def days_of_change(self) -> set[int]:
        """The local days on which the clock is changed."""
        days = set()
        for change, (before, after) in zip(
            self._changes[1:], pairwise(self._offsets), strict=True
        ):
            touched = sorted(((change + before) // DAY, (change + after) // DAY))
            days.update(range(touched[0] + 1, touched[1] + 2))
        return days


@lru_cache
def zone_of(name: str) -> Zone:
    """Return the zone of that name; zones are few and never change."""
    return Zone(name)


def _changes(tzinfo) -> tuple[list[int], list[int]]:
    """The moments from which an offset holds, and the offsets, in seconds.

    pytz has no public door to them; zones that never change lack the lists. The first
    one holds from before the first day on.
    """
    moments = getattr(tzinfo, "_utc_transition_times", None)
    if not moments:
        return [-2 * DAY], [tzinfo.utcoffset(None) // SECOND]
    changes = [(moment - START) // SECOND for moment in moments]
    offsets = [info[0] // SECOND for info in tzinfo._transition_info]
    first = bisect_left(changes, 1)
    return [-2 * DAY, *changes[first:]], [offsets[first - 1], *offsets[first:]]
