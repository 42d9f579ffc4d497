"""Where somebody is at a moment, and when he can set out from there.

For emergencies, which wait for no slot. All times are whole minutes since the epoch,
UTC; people and stops as `slots` has them.
"""

from .slots import Day, Person, Stop
from .travel import Place

# Who finished so long ago has gone home since.
STILL_THERE = 4 * 60


def on_duty(person: Person, minute: int) -> bool:
    """Whether a moment lies in one of the person's shifts."""
    return any(shift.start <= minute < shift.end for shift in person.shifts)


def stop_at(person: Person, minute: int) -> Stop | None:
    """The stop that somebody is at; None between stops."""
    return next((s for s in person.stops if s.start <= minute < s.end), None)


def place_at(person: Person, minute: int) -> Place:
    """Where somebody is: at a stop, still near the last one, else at home."""
    begun = [stop for stop in person.stops if stop.start <= minute]
    if begun and minute - begun[-1].end <= STILL_THERE:
        return begun[-1].place
    return person.home


def ready_at(person: Person, minute: int) -> int:
    """When somebody can set out: now, or after stops that follow each other."""
    while stop := stop_at(person, minute):
        minute = stop.end
    return minute


def is_busy(person: Person, start: int, end: int) -> bool:
    """Whether any stop lies in a stretch of time."""
    return any(stop.start < end and stop.end > start for stop in person.stops)


def load(person: Person, day: Day | None) -> int:
    """Minutes of work that somebody has on a day."""
    if day is None:
        return 0
    return sum(
        max(min(stop.end, day.end) - max(stop.start, day.start), 0)
        for stop in person.stops
    )
