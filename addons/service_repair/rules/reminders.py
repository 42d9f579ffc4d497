"""Which messages a customer gets about a visit, and when.

While it is planned: that it is booked or was moved, one the day before, one two hours
before. Then that the technician is on the way, what follows after the visit, or that
it is cancelled. `plan` says it of the visit as it is; what it says no more and was not
sent is dropped (`changes`), so a move replaces what it makes untrue.

In quiet hours nothing is sent, but what cannot wait: that the technician is on the way,
all that is said of an emergency's plan, and news that would come less than two hours
before the visit. The others wait until the quiet hours end; where that is too late for
the message of the day before, it comes before they begin. What would come too late, or
not after the news that the visit is booked, is left out.

Moments are UTC without zone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import NamedTuple

from .local_time import local_of, moment_of

KINDS = (
    "booked",
    "moved",
    "day_before",
    "two_hours_before",
    "on_way",
    "after_visit",
    "cancelled",
)
CHANNELS = ("mail", "sms", "push")
PLANNED = ("open", "offered", "accepted")

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TWO_HOURS = 2 * HOUR
# How long before the visit the message of two hours before is still of use, and how
# long before quiet hours begin one is sent that cannot wait for their end.
SHORTEST = timedelta(minutes=30)


class Facts(NamedTuple):
    """What is known of a visit.

    ``start``: when the customer is to expect somebody; ``agreed_at``: since when the
    customer is to know this start, None as long as there is nothing to tell.
    ``version`` counts what must be told anew: each move, and each hand-over by a
    technician who was on the way. ``since``: when the present state began. ``zone``:
    that of the place. ``reached_by``: the channels on which the customer can be and
    wants to be reached. ``met``: whether the customer was there.
    """

    state: str
    start: datetime
    agreed_at: datetime | None
    since: datetime
    zone: str
    version: int = 0
    emergency: bool = False
    met: bool = True
    reached_by: Collection[str] = CHANNELS


class Settings(NamedTuple):
    """Quiet hours in minutes of the local day, not more than 20 hours; the same twice
    for none. ``channels``: those of a kind of message, by default all.
    ``after_visit``: minutes from the end of a visit to the message after it."""

    quiet_from: int = 21 * 60
    quiet_until: int = 8 * 60
    channels: Mapping[str, Collection[str]] = {}
    after_visit: int = 60


class Reminder(NamedTuple):
    """One message: when it is due, from when on it is of no use any more, on which
    channels. ``key`` is the same for the same message, so it is sent once."""

    key: str
    kind: str
    due: datetime
    until: datetime
    channels: tuple[str, ...]


class Changes(NamedTuple):
    """What to do with the stored messages of a visit: write those that are new or due
    at another time, and drop the keys of those that hold no more."""

    write: tuple[Reminder, ...]
    drop: tuple[str, ...]


Wanted = tuple[str, datetime | None, datetime]


def plan(facts: Facts, settings: Settings) -> list[Reminder]:
    """The messages about a visit as it is, in the order of their moments; also those
    that are sent already or due in the past."""
    found = []
    for kind, due, until in _wanted(facts, settings):
        channels = _channels(kind, facts, settings)
        if due is not None and channels:
            key = f"{kind}:{facts.version}"
            found.append(Reminder(key, kind, due, until, channels))
    return sorted(found, key=lambda reminder: reminder.due)


def by_channel(planned: Iterable[Reminder]) -> list[Reminder]:
    """Each message once for each of its channels, with a key of its own: where one
    channel fails, the others do not."""
    return [
        each._replace(key=f"{each.key}:{channel}", channels=(channel,))
        for each in planned
        for channel in each.channels
    ]


def changes(
    planned: Iterable[Reminder], stored: Mapping[str, datetime], sent: Collection[str]
) -> Changes:
    """How the stored messages become those that are planned.

    :param stored: when each stored message that is not sent is due, by key.
    :param sent: keys of those that are sent, or being sent: they are never touched.
    """
    planned = {each.key: each for each in planned}
    write = (
        each
        for key, each in planned.items()
        if key not in sent and stored.get(key) != each.due
    )
    drop = (key for key in stored if key not in planned and key not in sent)
    return Changes(tuple(write), tuple(drop))


def _wanted(facts: Facts, settings: Settings) -> Iterator[Wanted]:
    """The kinds that a state asks for, when each is due (None: left out) and until when
    it is of use."""
    since = facts.since
    if facts.agreed_at is None:
        return
    if facts.state in PLANNED:
        yield from _before_visit(facts, settings)
    elif facts.state == "on_way":
        yield "on_way", since, since + HOUR
    elif facts.state == "done" and facts.met:
        due = since + timedelta(minutes=settings.after_visit)
        due = _after_quiet(due, facts.zone, settings)
        yield "after_visit", due, due + 3 * DAY
    elif facts.state == "cancelled":
        due = _news(since, facts, settings)
        yield "cancelled", due, due + DAY


def _before_visit(facts: Facts, settings: Settings) -> Iterator[Wanted]:
    news = _news(facts.agreed_at, facts, settings)
    yield "moved" if facts.version else "booked", news, max(facts.start, news + HOUR)
    midnight = moment_of(_midnight(facts), facts.zone)
    for kind, due, until in (
        ("day_before", _day_before(facts, settings), midnight),
        ("two_hours_before", _two_hours_before(facts, settings), facts.start),
    ):
        yield kind, due if due is not None and due > news else None, until


def _news(moment: datetime, facts: Facts, settings: Settings) -> datetime:
    """When something that just happened is told: at once, or after quiet hours if that
    is two hours before the visit or more, or if the visit's time is past anyway."""
    due = _after_quiet(moment, facts.zone, settings)
    pressing = moment < facts.start < due + TWO_HOURS
    return moment if facts.emergency or pressing else due


