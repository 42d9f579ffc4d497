"""The base data of service_region holds together and agrees with outside sources."""

import csv
import importlib
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "addons" / "service_region" / "data"
INPUTS = ROOT / "scripts" / "data"
CASES = ROOT / "tests" / "data" / "regions"
LEVELS = ["country", "province", "prefecture", "county", "town"]
# 大兴安岭's own districts: run as districts, counted by the bureau only.
BUREAU_DISTRICTS = {"232761", "232762", "232763", "232764"}
# The ministry's published counts at the end of 2023, by the end of a county's name:
# 977 districts, 397 cities, 1299 counties and 117 autonomous ones, 49 banners and 3
# autonomous ones, 六枝特区 and 神农架林区. Since then 和安县 and 和康县 were set up
# (2024), and two districts of 重庆 became one (2025).
COUNTIES = {"区": 977 - 1 + 2, "市": 397, "县": 1299 + 117 + 2, "旗": 49 + 3}
PREFECTURES = {"市": 293, "地区": 7, "州": 30, "盟": 3}
# The ministry's count of towns, townships and subdistricts at the end of 2023.
TOWNS = 38_658


def read(path, delimiter=","):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


@pytest.fixture(scope="module")
def rows():
    return read(DATA / "regions_cn.csv")


@pytest.fixture(scope="module")
def regions(rows):
    return {row["code"]: row for row in rows}


@pytest.fixture(scope="module")
def current(regions):
    return {code: row for code, row in regions.items() if not row["until"]}


@pytest.fixture(scope="module")
def names():
    return read(DATA / "region_names_cn.csv")


def test_codes_are_unique(rows):
    """Every code stands once in the whole file, former divisions included."""
    counts = Counter(row["code"] for row in rows)
    assert [code for code, count in counts.items() if count > 1] == []


def test_codes_have_the_length_of_their_level(rows):
    """Six digits down to counties, nine for towns, CN for the country."""
    length = {"country": 2, "town": 9}
    assert [
        row for row in rows if len(row["code"]) != length.get(row["level"], 6)
    ] == []


def test_parents_precede_their_children_on_a_higher_level(rows):
    """A reader can link each row to its parent in one pass."""
    seen = {}
    for row in rows:
        if row["code"] != "CN":
            parent = seen[row["parent"]]
            assert LEVELS.index(parent["level"]) < LEVELS.index(row["level"]), row
        seen[row["code"]] = row


def test_a_current_region_has_a_current_parent(current):
    """Nothing that exists hangs under what has ceased."""
    parents = {row["parent"] for row in current.values()} - {""}
    assert parents <= set(current)


def test_former_regions_lead_to_current_ones(rows, current):
    """Chains of changes are followed to their end, and only former rows have one."""
    for row in rows:
        successors = row["successors"].split()
        assert bool(successors) == bool(row["until"]), row
        assert set(successors) <= current.keys(), row
        assert len(set(successors)) == len(successors), row


@pytest.mark.parametrize(
    ("level", "expected"), [("prefecture", PREFECTURES), ("county", COUNTIES)]
)
def test_counts_are_those_the_ministry_publishes(current, level, expected):
    """Prefectures and counties are counted against the ministry's own figures."""
    found = Counter(
        next(ending for ending in expected if row["name"].endswith(ending))
        for code, row in current.items()
        if row["level"] == level and code not in BUREAU_DISTRICTS
    )
    assert found == expected


def test_every_province_is_there_with_its_divisions(current):
    """34 units of the first level; the mainland's 31 reach down to towns."""
    provinces = {code for code, row in current.items() if row["level"] == "province"}
    assert len(provinces) == 34
    with_towns = {code[:2] for code, row in current.items() if row["level"] == "town"}
    assert {code[:2] for code in provinces} - with_towns == {"71", "81", "82"}


def test_there_are_as_many_towns_as_the_ministry_counts(rows):
    """Towns, townships and subdistricts come within one in a hundred of its count."""
    found = sum(
        row["level"] == "town" and bool(re.search("(镇|乡|街道|苏木)$", row["name"]))
        for row in rows
    )
    assert abs(found - TOWNS) < TOWNS / 100


