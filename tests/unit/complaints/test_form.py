"""The consumers' form: what was typed, as a filing or as errors of its fields."""

from datetime import date, time
from decimal import Decimal

import pytest
from consumer_complaints_rules.form import (
    ATTEMPTS,
    FIELDS,
    KEPT,
    SUBJECT_LENGTH,
    Attempt,
    Choices,
    Error,
    Remedy,
    cells,
    is_blank,
    read,
    subject_of,
    take,
)
from consumer_complaints_rules.form_wording import (
    CELLS,
    LABELS,
    REASONS,
    describe,
    label,
)
from consumer_complaints_rules.lifecycle import ENDED, EVENTS, RUNGS, STATES
from consumer_complaints_rules.page_wording import (
    BY_US,
    DESKS,
    HOLDERS,
    LIFE,
    NOW,
    SHORT,
    desk,
    last_turn,
    now,
    text,
    title,
)
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 9, 25)  # a Friday
CHOICES = Choices(
    ("OBS-01", "OBS-03"),
    ("plan_change", "refund", "compensation", "other"),
    ("zh_CN", "en_US"),
)
# The story of a plan that can go up but not down.
FILED = {
    "company": "云桥通信",
    "product": "畅享59套餐",
    "story": "我想把59元套餐改成8元。APP里没有入口！客服答应48小时回电。",
    "happened_on": "2026-09-20",
    "amount": "59",
    "practices": ["OBS-01", "OBS-03"],
    "day_1": "2026-09-21",
    "clock_1": "16:10",
    "channel_1": "phone",
    "minutes_1": "23",
    "said_1": "先看看优惠",
    "promise_1": "回电办理",
    "hours_1": "48",
    "remedies": ["plan_change"],
    "wish": "改成8元套餐",
    "name": "林小雨",
    "phone": "13800138000",
    "lang": "zh_CN",
}


def reading(**changes):
    typed = {**FILED, **changes}
    return read({name: each for name, each in typed.items() if each}, TODAY, CHOICES)


def errors(**changes):
    return list(reading(**changes).errors)


def test_the_story_is_filed():
    filing, found = read(FILED, TODAY, CHOICES)
    assert not found
    assert filing.texts["company"] == "云桥通信"
    assert filing.happened_on == date(2026, 9, 20)
    assert filing.amount == Decimal(59)
    assert filing.practices == ("OBS-01", "OBS-03")
    assert filing.remedies == (Remedy("plan_change", None, "改成8元套餐"),)
    assert filing.attempts == (
        Attempt(
            date(2026, 9, 21),
            time(16, 10),
            "phone",
            23,
            "先看看优惠",
            "回电办理",
            None,
            48,
        ),
    )
    assert (filing.phone, filing.email, filing.lang) == ("13800138000", "", "zh_CN")


def test_nothing_typed():
    """Everything that must be there is asked for, in the order of the page."""
    found = read({}, TODAY, CHOICES).errors
    assert list(found) == [
        Error("company", "missing"),
        Error("story", "missing"),
        Error("remedies", "wish"),
        Error("name", "missing"),
        Error("phone", "reach"),
    ]


@pytest.mark.parametrize(
    "changes, field, reason",
    [
        ({"company": " "}, "company", "missing"),
        ({"company": "x" * 201}, "company", "long"),
        ({"story": "x" * 8001}, "story", "long"),
        ({"happened_on": "2026-09-26"}, "happened_on", "future"),
        ({"happened_on": "morgen"}, "happened_on", "day"),
        ({"amount": "viel"}, "amount", "amount"),
        ({"amount_refund": "1,5"}, "amount_refund", "amount"),
        ({"phone": "x"}, "phone", "phone"),
        ({"email": "x"}, "email", "email"),
        ({"phone": ""}, "phone", "reach"),
        ({"day_1": ""}, "day_1", "missing"),
        ({"day_1": "2026-10-01"}, "day_1", "future"),
        ({"channel_1": ""}, "channel_1", "missing"),
        ({"channel_1": "pigeon"}, "channel_1", "choice"),
        ({"minutes_1": "1441"}, "minutes_1", "count"),
        ({"promise_1": ""}, "promise_1", "missing"),
        ({"hours_1": "", "by_1": "2026-09-20"}, "by_1", "past"),
        ({"by_1": "9999-12-31"}, "by_1", "far"),
        ({"day_1": "2016-09-25"}, "day_1", "old"),
        ({"said_5": "x"}, "day_5", "missing"),
    ],
)
def test_one_thing_is_wrong(changes, field, reason):
    assert Error(field, reason) in errors(**changes)


def test_a_wrong_number_is_not_asked_for_a_second_time():
    """A telephone number that is none is one error, not two."""
    assert errors(phone="x") == [Error("phone", "phone")]


def test_mail_alone_is_enough():
    assert not errors(phone="", email="lin@example.com")


@pytest.mark.parametrize(
    "changes, wanted",
    [
        ({"remedies": []}, [("other", None, "改成8元套餐")]),
        (
            {"remedies": ["refund", "plan_change"]},
            [
                ("plan_change", None, ""),
                ("refund", None, ""),
                ("other", None, "改成8元套餐"),
            ],
        ),
        ({"remedies": ["other"]}, [("other", None, "改成8元套餐")]),
        (
            {"remedies": [], "wish": "", "amount_refund": "59"},
            [("refund", Decimal(59), "")],
        ),
        ({"remedies": ["pony"], "wish": "x"}, [("other", None, "x")]),
    ],
)
def test_what_is_wanted(changes, wanted):
    """An amount alone ticks its box; words go with what they can only mean."""
    assert list(reading(**changes).filing.remedies) == [
        Remedy(*each) for each in wanted
    ]


