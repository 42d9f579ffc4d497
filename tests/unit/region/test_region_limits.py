"""Bounds of time and memory, and use from several threads."""

import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest
from region_tables import DATA, table
from service_region_rules.dataset import read_rows, read_vocabulary
from service_region_rules.resolver import RegionResolver
from service_region_rules.types import RegionRow


def test_a_resolver_is_small_and_quickly_built():
    """Under 80 MB, in under 2 s (four times that here, for busy machines)."""
    start = time.process_time()
    RegionResolver(read_rows(DATA), read_vocabulary(DATA))
    assert time.process_time() - start < 8
    tracemalloc.start()
    resolver = RegionResolver(read_rows(DATA), read_vocabulary(DATA))
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert size < 80 * 2**20
    assert resolver.full_name("320583") == "江苏省苏州市昆山市"


@pytest.mark.parametrize(
    "unit",
    ["昆山", "城关镇", "和平", "不是昆山，", "，", "从南京搬到", "a", "市", "（"],
)
def test_a_huge_text_takes_bounded_time(resolver, unit):
    """100 KB of anything takes as long as some ten thousand addresses at worst.

    Counted in addresses, not in seconds: both get slower on a busy machine.
    """
    texts = [line["text"] for line in table("own_tuning.tsv")]
    usual = _seconds(lambda: resolver.resolve_many(texts)) / len(texts)
    huge = _seconds(lambda: resolver.resolve(unit * (100_000 // len(unit))))
    assert huge < 20_000 * usual


def test_an_address_at_the_end_of_a_long_mail_is_found(resolver):
    """The middle of a long text is left out, its end is not."""
    text = "打不开了。" * 20_000 + "地址：苏州昆山花桥镇"
    assert resolver.resolve(text).candidates == ("320583",)


def test_threads_get_the_answers_of_a_single_one(resolver):
    """Reading changes nothing inside, so that threads may share it."""
    texts = [line["text"] for line in table("own_tuning.tsv")]
    alone = resolver.resolve_many(texts)
    with ThreadPoolExecutor(4) as pool:
        together = pool.map(resolver.resolve_many, [texts] * 8)
        assert all(answers == alone for answers in together)


def test_an_empty_text_names_no_place(resolver):
    """Nothing, blanks and None are answered alike."""
    for text in ("", " ", "\n\t", None):
        found = resolver.resolve(text)
        assert (found.status, found.code) == ("unknown", None)
        assert found.reason == (("no_place", {}),)


@pytest.mark.parametrize(
    "rows",
    [
        [
            RegionRow("1", None, "country", "甲国"),
            RegionRow("1", None, "country", "乙"),
        ],
        [RegionRow("1", "2", "county", "甲县")],
        [RegionRow("1", None, "county", "甲县"), RegionRow("2", "1", "county", "乙县")],
        [RegionRow("1", None, "county", "甲县", 2000, ("9",))],
    ],
    ids=["twice", "orphan", "not below", "no successor"],
)
def test_rows_that_make_no_tree_are_refused(rows):
    """A broken tree is an error when it is built, not a wrong answer later."""
    with pytest.raises(ValueError):
        RegionResolver(rows)


def test_another_country_can_be_served():
    """Nothing but the rows says which divisions there are."""
    rows = [
        RegionRow("XX", None, "country", "甲国"),
        RegionRow("XX1", "XX", "province", "青川省"),
        RegionRow("XX11", "XX1", "county", "白水县"),
    ]
    found = RegionResolver(rows).resolve("青川白水")
    assert (found.status, found.code) == ("resolved", "XX11")


def _seconds(do):
    start = time.process_time()
    do()
    return time.process_time() - start
