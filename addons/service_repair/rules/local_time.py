"""What the clock of a time zone says of a moment in UTC."""

from datetime import datetime, timedelta

import pytz


def start_of_day(moment: datetime, zone: str) -> datetime:
    """The UTC moment at which the local day of ``moment`` began (both without zone).

    Where the clock skips midnight, the day begins with its first existing minute.
    """
    local_zone = pytz.timezone(zone)
    local = pytz.utc.localize(moment).astimezone(local_zone)
    midnight = datetime(local.year, local.month, local.day)
    first = local_zone.normalize(local_zone.localize(midnight))
    if first.date() < local.date():
        first += timedelta(hours=1)
    return first.astimezone(pytz.utc).replace(tzinfo=None)


def minutes_ahead(zone: str, moment: datetime) -> int:
    """Minutes by which a zone's clock is ahead of UTC at a moment (UTC)."""
    offset = pytz.utc.localize(moment).astimezone(pytz.timezone(zone)).utcoffset()
    return round(offset.total_seconds() / 60)


def moment_of(local: datetime, zone: str) -> datetime:
    """The UTC moment of a local time (both without zone).

    The first one where the clock shows it twice; where the clock skips it, the moment
    at which it would have shown it without the change.
    """
    local_zone = pytz.timezone(zone)
    readings = sorted(
        local_zone.localize(local, is_dst=summer).astimezone(pytz.utc)
        for summer in (True, False)
    )
    shown = local_zone.normalize(readings[0].astimezone(local_zone))
    moment = readings[shown.replace(tzinfo=None) != local]
    return moment.replace(tzinfo=None)


def local_of(moment: datetime, zone: str) -> datetime:
    """What the clock of a zone shows at a UTC moment (both without zone)."""
    shown = pytz.utc.localize(moment).astimezone(pytz.timezone(zone))
    return shown.replace(tzinfo=None)
