"""The public holidays and make-up days that the ``holidays`` library knows.

The library is the work of others (MIT licence) and is only asked, never copied.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import holidays

from .special_days import DayRow

# The language of names where a reader's own is not offered.
FALLBACK = "en_US"
# How far ahead holidays that follow from rules alone are taken for settled, in years.
HORIZON = 5
# A half day is off from noon on, unless its name says from when.
NOON = 12.0
HALF_DAY_FROM = re.compile(r"\(from (\d+)(am|pm)\)")

# How far from its holiday a day off in lieu may lie, in days.
NEAR = 10


class UnknownCountry(ValueError):
    """The library has no holidays of this country; its code is the argument."""


class UnknownSubdivision(ValueError):
    """The country has no such part; ``known`` are the codes that it has."""

    def __init__(self, code, known):
        super().__init__(code)
        self.known = tuple(known)


class YearsOutOfRange(ValueError):
    """Years the wrong way round, or which the library does not cover.

    ``first`` and ``last`` are the years it covers.
    """

    def __init__(self, first, last):
        super().__init__(f"{first}–{last}")
        self.first, self.last = first, last


def check_place(country: str, subdivision: str = "") -> None:
    """Raise UnknownCountry or UnknownSubdivision unless the library knows the place.

    :param country: ISO 3166 code of two letters
    :param subdivision: code of a part of it as the library calls it, "" for none
    """
    book = _class(country)
    known = {*book.subdivisions, *getattr(book, "subdivisions_aliases", ())}
    if subdivision and subdivision not in known:
        raise UnknownSubdivision(subdivision, sorted(book.subdivisions))


def offered(
    country: str,
    subdivision: str,
    years: range,
    made_up: Mapping[str, str],
    half_days: bool = False,
) -> tuple[DayRow, ...]:
    """Return the special days of the years, in order of days.

    A day off that was moved there from another day belongs to the public holiday
    whose break it lengthens, and is named after it; the day it was moved from is worked
    if it is on a weekend.

    :param years: consecutive years, at least one
    :param made_up: what a worked weekend day is called, by language code, English
        among them; all names are given in these languages, in English where the
        library lacks one
    :param half_days: whether days off in part count; in many countries they concern
        only some people. They are off from noon or from the hour in their name.
    :raises UnknownCountry, UnknownSubdivision, YearsOutOfRange: see there
    """
    check_place(country, subdivision)
    _check_years(_class(country), years)
    books = _books(country, subdivision, years, made_up, "public")
    rows = [*_days_off(books, years), *_worked_days(books, years, made_up)]
    if half_days and "half_day" in _class(country).supported_categories:
        taken = {row.day for row in rows}
        books = _books(country, subdivision, years, made_up, "half_day")
        rows += [row for row in _half_days(books, years) if row.day not in taken]
    return tuple(sorted(rows, key=lambda row: row.day))


def settled_until(country: str, this_year: int, subdivision: str = "") -> date:
    """Return the last day whose special days are known for certain.

    Where a government moves working days each year, that is the end of the last year
    whose announcement the library has; elsewhere the end of the years that it covers,
    at most HORIZON years after ``this_year``. A year of which it only estimates a
    holiday, as where the moon is watched, is not settled, nor are those after it.
    """
    check_place(country, subdivision)
    book = holidays.country_holidays(country, subdiv=subdivision or None)
    if getattr(book, "substituted_label", None):
        last = max(book.special_public_holidays)
    else:
        last = min(book.end_year, this_year + HORIZON)
    marks = _estimate_marks(book)
    for year in range(this_year, last + 1):
        names = holidays.country_holidays(country, subdivision or None, year).values()
        if any(mark in name for name in names for mark in marks):
            return date(year - 1, 12, 31)
    return date(last, 12, 31)


def _class(country):
    if country not in holidays.list_supported_countries(include_aliases=False):
        raise UnknownCountry(country)
    return getattr(holidays, country)


def _check_years(book, years):
    if not years or years[0] < book.start_year or years[-1] > book.end_year:
        raise YearsOutOfRange(book.start_year, book.end_year)


def _books(country, subdivision, years, languages: Iterable[str], category):
    """{language code: what the library has in it}; each language is asked once."""
    spoken = {lang: _spoken(_class(country), lang) for lang in (FALLBACK, *languages)}
    made = {
        language: holidays.country_holidays(
            country,
            subdiv=subdivision or None,
            years=years,
            language=language,
            categories=(category,),
        )
        for language in set(spoken.values())
    }
    return {lang: made[language] for lang, language in spoken.items()}


def _spoken(book, lang):
    """The library's language for a reader of ``lang``; None is its own default."""
    for candidate in (lang, lang.partition("_")[0], FALLBACK):
        if candidate in book.supported_languages:
            return candidate
    return None


def _days_off(books, years):
    moved = _moved_days(books[FALLBACK])
    for day in books[FALLBACK]:
        if day.year in years:
            named = _nearest(books[FALLBACK], moved, day) if day in moved else day
            yield DayRow(day, False, None, True, _names(books, named))


def _names(books, day):
    """Names of a day; whether it is estimated is told by how far days are settled."""
    return tuple((lang, _plain(book, book[day])) for lang, book in books.items())


def _plain(book, name):
    for mark in _estimate_marks(book):
        name = name.replace(mark, "").strip()
    return name


def _moved_days(book):
    """The days off that were moved there from other days."""
    if not getattr(book, "substituted_label", None):
        return frozenset()
    label = re.escape(book.tr(book.substituted_label)).replace("%s", ".*")
    return frozenset(day for day, name in book.items() if re.fullmatch(label, name))


def _nearest(book, moved, day):
    """The holiday that a moved day off lies nearest to, itself if none is near."""
    for distance in range(1, NEAR):
        for near in (day - timedelta(distance), day + timedelta(distance)):
            if near in book.keys() - moved:
                return near
    return day


def _worked_days(books, years, made_up):
    names = tuple((lang, made_up.get(lang, made_up[FALLBACK])) for lang in books)
    for day in books[FALLBACK].weekend_workdays:
        if day.year in years:
            yield DayRow(day, True, None, False, names)


def _half_days(books, years):
    for day, name in books[FALLBACK].items():
        if day.year in years:
            hours = (_off_from(name), 24.0)
            yield DayRow(day, False, hours, True, _names(books, day))


def _off_from(name):
    said = HALF_DAY_FROM.search(name)
    return int(said[1]) % 12 + (12.0 if said[2] == "pm" else 0.0) if said else NOON


def _estimate_marks(book):
    """What the names of holidays that are only estimated have in them."""
    labels = ("observed_estimated_label", "estimated_label")
    found = [getattr(book, label, None) for label in labels]
    return [book.tr(label).replace("%s", "").strip() for label in found if label]
