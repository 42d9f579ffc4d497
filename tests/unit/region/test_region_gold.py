"""What people wrote and said, and what a careful reader makes of it."""

import pytest
from region_tables import table, verdict

ADDRESSES = (
    "addresses_gold.tsv",
    "own_tuning.tsv",
    "own_heldout.tsv",
    "own_weak_a.tsv",
    "own_weak_b.tsv",
    "own_none.tsv",
    "own_zones.tsv",
)


@pytest.mark.parametrize(
    "line", table("coverage_gold.tsv"), ids=lambda line: line["raw"]
)
def test_every_string_of_the_coverage_list_is_right(resolver, line):
    """A list as a company published it: abolished names lead to their successors."""
    found = resolver.resolve(line["raw"])
    expected = line["successor_code"] or line["code"]
    assert (found.status, found.code) == ("resolved", expected)


@pytest.mark.parametrize(
    "line",
    [line for name in ADDRESSES for line in table(name)],
    ids=lambda line: line["text"],
)
def test_every_checked_address_is_right(resolver, line):
    """Addresses and callers' sentences checked by hand."""
    found = resolver.resolve(line["text"])
    if line["expected"].isdigit() and len(line["expected"]) == 9:
        assert (found.status, found.code) == ("resolved", line["expected"])
    else:
        assert verdict(found) == line["expected"], line["why"]
