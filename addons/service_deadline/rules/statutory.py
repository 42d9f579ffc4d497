"""The working calendars that laws count by: whole days of a country."""

from collections.abc import Iterable

import holidays

from .dataset import Country
from .types import Pattern, Shift, SpecialDay

# What a public holiday is called whose name the library lacks in the language asked
# for: better a general word than a name that the reader cannot read.
HOLIDAY = {"zh_CN": "公众假日"}

# The years in which all of a country's days are known to the library: it computes the
# Hindu festivals of India no further. Other years have none.
YEARS = range(2001, 2036)


def statutory_pattern(
    country: Country,
    special_days: Iterable[SpecialDay] = (),
    language: str = "en_US",
) -> Pattern:
    """Return the calendar by which the laws of ``country`` count days.

    Monday to Friday are worked for 24 hours: what counts is the day, not its hours.
    ``special_days`` are those of a country that brings its own ("file"). The house
    works round the clock. ``language`` is that of the names of days.
    """
    days = {
        "file": lambda: tuple(special_days),
        "library": lambda: _holidays(country.code, country.subdivision, language),
    }
    return Pattern(
        zone=country.zone,
        shifts=_whole_days(7 if country.days == "round_the_clock" else 5),
        special_days=days.get(country.days, tuple)(),
        published_until=country.published_until,
    )


def _whole_days(count: int) -> tuple[Shift, ...]:
    return tuple(Shift(weekday, 0.0, 24.0) for weekday in range(count))


def _holidays(country: str, subdivision: str, language: str) -> tuple[SpecialDay, ...]:
    """The public holidays of a country that the library knows."""
    known = holidays.country_holidays(
        country, subdiv=subdivision or None, years=YEARS, language=language
    )
    if language not in known.supported_languages:
        known = dict.fromkeys(known, HOLIDAY[language])
    return tuple(
        SpecialDay(day, working=False, name=name, public=True)
        for day, name in sorted(known.items())
    )
