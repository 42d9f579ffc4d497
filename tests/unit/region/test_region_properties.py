"""What holds for every text and every division."""

import csv
import random
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from region_tables import DATA

TAILS = (" 13812345678", "，电话0512-57301234", " 邮编215300", "\n谢谢！", "【急】")
FILLERS = ("你好，我想报修，我在{}，柜子打不开了", "喂，{}这边的", "地址：{}。")


def official():
    """Return the lines of the base data by code, read without the code under test."""
    with (DATA / "regions_cn.csv").open(encoding="utf-8", newline="") as lines:
        return {line["code"]: line for line in csv.DictReader(lines)}


LINES = official()
UNITS = [
    line for line in LINES.values() if line["level"] == "county" and not line["until"]
]


def path(line):
    """Return the official names from the province down to ``line``."""
    names = []
    while line["parent"]:
        names.append(line["name"])
        line = LINES[line["parent"]]
    return names[::-1]


@given(st.text())
def test_no_text_makes_it_fail(resolver, text):
    """Any string has an answer, and one of the three."""
    found = resolver.resolve(text)
    assert found.status in {"resolved", "ambiguous", "unknown"}
    assert (found.status == "resolved") <= bool(found.code)


@given(
    st.text(alphabet="昆山市苏州区不是搬到和从在的，。北京朝阳花桥镇路\ud800\x00 ()1a")
)
def test_no_mixture_of_names_and_cues_makes_it_fail(resolver, text):
    """Names, cues, breaks, lone surrogates and control characters in any order."""
    assert resolver.resolve(text).status in {"resolved", "ambiguous", "unknown"}


def test_every_full_path_is_its_county(resolver):
    """Province, prefecture and county in full settle each current county."""
    for line in UNITS:
        found = resolver.resolve("".join(path(line)))
        assert found[:2] == ("resolved", line["code"]), path(line)


def test_a_county_behind_its_prefecture_is_itself(resolver):
    """The province may be left out."""
    for line in UNITS:
        found = resolver.resolve("".join(path(line)[-2:]))
        assert found[:2] == ("resolved", line["code"]), path(line)


def test_every_former_division_leads_to_its_successors(resolver):
    """A former county under its old path is one of its successors, or says which."""
    for line in LINES.values():
        if line["level"] == "county" and line["until"]:
            found = resolver.resolve("".join(path(line)))
            named = found.candidates
            assert found.status in {"resolved", "ambiguous"}, path(line)
            assert set(named) & set(line["successors"].split()), path(line)


@pytest.mark.parametrize("tail", TAILS)
def test_what_is_written_behind_an_address_changes_nothing(resolver, tail):
    """Telephone numbers, post codes and thanks name no place."""
    for line in random.Random(1).sample(UNITS, 300):
        text = "".join(path(line)[-2:])
        assert resolver.resolve(text + tail).code == line["code"], text


@pytest.mark.parametrize("filler", FILLERS)
def test_words_around_an_address_change_nothing(resolver, filler):
    """A caller's words around a county leave it what it is."""
    for line in random.Random(2).sample(UNITS, 300):
        text = "".join(path(line)[-2:])
        assert resolver.resolve(filler.format(text)).code == line["code"], text


def test_full_width_and_blanks_change_nothing(resolver):
    """Ｎｏ.５ and 苏 州 市 are read like No.5 and 苏州市."""
    assert resolver.resolve("苏 州 市　昆 山 市 ５号").code == "320583"
    assert resolver.resolve("苏州\u200b市昆\u200b山市").code == "320583"


def bare_names():
    """Return what each official county name may mean, straight from the data."""
    meanings = defaultdict(set)
    for line in LINES.values():
        if not line["until"] and line["level"] in {"prefecture", "county"}:
            meanings[line["name"]].add(line["code"])
    with (DATA / "region_names_cn.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            meanings[line["name"]].add(line["code"])
    return meanings


def test_a_bare_county_name_is_settled_only_where_it_is_unique(resolver):
    """Counted independently: one meaning is resolved, several are left open."""
    meanings = bare_names()
    generic = {"东区", "西区", "城区", "郊区", "矿区", "新区"}
    names = {line["name"] for line in UNITS if len(line["name"]) > 2} - generic
    for name in names:
        found = resolver.resolve(name)
        if len(meanings[name]) == 1:
            assert found.code in meanings[name], name
            assert found.status == "resolved", name
        else:
            assert found.status == "ambiguous", name
