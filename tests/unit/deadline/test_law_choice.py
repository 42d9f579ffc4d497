"""Which policies apply to an event, and which of several for one duty binds."""

from datetime import date, datetime, timedelta, timezone

import pytest
from law_tables import entries
from service_deadline_rules.choice import applicable, choose, in_force, sectors_of
from service_deadline_rules.types import Facts, Policy, Term

NOW = datetime(2026, 9, 28, tzinfo=timezone.utc)
TERM = Term(1, "calendar_days", "next_day", "day")


def policy(code="A", **values):
    values = {"term": TERM, "event": "complaint_received", **values}
    return Policy(code=code, **values)


def facts(**values):
    return Facts(**{"event": "complaint_received", "on": NOW.date(), **values})


def found(wanted, **values):
    """The codes of the shipped policies that apply."""
    return {rule.code for rule in applicable(wanted, facts(**values))}


def shipped():
    return [entry.policy for entry in entries()]


# -- what applies


def test_a_telecom_complaint_in_zhejiang_finds_both_rules():
    """The telecom rule and the rule of the province for everybody."""
    where = {"country": "CN", "province": "330000"}
    assert found(shipped(), sector="telecom", holder="operator", **where) == {
        "CN_TEL_OPERATOR_REPLY_15D",
        "CN_ZJ_OPERATOR_ANSWER_5D",
        "CN_OPERATOR_UNREASONABLE_DELAY_15D",
    }


def test_the_province_and_the_holder_tell_policies_apart():
    """In Henan the telecom operator has one more rule; the council has its own."""
    where = {"country": "CN", "sector": "telecom"}
    henan = found(shipped(), province="410000", holder="operator", **where)
    assert "CN_HA_TEL_OPERATOR_REPLY_5WD" in henan
    assert "CN_ZJ_OPERATOR_ANSWER_5D" not in henan
    council = found(shipped(), province="330000", holder="association", **where)
    assert council == {"CN_ZJ_CC_ACCEPT_5WD"}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2019, 12, 31), set()),
        (date(2020, 1, 1), {45}),
        (date(2024, 6, 30), {45}),
        (date(2024, 7, 1), {60}),
        (date(2026, 4, 15), {60}),
    ],
)
def test_the_version_in_force_on_the_day_applies(on, expected):
    """Mediation took 45 working days until the Regulation made it 60 days."""
    rules = applicable(
        shipped(), facts(event="complaint_accepted", on=on, country="CN")
    )
    amounts = {
        rule.term.amount for rule in rules if rule.code == "CN_SAMR_MEDIATION_60D"
    }
    assert amounts == expected


def test_days_in_force_are_both_included():
    rule = policy(in_force_from=date(2026, 4, 15), in_force_to=date(2026, 4, 16))
    days = [date(2026, 4, day) for day in (14, 15, 16, 17)]
    assert [in_force(rule, day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        ({}, True),
        ({"event": "complaint_accepted"}, False),
        ({"active": False}, False),
        ({"holder": "operator"}, True),
        ({"holder": "regulator"}, False),
        ({"country": "FR"}, True),
        ({"country": "EU"}, True),
        ({"country": "DE"}, False),
        ({"province": "330000"}, False),
        ({"sector": "payment_services"}, True),
        ({"sector": "financial"}, True),
        ({"sector": "consumer_general"}, True),
        ({"sector": "house_sla"}, True),
        ({"sector": "telecom"}, False),
    ],
)
def test_every_fact_must_fit(rule, fits):
    """A payment complaint in France: directives bind, other sectors' rules do not."""
    known = facts(country="FR", sector="payment_services", holder="operator")
    values = {"holder": "operator", **rule}
    assert bool(applicable([policy(**values)], known)) == fits


def test_what_is_not_known_finds_only_rules_for_all():
    """Without country: the house's. Without sector: the general ones."""
    rules = [
        policy("HOUSE", sector="house_sla"),
        policy("GENERAL", country="CN", sector="consumer_general"),
        policy("TELECOM", country="CN", sector="telecom"),
    ]
    assert found(rules) == {"HOUSE"}
    assert found(rules, country="CN") == {"HOUSE", "GENERAL"}


def test_the_consumers_rules_do_not_bind_government():
    assert list(sectors_of("government")) == ["government"]


# -- which binds


def chosen(rules, days):
    """The codes that bind where each policy ends after so many days."""
    return [
        rule.code
        for rule in choose(rules, lambda rule: NOW + timedelta(days[rule.code]))
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("duty", "SHORT"),
        ("house", "SHORT"),
        ("time_bar", "SHORT"),
        ("advance_notice", "SHORT"),
        ("right_window", "LONG"),
        ("warranty", "LONG"),
    ],
)
def test_who_owes_keeps_the_strictest_and_who_has_a_right_the_longest(kind, expected):
    rules = [
        policy("LONG", kind=kind, stage="s"),
        policy("SHORT", kind=kind, stage="s"),
    ]
    assert chosen(rules, {"LONG": 9, "SHORT": 3}) == [expected]


def test_a_house_rule_competes_with_the_law():
    """A promise of the house shortens the law's term, but does not lengthen it."""
    rules = [policy("LAW", stage="s"), policy("OURS", stage="s", kind="house")]
    assert chosen(rules, {"LAW": 5, "OURS": 2}) == ["OURS"]
    assert chosen(rules, {"LAW": 5, "OURS": 9}) == ["LAW"]


def test_different_duties_stand_side_by_side():
    """Another stage, holder or class of kind is another duty; so is an unnamed one."""
    rules = [
        policy("A", stage="answer", holder="operator"),
        policy("B", stage="repair", holder="operator"),
        policy("C", stage="answer", holder="regulator"),
        policy("D", stage="answer", holder="operator", kind="time_bar"),
        policy("E", holder="operator"),
        policy("F", holder="operator"),
    ]
    assert chosen(rules, dict.fromkeys("ABCDEF", 1)) == list("ABCDEF")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"country": "CN", "province": "330000"}, {"country": "CN"}),
        ({"country": "CN"}, {"country": ""}),
        ({"country": "FR"}, {"country": "EU"}),
        ({"sector": "telecom"}, {"sector": "consumer_general"}),
        ({"sector": "payment_services"}, {"sector": "financial"}),
    ],
)
def test_of_equals_the_more_particular_binds(one, other):
    """Whatever their order; else the first by code."""
    rules = [policy("A", stage="s", **other), policy("B", stage="s", **one)]
    assert chosen(rules, {"A": 3, "B": 3}) == ["B"]
    assert chosen(rules[::-1], {"A": 3, "B": 3}) == ["B"]
    alike = [policy("D", stage="s", **one), policy("C", stage="s", **one)]
    assert chosen(alike, {"C": 3, "D": 3}) == ["C"]


def test_nothing_is_counted_where_there_is_no_choice():
    def never(rule):
        raise AssertionError(rule)

    rules = [policy("A", stage="a"), policy("B", stage="b")]
    assert choose(rules, never) == tuple(rules)