def test_the_code_of_a_current_town_begins_with_its_countys(current):
    """Another code is the bureau's own, and nobody else knows it."""
    for code, row in current.items():
        if row["level"] == "town" and current[row["parent"]]["level"] == "county":
            assert code.startswith(row["parent"])


def test_no_pseudo_nodes(rows):
    """What the bureau adds to hold a level together is no division."""
    pseudo = re.compile("^(市辖区|县|街道|镇|乡)$|直辖县级行政区划$")
    assert [row for row in rows if pseudo.search(row["name"])] == []
    codes = {row["code"] for row in rows}
    assert codes.isdisjoint({"110100", "500200", "469000", "620201", "320576"})


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("110114", "110000"),
        ("469002", "460000"),
        ("659001", "650000"),
        ("441900119", "441900"),
        ("620201101", "620200"),
        ("460400102", "460400"),
        ("232761", "232700"),
        ("460303", "460300"),
        ("500157", "500000"),
        ("653228", "653200"),
        ("653229", "653200"),
    ],
)
def test_places_without_the_usual_middle_hang_where_they_belong(current, code, parent):
    """A level that does not exist is skipped, and late changes are in."""
    assert current[code]["parent"] == parent


@pytest.mark.parametrize(
    ("code", "parent", "successors"),
    [
        ("512081", "512000", "510185"),
        ("341421", "341400", "340124"),
        ("341400", "340000", "340100 340200 340500"),
        ("341422", "341400", "340281"),
        ("371202", "371200", "370116"),
        ("110103", "110000", "110101"),
        ("500112016", "500112", "500157"),
        ("500112133", "500112", "500109"),
        ("500109008", "500109", "500157"),
        ("653223102", "653223", "653228"),
    ],
)
def test_former_regions_keep_their_old_parent(regions, code, parent, successors):
    """An address written before the change is understood along its old path."""
    assert regions[code]["parent"] == parent
    assert regions[code]["successors"] == successors


def test_every_change_of_the_list_is_found_by_its_old_name(regions, names):
    """Each whole or partial end of a division leaves a row or a name behind."""
    known = {(row["code"], row["name"]) for row in [*regions.values(), *names]}
    keeps = {"new", "new, split off", "unchanged, parent renamed"}
    for change in read(INPUTS / "division_changes.tsv", "\t"):
        if change["change"] not in keeps:
            assert (change["old_code"], change["old_name"]) in known, change


def test_names_belong_to_regions_and_say_something_new(names, regions):
    """No name is listed twice, for an unknown code, or equal to the official one."""
    assert len({tuple(row.values()) for row in names}) == len(names)
    for row in names:
        assert row["kind"] in {"former", "alias", "zone"}
        assert row["name"] != regions[row["code"]]["name"], row


def test_hand_made_aliases_name_the_region_they_mean(regions):
    """The code and the name beside it in the table say the same."""
    for row in read(INPUTS / "region_aliases.tsv", "\t"):
        assert regions[row["code"]]["name"] == row["region"], row
        assert row["source"], row


def test_characters_are_single_and_official_ones_stay(rows):
    """乾 of 乾县 is not made 干, and every character of a county's name has a sound."""
    characters = {row["char"]: row for row in read(DATA / "characters_cn.csv")}
    simplified = [row for row in characters.values() if row["simplified"]]
    assert len(simplified) > 2500
    assert all(len(row["char"]) == len(row["simplified"]) == 1 for row in simplified)
    upper = "".join(row["name"] for row in rows if row["level"] != "town")
    for char in set(upper):
        assert characters[char]["simplified"] == "", char
        assert characters[char]["sound"].isascii(), char
        assert characters[char]["sound"], char
    assert characters["崑"]["simplified"] == "昆"
    assert characters["刘"]["sound"] == characters["浏"]["sound"]


def test_ordinary_words_are_listed():
    """The words of the trade that are also counties are known as words."""
    words = (DATA / "common_words_cn.txt").read_text(encoding="utf-8").split()
    assert {"公安", "通道", "合作", "资源", "和平", "开封", "东方"} <= set(words)
    assert {"昆山", "保定", "合肥"}.isdisjoint(words)
    assert words == sorted(set(words))