def _day_before(facts: Facts, settings: Settings) -> datetime:
    """The hour of the visit on the day before; if that is quiet, later on that day,
    else before quiet hours begin."""
    local = local_of(facts.start, facts.zone) - DAY
    moment = moment_of(local, facts.zone)
    due = _after_quiet(moment, facts.zone, settings)
    if local_of(due, facts.zone) < _midnight(facts):
        return due
    return _before_quiet(moment, facts.zone, settings)


def _two_hours_before(facts: Facts, settings: Settings) -> datetime | None:
    due = _after_quiet(facts.start - TWO_HOURS, facts.zone, settings)
    return due if due <= facts.start - SHORTEST else None


def _channels(kind: str, facts: Facts, settings: Settings) -> tuple[str, ...]:
    wanted = settings.channels.get(kind, CHANNELS)
    return tuple(
        each for each in CHANNELS if each in wanted and each in facts.reached_by
    )


def _midnight(facts: Facts) -> datetime:
    """The local time at which the day of the visit begins."""
    return datetime.combine(local_of(facts.start, facts.zone), time.min)


def _is_quiet(moment: datetime, zone: str, settings: Settings) -> bool:
    local = local_of(moment, zone)
    minute = local.hour * 60 + local.minute
    length = (settings.quiet_until - settings.quiet_from) % (24 * 60)
    return (minute - settings.quiet_from) % (24 * 60) < length


def _after_quiet(moment: datetime, zone: str, settings: Settings) -> datetime:
    """The moment itself, or the end of the quiet hours it lies in."""
    if not _is_quiet(moment, zone, settings):
        return moment
    local = local_of(moment, zone)
    end = datetime.combine(local, time.min) + timedelta(minutes=settings.quiet_until)
    due = moment_of(end if end > local else end + DAY, zone)
    # The clock may show the end twice, and the moment lie between.
    return due if due > moment else due + HOUR


def _before_quiet(moment: datetime, zone: str, settings: Settings) -> datetime:
    """Shortly before the quiet hours begin in which the moment lies."""
    local = local_of(moment, zone)
    begin = datetime.combine(local, time.min) + timedelta(minutes=settings.quiet_from)
    due = moment_of(begin if begin <= local else begin - DAY, zone) - SHORTEST
    # The clock may skip the beginning.
    return due - HOUR if _is_quiet(due, zone, settings) else due
