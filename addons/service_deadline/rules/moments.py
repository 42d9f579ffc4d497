"""Between the moments of the database (UTC, without zone) and those of the rules."""

from datetime import date, datetime, timedelta, timezone

from .zones import zone_of


def aware(moment: datetime) -> datetime:
    """A UTC moment without zone, with it."""
    return moment.replace(tzinfo=timezone.utc)


def stored(moment: datetime | None) -> datetime | None:
    """An aware moment as the database keeps it: UTC, without zone, whole seconds."""
    if moment is None:
        return None
    return moment.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)


def local_day(moment: datetime, zone: str) -> date:
    """The local day of a stored moment in a zone of the tz database."""
    return aware(moment).astimezone(zone_of(zone).tzinfo).date()


def day_and_clock(moment: datetime) -> tuple[date, str]:
    """The day that a term ends on, and the time: midnight is 24:00 of the day it ends.

    Of a local moment.
    """
    if moment.hour == moment.minute == 0:
        return moment.date() - timedelta(days=1), "24:00"
    return moment.date(), f"{moment:%H:%M}"