def test_every_place_of_the_coverage_list_is_there(regions):
    """The real list's codes exist, and abolished ones lead to their successor."""
    for case in read(CASES / "coverage_gold.tsv", "\t"):
        region = regions[case["code"]]
        if case["successor_code"]:
            assert case["successor_code"] in region["successors"].split(), case
        else:
            assert region["until"] == "", case


def test_every_expected_county_of_the_sentences_is_current(current):
    """The sentences' answers are divisions that exist."""
    for case in read(CASES / "addresses_gold.tsv", "\t"):
        if case["expected"] not in {"AMBIGUOUS", "NONE"}:
            assert case["expected"] in current, case


@pytest.fixture(scope="module")
def build():
    """The modules of the build that need no further package."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        yield {
            name: importlib.import_module(f"regions_{name}")
            for name in ("base", "history", "zones")
        }
    finally:
        sys.path.remove(str(ROOT / "scripts"))


def change(year, kind, old, new):
    keys = ("old_code", "old_name"), ("new_code", "new_name")
    row = {"year": year, "change": kind}
    for (code, name), unit in zip(keys, (old, new), strict=True):
        row[code], row[name] = unit
    return row


def tiny_base(build):
    region = build["base"].Region
    rows = [
        region("CN", "", "country", "中国"),
        region("990000", "CN", "province", "某省"),
        region("990100", "990000", "prefecture", "某市"),
        region("990101", "990100", "county", "甲区"),
        region("990102", "990100", "county", "乙区"),
        region("990102001", "990102", "town", "丙街道"),
    ]
    return {row.code: row for row in rows}


def test_a_chain_of_changes_is_followed_to_its_end(build):
    """A county made a city and then a district leads from both to the district."""
    changes = [
        change("2012", "county→city", ("990121", "甲县"), ("990181", "甲市")),
        change("2019", "city→district", ("990181", "甲市"), ("990101", "甲区")),
    ]
    made = build["history"].bring_forward(tiny_base(build), changes, [], []).regions
    assert made["990121"][3:] == ("甲县", "2012", ("990101",))
    assert made["990181"][3:] == ("甲市", "2019", ("990101",))


def test_a_code_given_out_again_leaves_a_name_only(build):
    """The row belongs to the division that holds the code now."""
    changes = [change("2011", "merged", ("990101", "丁区"), ("990101", "甲区"))]
    made = build["history"].bring_forward(tiny_base(build), changes, [], [])
    assert made.regions["990101"].name == "甲区"
    assert made.names == [build["base"].Name("990101", "丁区", "former")]


def test_a_county_that_ends_after_the_base_list_takes_its_towns_along(build):
    """Its towns' codes are void; where they went is known from the table of moves."""
    changes = [change("2025", "merged", ("990102", "乙区"), ("990103", "戊区"))]
    moves = [{"year": "2025", "county": "990102", "towns": "*", "successor": "990101"}]
    for given, successor in ((moves, "990101"), ([], "990103")):
        history = build["history"].bring_forward(tiny_base(build), changes, [], given)
        assert history.regions["990103"].parent == "990100"
        assert history.regions["990102"].successors == ("990103",)
        assert history.regions["990102001"].successors == (successor,)
        assert history.regions["990102001"].until == "2025"


def test_a_zone_is_known_by_its_city_and_by_its_short_ending(build):
    """The province in front goes, the city stays, and 经开区 is the short end."""
    zone = build["base"].Name("130500", "河北邢台经济开发区", "zone")
    found = {name.name for name in build["zones"].zone_names(zone, "邢台市")}
    assert {"河北邢台经济开发区", "邢台经济开发区", "邢台经开区"} <= found
    own = build["base"].Name("220200", "吉林高新技术产业开发区", "zone")
    found = {name.name for name in build["zones"].zone_names(own, "吉林市")}
    assert "吉林高新区" in found
    assert "高新区" not in found


def test_a_town_run_by_a_zone_keeps_its_own_name(build):
    """科技城（东渚街道） is looked for as 东渚街道."""
    town = build["base"].Region("1", "2", "town", "科技城（东渚街道）")
    names = [name.name for name in build["base"].town_names(town)]
    assert names == ["东渚街道"]
    zone = town._replace(name="昆山（沭阳）工业园区")
    assert build["base"].town_names(zone) == []
