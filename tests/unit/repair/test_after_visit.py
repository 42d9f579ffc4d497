from datetime import datetime, timedelta

import pytest
from service_repair_rules.after_visit import judge_rating, under_warranty

NOW = datetime(2026, 3, 2, 12)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("stars", [None, 0, 6, -1])
def test_one_to_five_stars(stars):
    assert judge_rating(stars, "", None, None, NOW) == "stars"
    assert judge_rating(stars, "", (5, ""), NOW, NOW) == "stars"


@pytest.mark.parametrize("stars", [1, 2, 3, 4, 5])
def test_the_first_counts(stars):
    assert judge_rating(stars, "", None, None, NOW) == "rated"


def test_the_same_again_is_nothing_new_however_late():
    for age in (MINUTE, 30 * DAY):
        assert judge_rating(3, "慢", (3, "慢"), NOW - age, NOW) == "already"


@pytest.mark.parametrize(
    ("age", "outcome"),
    [(MINUTE, "changed"), (DAY - MINUTE, "changed"), (DAY, "kept"), (9 * DAY, "kept")],
)
def test_changed_within_a_day(age, outcome):
    assert judge_rating(4, "慢", (3, "慢"), NOW - age, NOW) == outcome
    assert judge_rating(3, "", (3, "慢"), NOW - age, NOW) == outcome


@pytest.mark.parametrize(
    ("finished", "days", "free"),
    [
        (NOW, 90, True),
        (NOW - 90 * DAY + MINUTE, 90, True),
        (NOW - 90 * DAY, 90, False),
        (NOW, 0, False),
        (None, 90, False),
    ],
)
def test_warranty(finished, days, free):
    assert under_warranty(finished, NOW, days) is free
