"""The whole tree, place by place."""

import os

import pytest

# 41,000 towns: all of them under ./dev prove, every hundredth in ./dev test.
STEP = 1 if os.environ.get("PROVE") else 100
# Some full names of towns hold the whole name of another place.
FOUND = 0.998


@pytest.mark.proof
def test_every_town_is_found_by_its_full_name(resolver, rows):
    """Province, prefecture, county and town in a row mean that town."""
    towns = [row for row in rows if row.level == "town" and row.until is None][::STEP]
    assert len(towns) > 400
    names = [resolver.full_name(row.code) for row in towns]
    answers = resolver.resolve_many(names)
    wrong = [
        (name, row.code, answer.code)
        for name, row, answer in zip(names, towns, answers, strict=True)
        if answer.code != row.code
    ]
    assert len(wrong) <= (1 - FOUND) * len(towns), wrong
