"""Names that may mean the same company."""

import pytest
from consumer_complaints_rules.company_names import name_key
from hypothesis import given
from hypothesis import strategies as st

ALIKE = [
    ("云盘科技有限公司", "云盘科技"),
    ("云盘科技（中国）有限公司", "云盘科技"),
    ("云盘科技(中国)股份有限公司", "云盘科技"),
    ("云盘科技集团有限公司", "云盘科技集团"),
    ("云盘 科技", "云盘科技"),
    ("ＹunPan", "yunpan"),
    ("YunPan Co., Ltd.", "Yunpan"),
    ("YunPan Inc", "YUNPAN, INC."),
    ("Yun-Pan", "YunPan"),
    ("Acme (China) Limited", "ACME"),
]
UNLIKE = [
    ("移动通信集团湖南有限公司", "移动通信集团浙江有限公司"),
    ("云盘科技", "云盘网络"),
    ("Acme", "Acme Music"),
    ("有限公司", "集团公司"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_alike(one, other):
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_unlike(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("nothing", ["", None, "  ", "—"])
def test_nothing(nothing):
    assert name_key(nothing) == ""


@given(st.text(max_size=60))
def test_spaces_and_width_never_matter(name):
    assert name_key(f"  {name} ") == name_key(name)
