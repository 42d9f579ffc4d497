"""What is shown of an identity leads to nobody."""

import pytest
from consumer_complaints_rules.masking import (
    PUBLIC_MAIL,
    mask_email,
    mask_id,
    mask_name,
    mask_phone,
)
from hypothesis import given
from hypothesis import strategies as st

NAMES = [
    ("林小雨", "林**"),
    ("林雨", "林**"),
    ("林 小雨", "林**"),
    ("林小雨女士", "林**"),
    ("欧阳小雨", "欧阳**"),
    ("歐陽小雨", "歐陽**"),
    ("司马光", "司马**"),
    # nothing follows what may be a surname of two
    ("欧阳", "欧**"),
    ("林", "**"),
    ("阿卜杜拉·买买提", "阿**"),
    ("김민준", "김**"),
    ("山田 太郎", "山**"),
    ("John Smith", "J** S**"),
    ("Jean-Luc Picard", "J** P**"),
    ("O'Brien", "O**"),
    ("Élodie", "É**"),
    ("Lily 林小雨", "L** 林**"),
    ("Ｊｏｈｎ", "J**"),
    ("Li Na", "L** N**"),
    ("Li Test", "L** T**"),
    ("O Brien", "** B**"),
    ("Li", "**"),
    ("Al", "**"),
    # what is written in the wrong field
    ("13800138000", "**"),
    ("lin@example.com", "**"),
    ("one two six words are no name", "o** t** s**"),
    ("  ", ""),
    ("", ""),
    (None, ""),
]
PHONES = [
    ("13800138000", "138****8000"),
    ("138 0013 8000", "138****8000"),
    ("+86 138-0013-8000", "138****8000"),
    ("008613800138000", "138****8000"),
    ("１３８００１３８０００", "138****8000"),
    ("0731-88887777", "073****7777"),
    ("4008123123", "****23"),
    ("87654321", "****21"),
    ("7654321", "****"),
    ("12315", "****"),
    ("ask her mother", "****"),
    ("", ""),
    (None, ""),
]
EMAILS = [
    ("xiaoyu@qq.com", "x***@qq.com"),
    ("XiaoYu@QQ.com", "X***@qq.com"),
    ("xy@qq.com", "***@qq.com"),
    ("me@linxiaoyu.cn", "***@***"),
    ("xiaoyu@linxiaoyu.cn", "x***@***"),
    ("no address", "***@***"),
    ("", ""),
    (None, ""),
]
NUMBERS = [
    ("430102200001011234", "****1234"),
    ("43010220000101123X", "****123X"),
    ("430102 20000101 1234", "****1234"),
    ("E12345678", "****78"),
    ("1234567", "****"),
    ("", ""),
    (None, ""),
]


@pytest.mark.parametrize(("name", "masked"), NAMES)
def test_name(name, masked):
    """The surname, or initials; nothing of a name that is shorter than that."""
    assert mask_name(name) == masked


@pytest.mark.parametrize(("phone", "masked"), PHONES)
def test_phone(phone, masked):
    """Three digits and four, as people know it from receipts."""
    assert mask_phone(phone) == masked


@pytest.mark.parametrize(("email", "masked"), EMAILS)
def test_email(email, masked):
    """An initial and the mail service, unless the domain is somebody's own."""
    assert mask_email(email) == masked


@pytest.mark.parametrize(("number", "masked"), NUMBERS)
def test_number_of_a_document(number, masked):
    """No birthday, no place of birth."""
    assert mask_id(number) == masked


@given(st.text())
def test_a_name_shows_no_more_than_a_surname_and_three_initials(name):
    """Whatever is written into the field, at most six characters of it are seen."""
    shown = mask_name(name).replace("*", "").replace(" ", "")
    assert len(shown) <= 6


@given(st.text(alphabet="李林欧阳小雨abcXYZ", min_size=1, max_size=12))
def test_a_name_is_never_shown_whole(name):
    """Not even a name of one character."""
    assert name not in mask_name(name)


@given(st.text(alphabet="0123456789+-() ", min_size=1, max_size=20))
def test_a_phone_hides_four_digits_at_least(phone):
    """A number that is shown to a few digits could be tried out."""
    digits = sum(char.isdigit() for char in phone)
    shown = sum(char.isdigit() for char in mask_phone(phone))
    assert shown <= max(0, digits - 4)


@given(st.text(min_size=1, max_size=30))
def test_a_document_hides_four_characters_at_least(number):
    """Short numbers are hidden, long ones show their end."""
    shown = mask_id(number).replace("*", "")
    assert len(shown) <= max(0, len(number) - 4) or not number.isascii()


@given(st.from_regex(r"[a-z]{1,9}@[a-z]{1,9}\.[a-z]{2,3}", fullmatch=True))
def test_an_address_shows_one_letter_at_most(email):
    """And of the domain nothing that is not everybody's."""
    local, domain = mask_email(email).split("@")
    assert len(local.replace("*", "")) <= 1
    assert domain in PUBLIC_MAIL or domain == "***"
