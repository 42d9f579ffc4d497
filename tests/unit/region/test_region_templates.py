"""Sentences with one place or two, whichever counties they name."""

import random

import pytest
from region_tables import table, verdict
from service_region_rules.names import short_names

SAMPLES = 5


@pytest.fixture(scope="module")
def counties(rows):
    """Return (code, what a caller says) for the counties of prefectures."""
    by_code = {row.code: row for row in rows}
    said = []
    for row in rows:
        parent = by_code.get(row.parent)
        if row.level == "county" and not row.until and parent.level == "prefecture":
            said.append((row.code, short(parent) + row.name))
    return said


def short(row):
    """Return the shortest form of a name, 湘西 of 湘西土家族苗族自治州."""
    return min((row.name, *short_names(row.name, row.level)), key=len)


@pytest.mark.parametrize(
    "line", table("own_templates.tsv"), ids=lambda line: line["template"]
)
def test_the_place_that_is_meant_does_not_depend_on_its_name(resolver, counties, line):
    """What a sentence says about its places decides, for any two counties."""
    sample = random.Random(line["template"])
    for _ in range(SAMPLES):
        (code, meant), (_, other) = sample.sample(counties, 2)
        text = line["template"].format(meant=meant, other=other)
        expected = code if line["expected"] == "meant" else "AMBIGUOUS"
        assert verdict(resolver.resolve(text)) == expected, text