def test_what_is_not_offered_counts_for_nothing():
    filing = reading(practices=["OBS-99", "OBS-01"], lang="xx").filing
    assert (filing.practices, filing.lang) == (("OBS-01",), "")


def test_what_is_kept_of_a_sending():
    """Only the form's fields, what was typed, and not without end."""
    sent = {
        "company": " 云桥 ",
        "story": "x" * (KEPT + 9),
        "state": "closed",
        "name": "",
    }
    typed = take(sent, {"practices": ["OBS-01", "OBS-01"], "remedies": []})
    assert typed.keys() == {"company", "story", "practices"}
    assert typed["company"] == " 云桥 " and len(typed["story"]) == KEPT
    assert typed["practices"] == ["OBS-01"]
    assert is_blank(take({"lang": "zh_CN", "name": "  "}, {}))
    assert not is_blank(typed)


def test_subjects():
    assert subject_of("我想改套餐。后来…") == "我想改套餐"
    assert subject_of("\n\n  My  plan\ncan't") == "My plan"
    assert subject_of("。。。") == "。。。"
    long = subject_of("长" * 200)
    assert len(long) == SUBJECT_LENGTH and long.endswith("…")


TYPED = st.dictionaries(
    st.sampled_from(FIELDS), st.text(max_size=30) | st.sampled_from(["1", "2026-09-01"])
)
TICKED = st.lists(st.sampled_from(["OBS-01", "refund", "nothing"]), max_size=4)


@given(TYPED, TICKED, TICKED)
def test_whatever_is_typed(sent, practices, remedies):
    """It is read or asked again, each error has words, and reading changes nothing."""
    typed = take(sent, {"practices": practices, "remedies": remedies})
    before = {**typed}
    filing, found = read(typed, TODAY, CHOICES)
    assert typed == before
    for error in found:
        assert error.field in {*FIELDS, "remedies"} and describe(error)
    if not found:
        assert filing.texts["company"] and (filing.phone or filing.email)
        assert filing.remedies
    assert set(filing.practices) <= set(CHOICES.practices)


@given(TYPED)
def test_a_form_that_is_sent_again_is_the_same(sent):
    typed = take(sent, {})
    assert take(typed, {}) == typed


def test_words():
    """Every field has a label, every reason words; a row is told by its number."""
    for field in FIELDS:
        assert label(field)
    for number in range(1, ATTEMPTS + 1):
        assert set(cells(number)) == set(CELLS)
    assert describe(Error("day_3", "day")).startswith("Attempt 3: ")
    assert LABELS["company"] in describe(Error("company", "missing"))
    for reason in REASONS:
        assert REASONS[reason] in describe(Error("story", reason))


def test_the_page_has_words_for_every_case():
    for state in set(STATES) - {"draft"}:
        assert now(state, False)
    assert set(SHORT) == set(STATES)
    assert set(NOW) == set(STATES) - {"draft"}
    assert now("investigating", True) != now("investigating", False)
    assert set(LIFE) == set(EVENTS) and set(BY_US) < set(EVENTS)
    assert set(DESKS) == set(RUNGS)
    for state in ENDED:
        assert desk(state, "agent") == DESKS["agent"]


def test_the_page_says_whose_turn_it_is():
    assert desk("answered", "company") == "You"
    assert desk("mediation", "association", "南京市消费者协会") == "南京市消费者协会"
    assert desk("mediation", "association") == DESKS["association"]


def test_what_was_agreed_is_the_companys_to_do():
    for state, agreement in (("accepted", "accept"), ("settled", "settle")):
        agreed = last_turn([("perform", "consumer"), (agreement, "consumer")])
        assert desk(state, "association", "某协会", last=agreed) == HOLDERS["operator"]
        assert now(state, True, last=agreed) == NOW[state]
        claimed = last_turn([(agreement, "consumer"), ("perform", "respondent")])
        assert desk(state, "agent", last=claimed) == "You"
        assert "whether you got it" in now(state, True, last=claimed)
        got = last_turn([("perform", "consumer"), ("add", "consumer")])
        assert desk(state, "association", "某协会", last=got) == DESKS["agent"]
        assert "we close" in now(state, True, last=got)


def test_a_dispute_says_why_it_is_one():
    for event, words in (
        ("dispute", "do not agree"),
        ("default", "not done"),
        ("body_refuse", "No solution"),
        ("mediation_end", "No solution"),
    ):
        assert words in now("disputed", True, last=(event, "consumer"))


def test_what_is_not_hers_to_read():
    """Notes of our own have a title at most, and who looked at what not even that."""
    assert title("privacy", "viewed", "agent") == ""
    assert title("life", "answer", "respondent") != title("life", "answer", "agent")
    note = {"text": "内部"}
    assert text("life", "escalate_manager", "agent", note) == ""
    assert text("life", "add", "agent", note) == ""
    assert text("life", "add", "consumer", note) == "内部"
    assert text("life", "answer", "respondent", {"answer": "可以改"}) == "可以改"
    assert text("note", "said", "consumer", note) == ""
