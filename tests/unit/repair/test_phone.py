"""Telephone numbers as callers give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_repair_rules.phone import (
    Phone,
    area_of,
    parse_phone,
    place_of,
    takes_sms,
)

NUMBERS = [
    # mobile
    ("13812345678", "+8613812345678", "", "mobile"),
    ("138-1234-5678", "+8613812345678", "", "mobile"),
    ("138 1234 5678", "+8613812345678", "", "mobile"),
    ("+86 138 1234 5678", "+8613812345678", "", "mobile"),
    ("86 13812345678", "+8613812345678", "", "mobile"),
    ("0086-13812345678", "+8613812345678", "", "mobile"),
    ("008613812345678", "+8613812345678", "", "mobile"),
    ("013812345678", "+8613812345678", "", "mobile"),
    ("１３８１２３４５６７８", "+8613812345678", "", "mobile"),
    ("电话13812345678李女士", "+8613812345678", "", "mobile"),
    ("手机：138 1234 5678 / 0512-55551234", "+8613812345678", "", "mobile"),
    ("19912345678", "+8619912345678", "", "mobile"),
    # service numbers
    ("400-812-3123", "+864008123123", "", "service"),
    ("4008123123", "+864008123123", "", "service"),
    ("400 8123 123 转 2", "+864008123123", "2", "service"),
    ("800 810 1234", "+868008101234", "", "service"),
    # landline with area code
    ("010-65051234", "+861065051234", "", "landline"),
    ("(0743)5551234", "+867435551234", "", "landline"),
    ("（0743）5551234", "+867435551234", "", "landline"),
    ("0571—88888888", "+8657188888888", "", "landline"),
    ("+86 010 6505 1234", "+861065051234", "", "landline"),
    ("0086 0512 55551234", "+8651255551234", "", "landline"),
    # extensions
    ("0512-55551234 转 8012", "+8651255551234", "8012", "landline"),
    ("0512-55551234转8012号", "+8651255551234", "8012", "landline"),
    ("0512-55551234分机801", "+8651255551234", "801", "landline"),
    ("0512-55551234-801", "+8651255551234", "801", "landline"),
    ("0512-55551234 ext. 801", "+8651255551234", "801", "landline"),
    ("0755 8888 8888 x12", "+8675588888888", "12", "landline"),
    ("010-65051234#0", "+861065051234", "0", "landline"),
    ("0512-55551234（转801）", "+8651255551234", "801", "landline"),
    # without area code, and the town unknown
    ("87654321", None, "", "no_area"),
    ("8765432", None, "", "no_area"),
    ("5551234", None, "", "no_area"),
    ("62345678转3", None, "3", "no_area"),
    ("6505123-12", None, "12", "no_area"),
    # hotlines
    ("12315", None, "", "short"),
    ("95598", None, "", "short"),
    ("110", None, "", "short"),
    # foreign
    ("+1 415 555 2671", "+14155552671", "", "foreign"),
    ("+852 2345 6789", "+85223456789", "", "foreign"),
    ("00852-23456789", "+85223456789", "", "foreign"),
    ("+44 20 7946 0958", "+442079460958", "", "foreign"),
    # nothing usable
    ("1381234567", None, "", "unreadable"),
    ("138123456789012", None, "", "unreadable"),
    ("没有电话", None, "", "unreadable"),
    ("-", None, "", "unreadable"),
    ("1" * 500, None, "", "unreadable"),
    ("  ", None, "", "empty"),
    ("", None, "", "empty"),
    (None, None, "", "empty"),
]


@pytest.mark.parametrize(("raw", "number", "extension", "status"), NUMBERS)
def test_numbers_as_callers_give_them(raw, number, extension, status):
    """Mobile, 400, landline with and without area code, extension, +86 and foreign."""
    assert parse_phone(raw) == Phone(number, extension, status)


def test_a_local_number_is_completed_by_the_area_code():
    assert parse_phone("55551234转3", area="0512") == Phone(
        "+8651255551234", "3", "landline"
    )
    assert parse_phone("55551234-3", area="0512").extension == "3"


def test_an_area_code_changes_no_complete_number():
    for raw, number, extension, status in NUMBERS:
        if status not in ("no_area",):
            assert parse_phone(raw, area="0512") == (number, extension, status)


def test_other_countries_have_no_chinese_local_numbers():
    assert parse_phone("8765432", "DE").number != "+868765432"
    assert parse_phone("415 555 2671", "US") == Phone("+14155552671", "", "landline")


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("+8613974312345", "湖南省湘西土家族苗族自治州"),
        ("+8651255551234", "江苏省苏州市"),
        ("+861065051234", "北京市"),
        ("+864008123123", ""),
        ("+14155552671", ""),
    ],
)
def test_the_place_of_a_number(number, place):
    assert place_of(number) == place


@pytest.mark.parametrize(
    ("city", "code"),
    [
        ("苏州市", "0512"),
        ("北京市", "010"),
        ("铁岭市", "024"),
        ("湘西土家族苗族自治州", "0743"),
        ("中国", ""),
        ("没有这个市", ""),
    ],
)
def test_the_area_code_of_a_city(city, code):
    assert area_of(city) == code


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+8613800138000", True),
        ("+867438222222", False),
        ("+864000000119", False),
        # of which nobody can tell mobile phones
        ("+12125550123", True),
    ],
)
def test_which_numbers_take_sms(number, expected):
    assert takes_sms(number) is expected


@given(st.text(max_size=300))
def test_no_text_is_an_error(text):
    phone = parse_phone(text)
    assert phone.number is None or phone.number.startswith("+")


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True), st.sampled_from("- ."))
def test_separators_do_not_matter(digits, separator):
    grouped = separator.join((digits[:3], digits[3:7], digits[7:]))
    assert parse_phone(grouped) == parse_phone(digits)
