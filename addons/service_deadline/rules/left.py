"""How near a deadline is, in the terms it is counted in."""

from datetime import datetime, timedelta

from .types import Term
from .working_calendar import WorkingCalendar
from .zones import zone_of

_lt = str

TEMPLATES = {
    "left_time": _lt("%(hours)s h %(minutes)s min left"),
    "late_time": _lt("%(hours)s h %(minutes)s min late"),
    "left_time_short": _lt("%(minutes)s min left"),
    "late_time_short": _lt("%(minutes)s min late"),
    "left_working": _lt("%(hours)s h %(minutes)s min of working time left"),
    "late_working": _lt("%(hours)s h %(minutes)s min of working time late"),
    "left_working_short": _lt("%(minutes)s min of working time left"),
    "late_working_short": _lt("%(minutes)s min of working time late"),
    "left_working_days": _lt("%(days)s working days left"),
    "late_working_days": _lt("%(days)s working days late"),
    "left_days": _lt("%(days)s days left"),
    "late_days": _lt("%(days)s days late"),
    "left_working_day": _lt("1 working day left"),
    "late_working_day": _lt("1 working day late"),
    "left_day": _lt("1 day left"),
    "late_day": _lt("1 day late"),
}
# A deadline with less than this part of its time left is due soon.
SOON = 0.25
DAY_UNITS = ("calendar_days", "months")


def urgency(started_at: datetime, due_at: datetime, now: datetime) -> str:
    """Whether a running clock is late, due soon, or in time ("running")."""
    if due_at < now:
        return "late"
    return "soon" if due_at - now < (due_at - started_at) * SOON else "running"


def left(
    term: Term | None, due_at: datetime, now: datetime, calendar: WorkingCalendar
) -> tuple[str, dict]:
    """The time left, or the time it is late, as a step for ``describe_left``.

    Working days and hours are counted as such; what counts in days is left in days as
    long as one is left; all else, promises too, in hours and minutes.
    """
    prefix = "left" if due_at >= now else "late"
    first, last = min(now, due_at), max(now, due_at)
    unit = term.unit if term else "hours"
    if unit == "working_hours":
        return _clock(f"{prefix}_working", calendar.count_working_time(first, last))
    if unit == "working_days":
        days = calendar.count_working_days(*_days(first, last, calendar))
        if days:
            return _days_of(f"{prefix}_working_day", days)
    if unit in DAY_UNITS:
        start, end = _days(first, last, calendar)
        if end > start:
            return _days_of(f"{prefix}_day", (end - start).days)
    return _clock(f"{prefix}_time", int((last - first).total_seconds()))


def describe_left(step: tuple[str, dict], translate=str) -> str:
    """The time left in words; ``translate`` turns a template into a language."""
    key, params = step
    return translate(TEMPLATES[key]) % params


def _days(first: datetime, last: datetime, calendar: WorkingCalendar):
    """The local days of two moments; one that is due at 24:00 is due on the day before.

    A microsecond is taken off both, so that midnight belongs to the day that it ends.
    """
    zone = zone_of(calendar.zone).tzinfo
    return tuple(
        (moment - timedelta(microseconds=1)).astimezone(zone).date()
        for moment in (first, last)
    )


def _days_of(key: str, days: int) -> tuple[str, dict]:
    return (key, {}) if days == 1 else (f"{key}s", {"days": days})


def _clock(key: str, seconds: int) -> tuple[str, dict]:
    hours, minutes = divmod(seconds // 60, 60)
    if not hours:
        return f"{key}_short", {"minutes": minutes}
    return key, {"hours": hours, "minutes": f"{minutes:02}"}
