"""What comes in through addresses and forms, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_door_rules.inputs import (
    MAX_ID,
    clean_text,
    parse_id,
    parse_page,
    parse_token,
)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1", 1),
        ("007", 7),
        (str(MAX_ID), MAX_ID),
        (str(MAX_ID + 1), None),
        ("0", None),
        ("-1", None),
        ("1.0", None),
        (" 1", None),
        ("1\n", None),
        ("１", None),
        ("abc", None),
        ("", None),
        (None, None),
        (7, None),
        ("9" * 5000, None),
    ],
)
def test_ids(written, number):
    """Only the digits of a number that a record can have are an id."""
    assert parse_id(written) == number


@pytest.mark.parametrize(
    ("written", "page"),
    [(3, 3), ("3", 3), (0, 1), ("-5", 1), ("x", 1), ("²", 1), (10**20, 1), (None, 1)],
)
def test_pages(written, page):
    """What names no page of a list names the first."""
    assert parse_page(written) == page


@given(st.text())
def test_texts_can_be_stored(written):
    """Whatever is sent, what is left of it fits a database's text."""
    text = clean_text(written)
    assert "\0" not in text
    text.encode()


def test_no_text():
    """A field that was not sent, or is a file, is an empty text."""
    assert clean_text(None) == clean_text(b"x") == ""


def test_tokens():
    """Only ASCII text can be the secret of a link."""
    assert parse_token("b74df67c-fcf4") == "b74df67c-fcf4"
    for garbage in ("凤", "\ud800", None, 7, ["x"]):
        assert parse_token(garbage) is None
