"""Calendars and moments for tests of deadlines, made without the code under test."""

from datetime import date, datetime

import holidays
from dateutil.tz import gettz
from service_deadline_rules.types import Pattern, Shift, SpecialDay
from service_deadline_rules.working_calendar import WorkingCalendar

FIRST, LAST = date(2015, 1, 1), date(2026, 12, 31)
WEEK = range(5)
OFFICE = tuple(Shift(day, *hours) for day in WEEK for hours in ((9, 12), (13, 18)))
WHOLE_DAYS = tuple(Shift(day, 0, 24) for day in WEEK)
ROUND_THE_CLOCK = tuple(Shift(day, 0, 24) for day in range(7))


def moment(text: str, zone: str = "Asia/Shanghai") -> datetime:
    """What the clock of a zone shows, as a moment; ``text`` may carry an offset."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=gettz(zone))


def day(text: str) -> date:
    return date.fromisoformat(text)


def special_days_of_china() -> tuple[SpecialDay, ...]:
    """The days off and the make-up days that the ``holidays`` library knows."""
    known = holidays.country_holidays(
        "CN", years=range(FIRST.year, LAST.year + 1), language="en_US"
    )
    off = (SpecialDay(day, False, name, public=True) for day, name in known.items())
    on = (SpecialDay(day, True, "Make-up day") for day in known.weekend_workdays)
    return (*off, *on)


def calendar(shifts=OFFICE, zone="Asia/Shanghai", **more) -> WorkingCalendar:
    return WorkingCalendar(Pattern(zone, tuple(shifts), **more))


CHINA = calendar(special_days=special_days_of_china(), published_until=LAST)
