"""What a respondent and a body send is read, or refused by the name of the field."""

from datetime import date
from decimal import Decimal

import pytest
from consumer_complaints_rules.answer_form import (
    LONGEST,
    Fault,
    Reply,
    TimeRequest,
    read_amount,
    read_answer,
    read_report,
    read_request,
)
from consumer_complaints_rules.body_form import faults, offered
from consumer_complaints_rules.referral import STATES
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 9, 25)
AMOUNTS = [
    ("", Decimal(0)),
    ("80", Decimal(80)),
    ("1,200.50", Decimal("1200.50")),
    ("¥ ８０", Decimal(80)),
    ("￥80元", Decimal(80)),
    ("-1", None),
    ("1.234", None),
    ("1e9", None),
    ("NaN", None),
    ("eighty", None),
    ("9" * 11, None),
]


@pytest.mark.parametrize("written, expected", AMOUNTS)
def test_amounts_as_people_write_them(written, expected):
    assert read_amount(written) == expected


def test_an_answer_has_a_reply_to_each_remedy():
    said = {
        "explanation": "已核实",
        "reply_1": "full",
        "amount_1": "not looked at",
        "reply_2": "part",
        "words_2": "下月起改套餐",
        "amount_2": "80",
        "reply_3": "refused",
        "words_3": "合约期内",
    }
    answer, wrong = read_answer(said, [1, 2, 3])
    assert not wrong
    assert answer.replies == (
        Reply(1, "full"),
        Reply(2, "part", "下月起改套餐", Decimal(80)),
        Reply(3, "refused", "合约期内"),
    )


@pytest.mark.parametrize(
    "said, expected",
    [
        ({}, [("explanation", "empty"), ("reply_1", "choice")]),
        (
            {"explanation": "x" * (LONGEST + 1), "reply_1": "full"},
            [("explanation", "long")],
        ),
        ({"explanation": "x", "reply_1": "perhaps"}, [("reply_1", "choice")]),
        ({"explanation": "x", "reply_1": "refused"}, [("words_1", "ground")]),
        ({"explanation": "x", "reply_1": "part"}, [("words_1", "offer")]),
        (
            {"explanation": "x", "reply_1": "part", "amount_1": "much"},
            [("amount_1", "amount")],
        ),
    ],
)
def test_what_is_wrong_with_an_answer(said, expected):
    _answer, wrong = read_answer(said, [1])
    assert wrong == tuple(Fault(*fault) for fault in expected)


@pytest.mark.parametrize(
    "until, expected",
    [
        ("2026-10-09", None),
        ("", "empty"),
        ("soon", "day"),
        ("20261009", "day"),
        ("2026-02-30", "day"),
        ("2026-09-25", "past"),
        ("2028-01-01", "far"),
    ],
)
def test_until_when_more_time_may_be_asked_for(until, expected):
    request, wrong = read_request({"until": until, "why": "等待技术部门"}, TODAY)
    assert wrong == ((Fault("until", expected),) if expected else ())
    if not expected:
        assert request == TimeRequest(date(2026, 10, 9), "等待技术部门")


def test_a_report_names_what_was_done():
    report, wrong = read_report({"done_2": "on", "done_9": "on"}, [1, 2])
    assert (report.remedies, wrong) == ((2,), ())
    assert read_report({}, [1, 2])[1] == (Fault("words", "empty"),)


def test_a_body_is_offered_what_its_referral_allows():
    everything = ("acknowledge", "accept", "refuse", "settle", "end", "decide", "ask")
    assert offered("sent") == everything
    assert offered("acknowledged") == everything[1:]
    assert offered("accepted") == ("settle", "end", "decide", "ask")
    for state in set(STATES) - {"sent", "acknowledged", "accepted"}:
        assert offered(state) == ()
    assert offered("sent", has_ended=True) == ()


@pytest.mark.parametrize(
    "said, expected",
    [
        ({"event": "accept"}, []),
        ({"event": "acknowledge", "reference": "浙申〔2026〕1号"}, []),
        ({}, ["event"]),
        ({"event": "withdraw"}, ["event"]),
        ({"event": "acknowledge"}, ["reference"]),
        ({"event": "refuse"}, ["text"]),
        ({"event": "decide", "text": "x" * (LONGEST + 1)}, ["text"]),
        ({"event": "accept", "reference": "x" * 65}, ["reference"]),
    ],
)
def test_what_is_wrong_with_what_a_body_says(said, expected):
    assert [fault.field for fault in faults(said, offered("sent"))] == expected


@given(
    st.dictionaries(
        st.sampled_from(
            ["explanation", "reply_1", "words_1", "amount_1", "until", "why"]
        ),
        st.text(),
    )
)
def test_no_form_breaks_the_reading(said):
    read_answer(said, [1])
    read_request(said, TODAY)
    read_report(said, [1])
    faults(said, offered("sent"))
