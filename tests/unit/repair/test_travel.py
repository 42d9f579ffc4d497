"""How long a technician is on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_repair_rules.travel import (
    NOWHERE,
    Place,
    TravelTimes,
    minutes_between,
    place_of,
)

TIMES = TravelTimes(town=1, county=2, prefecture=3, elsewhere=4, unknown=5)
# 沱江镇 and 廖家桥镇 in 凤凰县, 泸溪县 beside it, 长沙's 岳麓区 in the same province
TUOJIANG = Place(5, 4, 3, 2)
LIAOJIAQIAO = Place(55, 4, 3, 2)
FENGHUANG = Place(None, 4, 3, 2)
LUXI = Place(66, 6, 3, 2)
XIANGXI = Place(None, None, 3, 2)
YUELU = Place(77, 7, 8, 2)
HUNAN = Place(None, None, None, 2)
# counties right under a province: 东城区 and 西城区 of 北京市
DONGCHENG = Place(11, 10, None, 9)
XICHENG = Place(None, 12, None, 9)


@pytest.mark.parametrize(
    ("one", "other", "minutes"),
    [
        (TUOJIANG, TUOJIANG, 1),
        (TUOJIANG, LIAOJIAQIAO, 2),
        (TUOJIANG, FENGHUANG, 2),
        (FENGHUANG, FENGHUANG, 2),
        (TUOJIANG, LUXI, 3),
        (XIANGXI, LUXI, 3),
        (TUOJIANG, YUELU, 4),
        (XIANGXI, YUELU, 4),
        (TUOJIANG, DONGCHENG, 4),
        (HUNAN, DONGCHENG, 4),
        (DONGCHENG, XICHENG, 3),
        (DONGCHENG, DONGCHENG, 1),
        # it may lie round the corner
        (HUNAN, TUOJIANG, 5),
        (HUNAN, HUNAN, 5),
        (NOWHERE, TUOJIANG, 5),
        (NOWHERE, NOWHERE, 5),
        (Place(county=4), Place(county=4), 2),
        (Place(county=4), Place(province=2), 5),
    ],
)
def test_smallest_common_region_decides(one, other, minutes):
    assert minutes_between(one, other, TIMES) == minutes
    assert minutes_between(other, one, TIMES) == minutes


def test_place_of_a_region():
    """What is larger than a province is of no use here."""
    levels = {5: "town", 4: "county", 3: "prefecture", 2: "province", 1: "country"}
    assert place_of((5, 4, 3, 2, 1), levels) == TUOJIANG
    assert place_of((3, 2, 1), levels) == XIANGXI
    assert place_of((), levels) == NOWHERE


IDS = st.none() | st.integers(1, 3)
PLACES = st.builds(Place, IDS, IDS, IDS, IDS)


@given(PLACES, PLACES)
def test_both_ways_take_the_same(one, other):
    assert minutes_between(one, other) == minutes_between(other, one)
    assert minutes_between(one, other) in TravelTimes()
