"""How far a station is, and its hours in a week."""

import math

import pytest
from service_repair_rules.finder import (
    Hours,
    Position,
    clock,
    distance,
    hours_of_week,
    read_position,
)

BEIJING, SHANGHAI = Position(39.9042, 116.4074), Position(31.2304, 121.4737)


def test_distance_between_two_cities():
    assert distance(BEIJING, SHANGHAI) == pytest.approx(1067, abs=3)
    assert distance(BEIJING, BEIJING) == 0


def test_distance_across_the_date_line_and_the_poles():
    assert distance(Position(0, 179.5), Position(0, -179.5)) == pytest.approx(
        111, abs=1
    )
    half_around = distance(Position(90, 0), Position(-90, 0))
    assert half_around == pytest.approx(math.pi * 6371, abs=1)


@pytest.mark.parametrize(
    "latitude, longitude",
    [("91", "0"), ("0", "181"), ("nan", "0"), ("x", "0"), (None, "")],
)
def test_no_position(latitude, longitude):
    assert read_position(latitude, longitude) is None


def test_days_with_the_same_hours_stand_together():
    week = [(day, 8, 12) for day in range(5)] + [(day, 13, 18) for day in range(5)]
    week += [(5, 9, 12)]
    assert hours_of_week(week) == [
        Hours(0, 4, ((8, 12), (13, 18))),
        Hours(5, 5, ((9, 12),)),
    ]


def test_hours_that_touch_are_one_and_empty_days_are_left_out():
    assert hours_of_week([(1, 12, 18), (1, 8, 12), (3, 8, 18)]) == [
        Hours(1, 1, ((8, 18),)),
        Hours(3, 3, ((8, 18),)),
    ]
    assert hours_of_week([]) == []


def test_clock():
    assert (clock(8.5), clock(0), clock(24)) == ("08:30", "00:00", "24:00")
