"""Upgrades bring what is new and lose nothing that somebody changed."""

from consumer_complaints_rules.shipped import follow

BEFORE = {"name": "Exit", "article": "art. 1", "is_green": True}


def test_a_correction_arrives():
    assert follow(BEFORE, {**BEFORE, "article": "art. 2"}, BEFORE) == {
        "article": "art. 2"
    }


def test_a_change_of_theirs_stays():
    """Also where the delivery changes the same, and beside a correction elsewhere."""
    now = {**BEFORE, "name": "Way out", "article": "art. 2"}
    mine = {**BEFORE, "name": "Hidden door"}
    assert follow(BEFORE, now, mine) == {"article": "art. 2"}


def test_nothing_new_changes_nothing():
    assert follow(BEFORE, BEFORE, {**BEFORE, "is_green": False}) == {}


def test_a_new_column_arrives():
    assert follow(BEFORE, {**BEFORE, "law": "A law"}, BEFORE) == {"law": "A law"}


def test_what_nobody_could_change_follows():
    """A language that is not read here is as it was delivered."""
    assert follow(BEFORE, {**BEFORE, "name": "Way out"}, {}) == {"name": "Way out"}
