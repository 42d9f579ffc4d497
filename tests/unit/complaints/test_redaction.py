"""A respondent reads the story, not who tells it."""

import pytest
from consumer_complaints_rules.redaction import redact, redact_reference
from hypothesis import given
from hypothesis import strategies as st

NAMES, PHONES = ["林小雨", "Lin Xiaoyu"], ["+86 138 0013 8000"]
ADDRESS = "杭州市西湖区文三路8号3单元"
TEXTS = [
    ("我是林小雨，要改套餐", "我是林**，要改套餐"),
    ("林 小雨 说", "林** 说"),
    ("I am LIN XIAOYU.", "I am L** X**."),
    ("打 13800138000 找我", "打 138****8000 找我"),
    ("138-0013-8000", "138****8000"),
    ("１３８００１３８０００", "138****8000"),
    ("我妈的号码 13900139000", "我妈的号码 139****9000"),
    ("身份证430102200001011234", "身份证****1234"),
    ("写信到 xiaoyu@qq.com 吧", "写信到 x***@qq.com 吧"),
    (f"我住{ADDRESS}502", "我住****502"),
    # what is nobody's stays: hotlines, amounts, orders, days
    ("打了 10086 和 400-812-3123", "打了 10086 和 400-812-3123"),
    ("订单 20260925000123456 付了 59.00 元", "订单 20260925000123456 付了 59.00 元"),
    ("2026-09-25 16:10", "2026-09-25 16:10"),
    ("Finland", "Finland"),
    ("", ""),
    (None, ""),
]


@pytest.mark.parametrize("text, expected", TEXTS)
def test_what_is_left_of_a_text(text, expected):
    assert redact(text, NAMES, PHONES, [ADDRESS, None, ""]) == expected


@pytest.mark.parametrize("name", ["", None, "林", " "])
def test_a_name_too_short_to_look_for_masks_nothing(name):
    assert redact("森林里下雨", [name]) == "森林里下雨"


def test_of_two_names_the_longer_is_masked_whole():
    assert redact("欧阳小雨", ["小雨", "欧阳小雨"]) == "欧阳**"


@given(
    before=st.text(),
    after=st.text(),
    name=st.text("林小雨欧阳李娜王芳", min_size=2, max_size=4),
)
def test_the_name_is_nowhere(before, after, name):
    assert name not in redact(f"{before}{name}{after}", [name])


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_it(text, name, phone):
    assert isinstance(redact(text, [name], [phone], [name]), str)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("138 0013 8000", "138****8000"),
        ("订单 320102200001011234", "订单 320102200001011234"),
        ("13900139000", "13900139000"),  # somebody's, not the complainant's
        ("430102200001011234", "****"),
        ("", ""),
        (None, ""),
    ],
)
def test_references_hide_only_what_is_known(text, shown):
    known = ["+8613800138000"], ["430102200001011234", None]
    assert redact_reference(text, *known) == shown
