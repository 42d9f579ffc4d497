"""The bodies that take complaints: complete, unambiguous, and made by the script."""

import csv
import importlib
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from consumer_complaints_rules.body_data import follow, print_of, prints_of, read_bodies
from consumer_complaints_rules.jurisdiction_types import KINDS, LEVELS

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "addons" / "consumer_complaints" / "data"
REGIONS = ROOT / "addons" / "service_region" / "data" / "regions_cn.csv"
SECTORS = ROOT / "addons" / "service_deadline" / "data" / "deadline_sectors.csv"
INPUTS = ROOT / "scripts" / "data"
SURE = "full_text official_excerpt secondary superseded_text memory derived".split()


def read(path, delimiter=","):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


@pytest.fixture(scope="module")
def bodies():
    return {body["code"]: body for body in read_bodies(DATA)}


@pytest.fixture(scope="module")
def divisions():
    """The mainland's divisions of today by code, without towns."""
    return {
        row["code"]: row
        for row in read(REGIONS)
        if row["level"] != "town"
        and not row["until"]
        and row["code"][:2] not in ("71", "81", "82")
    }


def test_the_script_makes_these_files(tmp_path):
    script = ROOT / "scripts" / "build_bodies.py"
    subprocess.run(
        [sys.executable, script, "--output", tmp_path], check=True, capture_output=True
    )
    for made in tmp_path.iterdir():
        assert made.read_bytes() == (DATA / made.name).read_bytes(), made.name


def test_codes_are_unique(bodies):
    assert len(bodies) == len(read_bodies(DATA))


def test_every_division_has_an_association_and_a_market_regulator(bodies, divisions):
    for kind in ("association", "market_regulator"):
        served = Counter(
            body["region"] for body in bodies.values() if body["kind"] == kind
        )
        assert {region for region in served if region} == set(divisions)
        assert all(count == 1 for region, count in served.items() if region)


@pytest.mark.parametrize("kind", ["telecom_appeal", "postal_regulator"])
def test_every_province_has_its_authorities(bodies, divisions, kind):
    """31 of them, and the national one."""
    served = [body["region"] for body in bodies.values() if body["kind"] == kind]
    provinces = {
        code
        for code, row in divisions.items()
        if row["level"] in ("province", "country")
    }
    assert sorted(served) == sorted(provinces)
    assert len(served) == 32


def test_levels_are_those_of_the_regions(bodies, divisions):
    for body in bodies.values():
        if body["region"]:
            level = divisions[body["region"]]["level"]
            assert body["level"] == {"country": "national"}.get(level, level)
        else:
            assert body["level"] == "national"
            assert body["country"] != "CN"


def test_words_are_known(bodies):
    sectors = {row["code"] for row in read(SECTORS)}
    for body in bodies.values():
        assert body["kind"] in KINDS and body["level"] in LEVELS
        assert body["verification"] in SURE
        assert set(body["sectors"]) <= sectors
        assert not body["url"] or body["url"].startswith("https://")


def test_what_is_said_to_be_read_has_a_source(bodies):
    for body in bodies.values():
        if body["verification"] not in ("memory", "derived"):
            assert body["source"], body["code"]


def test_both_languages(bodies):
    """A name in both, Chinese ones in Chinese, and no text in one language only."""
    for body in bodies.values():
        names = body["name"]
        assert names["en_US"] and names["zh_CN"]
        assert any("\u4e00" <= letter <= "\u9fff" for letter in names["zh_CN"])
        for text in ("channel", "conditions", "time_limits"):
            assert body[text] is None or len(body[text]) == 2
    assert bodies["CN-CA-330000"]["name"]["en_US"] == "Zhejiang Consumer Association"


@pytest.mark.parametrize(
    "code, name",
    [
        ("CN-CA", "中国消费者协会"),
        ("CN-CA-330106", "杭州市西湖区消费者权益保护委员会"),
        ("CN-CA-310115", "上海市浦东新区消费者权益保护委员会"),
        ("CN-CA-440000", "广东省消费者委员会"),
        ("CN-CA-440305", "深圳市南山区消费者委员会"),
        ("CN-CA-433123", "凤凰县消费者权益保护委员会"),
        ("CN-CA-110108", "北京市海淀区消费者协会"),
        ("CN-CA-510000", "四川省保护消费者权益委员会"),
        ("CN-MR-120000", "天津市市场监督管理委员会"),
        ("CN-MR-320583", "昆山市市场监督管理局"),
        ("CN-TA", "工业和信息化部电信用户申诉受理中心"),
        ("CN-FA-330200", "国家金融监督管理总局宁波监管局"),
    ],
)
def test_names(bodies, code, name):
    assert bodies[code]["name"]["zh_CN"] == name


def test_names_are_looked_up_for_whole_provinces():
    """Every province is in the table, with how sure its name is."""
    rows = read(INPUTS / "association_names.tsv", "\t")
    provinces = [row for row in rows if row["region"].endswith("0000")]
    assert len(provinces) == 31
    assert {row["verification"] for row in rows} <= set(SURE)
    suffixes = {"消费者协会", "消费者权益保护委员会", "消费者委员会"}
    assert {row["suffix"] for row in rows} == suffixes


def test_the_script_reads_the_divisions_of_today(divisions):
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        script = importlib.import_module("build_bodies")
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    assert script.read_regions().keys() == divisions.keys()


# ---- what follows the data


def test_what_was_changed_here_stays():
    before = prints_of({"phone": "1", "name": {"en_US": "A", "zh_CN": "B"}, "days": 1})
    mine = {"phone": "9", "name": {"zh_CN": "B", "en_US": "A"}, "days": 1}
    now = {"phone": "2", "name": {"en_US": "C", "zh_CN": "D"}, "days": 1}
    assert follow(mine, before, now) == {**now, "phone": "9"}


def test_a_column_that_is_new_in_the_data_is_filled_where_it_is_empty():
    assert follow({"url": "x"}, {}, {"url": "y"}) == {"url": "x"}
    assert follow({"url": None}, {}, {"url": "y"}) == {"url": "y"}


def test_prints_tell_values_apart():
    values = [None, "", "0", 0, 1, False, [], [1], {"a": "b"}, {"a": "c"}]
    assert len({print_of(value) for value in values}) == len(values)
