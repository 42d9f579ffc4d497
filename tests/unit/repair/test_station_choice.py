"""In which order a dispatcher is offered stations."""

import pytest
from service_repair_rules.station_choice import (
    Offered,
    describe,
    in_order,
    nearness,
)

# 沱江镇 in 凤凰县 in 湘西州 in 湖南
PATH = (5, 4, 3, 2, 1)
LEVELS = {5: "town", 4: "county", 3: "prefecture", 2: "province", 1: "country"}


@pytest.mark.parametrize(
    ("places", "near"),
    [
        ([(5, 4, 3, 2, 1)], "county"),
        ([(44, 4, 3, 2, 1)], "county"),
        ([(33, 3, 2, 1)], "prefecture"),
        ([(22, 2, 1)], "province"),
        ([(2, 1)], "province"),
        ([(9, 8, 1)], "elsewhere"),
        ([(9,)], "elsewhere"),
        ([(9, 1), (33, 3, 2, 1)], "prefecture"),
        ([], None),
    ],
)
def test_nearest_place_counts(places, near):
    """The smallest region that holds both the ticket and a place of the station."""
    assert nearness(PATH, LEVELS, places) == near


def test_unknown_place_is_near_to_nothing():
    """Without a region of the ticket nothing is said of how near a station is."""
    assert nearness((), {}, [(2, 1)]) is None


def names(*stations):
    return [station.name for station in in_order(stations)]


def test_nearer_comes_first():
    """Whatever else is said of them."""
    assert names(
        Offered(1, "unknown", None),
        Offered(2, "far", "elsewhere"),
        Offered(3, "province", "province"),
        Offered(4, "prefecture", "prefecture", count=9, capacity=10),
        Offered(5, "county", "county", serves_product=False, paused=True),
    ) == ["county", "prefecture", "province", "far", "unknown"]


def test_of_equally_near_ones_the_fitting_and_free_comes_first():
    """First those for the product, then those that take work, then the least loaded."""
    assert names(
        Offered(1, "other products", "county", serves_product=False),
        Offered(2, "full", "county", count=6, capacity=6),
        Offered(3, "paused", "county", paused=True),
        Offered(4, "half", "county", count=3, capacity=6),
        Offered(5, "a third", "county", count=4, capacity=12),
        Offered(6, "later in the list", "county", count=4, capacity=12, sequence=20),
    ) == [
        "a third",
        "later in the list",
        "half",
        "paused",
        "full",
        "other products",
    ]


@pytest.mark.parametrize(
    ("station", "words"),
    [
        (Offered(1, "", "county", count=2, capacity=6), "same county · 2 of 6 today"),
        (Offered(1, "", None, count=2), "2 today"),
        (
            Offered(1, "", "province", False, True, 6, 6),
            "same province · not for this product · takes no work · full: 6 of 6 today",
        ),
    ],
)
def test_line_says_what_decides(station, words):
    """How near, whether for the product, whether it takes work, how full."""
    assert describe(station) == words
