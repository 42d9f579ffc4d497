"""What is asked of the ``holidays`` library, and how its answers are read."""

from datetime import date

import pytest
from service_deadline_rules import holiday_source
from service_deadline_rules.holiday_source import offered, settled_until

MADE_UP = {"en_US": "Make-up day", "zh_CN": "调休上班"}


def days(country, year, subdivision="", **options):
    rows = offered(country, subdivision, range(year, year + 1), MADE_UP, **options)
    return {row.day: row for row in rows}


def test_moved_days_come_with_the_days_worked_for_them():
    """China's notice for 2026: 6 and 7 October are off, 20 September and 10 October
    worked for them."""
    china = days("CN", 2026)
    assert not china[date(2026, 10, 7)].working
    assert china[date(2026, 10, 10)].working
    assert china[date(2026, 9, 20)].working


def test_a_moved_day_belongs_to_its_holiday_and_bears_its_name():
    moved = days("CN", 2026)[date(2026, 1, 2)]
    assert moved.public
    assert moved.names == (("en_US", "New Year's Day"), ("zh_CN", "元旦"))


def test_worked_days_bear_the_name_they_are_given():
    worked = days("CN", 2026)[date(2026, 10, 10)]
    assert dict(worked.names) == MADE_UP


def test_a_language_that_is_not_offered_reads_english():
    (name,) = {name for _lang, name in days("FR", 2026)[date(2026, 7, 14)].names}
    assert name == "National Day"


def test_days_worked_in_the_year_before_are_not_taken_for_this_year():
    """2002's notice moved two days of December 2001."""
    assert date(2001, 12, 29) not in days("CN", 2002)
    assert days("CN", 2001)[date(2001, 12, 29)].working


def test_half_days_are_off_from_the_hour_in_their_name_or_from_noon():
    iceland = days("IS", 2026, half_days=True)[date(2026, 12, 24)]
    assert iceland.hours == (13.0, 24.0)
    greece = days("GR", 2026, half_days=True)[date(2026, 12, 24)]
    assert greece.hours == (12.0, 24.0)
    assert date(2026, 12, 24) not in days("GR", 2026)


def test_what_a_government_announces_is_settled_as_far_as_it_did():
    assert settled_until("CN", 2026) == date(2026, 12, 31)


def test_what_follows_from_rules_is_settled_five_years_ahead():
    assert settled_until("DE", 2026, "BY") == date(2031, 12, 31)


def test_what_is_only_estimated_is_not_settled_and_not_called_so():
    """The moon of 2028 is not seen yet in Malaysia."""
    until = settled_until("MY", 2026).year
    assert 2026 <= until < 2031
    names = (dict(row.names)["en_US"] for row in days("MY", until + 1).values())
    assert not [name for name in names if "estimated" in name]


def test_unknown_places_and_years_are_refused_with_what_is_known():
    with pytest.raises(holiday_source.UnknownCountry):
        days("XX", 2026)
    with pytest.raises(holiday_source.UnknownCountry):
        settled_until("", 2026)
    with pytest.raises(holiday_source.UnknownSubdivision) as part:
        days("DE", 2026, "ZZ")
    assert "BY" in part.value.known
    with pytest.raises(holiday_source.YearsOutOfRange) as years:
        days("CN", 1900)
    assert years.value.first == 1950
    with pytest.raises(holiday_source.YearsOutOfRange):
        offered("CN", "", range(2026, 2020), MADE_UP)
