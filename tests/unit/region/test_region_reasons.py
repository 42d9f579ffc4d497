"""Hints, and the words in which a resolution gives its reasons."""

import pytest
from service_region_rules.types import Hint
from service_region_rules.wording import TEMPLATES, describe


def keys(resolution):
    return [key for key, _params in resolution.reason]


def test_a_hint_settles_what_the_text_leaves_open(resolver):
    """The caller's number says which 鼓楼区 is meant, and the reason names it."""
    found = resolver.resolve("鼓楼区中山路", [Hint("phone", "320300")])
    assert (found.status, found.code) == ("resolved", "320302")
    assert ("hint", {"source": "phone", "region": "江苏省徐州市鼓楼区"}) in found.reason


def test_a_hint_of_a_county_settles_its_prefecture(resolver):
    """The last address lies in the prefecture that the caller names."""
    found = resolver.resolve("苏州的", [Hint("last_address", "320583")])
    assert found.code == "320583"


def test_a_hint_never_overrules_the_text(resolver):
    """What the text settles stays, whatever is known from elsewhere."""
    found = resolver.resolve("徐州市鼓楼区", [Hint("phone", "320106")])
    assert found.code == "320302"
    assert "hint" not in keys(found)


@pytest.mark.parametrize("code", ["440000", "320000", "nowhere"])
def test_a_hint_that_leaves_none_or_several_settles_nothing(resolver, code):
    """A hint must leave exactly one county."""
    found = resolver.resolve("江苏的", [Hint("phone", code)])
    assert found.status == "ambiguous"


def test_a_hint_that_may_not_settle_only_orders(resolver):
    """Where somebody is there to choose, a hint puts its county before the others."""
    alone = resolver.resolve("鼓楼区中山路")
    found = resolver.resolve("鼓楼区中山路", [Hint("phone", "320300", False)])
    assert (found.status, found.code) == ("ambiguous", alone.code)
    assert found.candidates[0] == "320302" != alone.candidates[0]
    assert sorted(found.candidates) == sorted(alone.candidates)
    assert found.reason[:-1] == alone.reason
    hint = {"source": "phone", "region": "江苏省徐州市鼓楼区"}
    assert found.reason[-1] == ("hint", hint)


def test_what_more_hints_point_to_comes_first(resolver):
    """Of three 鼓楼区 the one that two hints point to comes before those of one."""
    hints = [
        Hint("phone", "320106", False),
        Hint("last_address", "350102", False),
        Hint("signature", "350100", False),
    ]
    found = resolver.resolve("鼓楼区中山路", hints)
    assert found.candidates[:2] == ("350102", "320106")


@pytest.mark.parametrize("code", ["CN", "nowhere", "430000"])
def test_a_hint_to_all_or_none_orders_nothing(resolver, code):
    """A hint that tells the candidates not apart is not spoken of."""
    hint = Hint("phone", code, False)
    assert resolver.resolve("鼓楼区", [hint]) == resolver.resolve("鼓楼区")


def test_a_quotation_glues_nothing(resolver):
    """Names are quoted as they were said, with a gap where words stand between."""
    said = dict(resolver.resolve("浏阳的，在长沙那边").reason)["named"]["text"]
    assert said == "浏阳…长沙"
    together = dict(resolver.resolve("长沙浏阳").reason)["named"]["text"]
    assert together == "长沙浏阳"


def test_a_text_without_a_place_stays_unknown_with_a_hint(resolver):
    """A hint is no address."""
    assert resolver.resolve("打不开了", [Hint("phone", "320583")]).status == "unknown"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("昆山花桥", "named"),
        ("江苏", "part"),
        ("苏州工业园区", "zone"),
        ("朝阳区", "several"),
        ("南昌市湾里区", "former"),
        ("湖北襄樊襄阳区", "former_name"),
        ("湖南长沙刘阳市", "corrected"),
        ("别去南京鼓楼，我说的是徐州鼓楼区", "denied"),
        ("以前在昆山，现在搬到太仓", "past"),
        ("公司注册在银川，项目部在石嘴山惠农区", "elsewhere"),
        ("昆山、太仓", "rivals"),
        ("香港九龙", "outside"),
        ("密码忘了", "no_place"),
    ],
)
def test_a_reason_says_how_the_text_was_read(resolver, text, key):
    """Every kind of step is given where it applies."""
    found = resolver.resolve(text)
    assert key in keys(found)
    assert describe(found.reason)


def test_a_reason_is_told_in_the_readers_language(resolver):
    """The caller's translation is used for every template."""
    found = resolver.resolve("昆山花桥")
    told = describe(found.reason, {TEMPLATES["named"]: "%(text)s即%(region)s"}.get)
    assert told.startswith("昆山花桥即江苏省苏州市昆山市花桥")
