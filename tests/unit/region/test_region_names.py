"""Short forms of official names."""

import pytest
from service_region_rules.names import short_names


@pytest.mark.parametrize(
    ("official", "level", "expected"),
    [
        ("昆山市", "county", ("昆山",)),
        ("文县", "county", ()),
        ("浦东新区", "county", ("浦东",)),
        ("神农架林区", "county", ("神农架",)),
        (
            "环江毛南族自治县",
            "county",
            ("环江毛南族县", "环江自治县", "环江县", "环江"),
        ),
        ("鄂温克族自治旗", "county", ("鄂温克自治旗", "鄂温克旗", "鄂温克")),
        ("塔什库尔干塔吉克自治县", "county", ("塔什库尔干县", "塔什库尔干")),
        ("龙胜各族自治县", "county", ("龙胜县", "龙胜")),
        ("三都水族自治县", "county", ("三都县", "三都")),
        ("瀍河回族区", "county", ("瀍河区", "瀍河")),
        ("碑林区", "county", ("碑林",)),
        ("科尔沁左翼中旗", "county", ("科尔沁左翼中",)),
        ("湘西土家族苗族自治州", "prefecture", ("湘西州", "湘西")),
        ("锡林郭勒盟", "prefecture", ("锡林郭勒",)),
        ("喀什地区", "prefecture", ("喀什",)),
        ("新疆维吾尔自治区", "province", ("新疆",)),
        ("内蒙古自治区", "province", ("内蒙古",)),
        ("香港特别行政区", "province", ("香港",)),
        ("北京市", "province", ("北京",)),
        ("水满乡", "town", ("水满",)),
        ("南京东路街道", "town", ()),
        ("中国", "country", ()),
    ],
)
def test_an_official_name_has_the_short_forms_people_use(official, level, expected):
    """Suffix and nationalities fall away; what remains must still be a name."""
    found = short_names(official, level)
    assert set(expected) <= set(found)
    assert official not in found
    if not expected:
        assert found == ()


def test_short_forms_are_never_single_characters(rows):
    """No single character names a place."""
    for row in rows:
        for name in short_names(row.name, row.level):
            assert len(name) > 1, row
