"""The shipped policies and days: complete, sourced, unambiguous."""

import json
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta

import chinese_calendar
import pytest
from law_tables import DATA, ROOT, entries
from service_deadline_rules.choice import duty_of, sectors_of
from service_deadline_rules.dataset import (
    read_countries,
    read_events,
    read_special_days,
)
from service_deadline_rules.terms import check

FACTS = ROOT / "scripts" / "data" / "deadline_policies.json"
HOLDERS = set(
    "operator regulator appeal_body association consumer parties team".split()
)
KINDS = set("duty time_bar right_window advance_notice warranty house".split())


def facts():
    return {fact["code"]: fact for fact in json.loads(FACTS.read_text("utf-8"))}


def latest():
    """The version of each policy that was added last."""
    return {entry.policy.code: entry for entry in entries()}


def test_every_policy_of_the_facts_is_shipped():
    """94 policies, in 104 versions."""
    assert latest().keys() == facts().keys()
    assert (len(facts()), len(entries())) == (94, 104)


@pytest.mark.parametrize("code", sorted(facts()))
def test_the_last_version_says_what_the_facts_say(code):
    """Amount, unit, kind, country, province and sector are those of the source."""
    fact, policy = facts()[code], latest()[code].policy
    country = {"ZZ": ""}.get(fact["jurisdiction"], fact["jurisdiction"])
    assert (policy.term.amount, policy.term.unit) == (fact["amount"], fact["unit"])
    assert (policy.kind, policy.country) == (fact["kind"], country)
    assert (policy.province, policy.sector) == (fact["region"] or "", fact["sector"])


def test_every_policy_can_be_counted_and_names_its_source():
    events = read_events(DATA)
    countries = read_countries(DATA)
    for entry in entries():
        policy = entry.policy
        check(policy.term)
        assert policy.event in events, entry
        assert policy.country in countries, entry
        assert policy.holder in HOLDERS and policy.kind in KINDS, entry
        assert entry.texts.source and entry.texts.name and entry.verification


def test_every_clock_can_end_and_no_event_does_two_things_to_it():
    """What is paused can be resumed; a warranty just runs out, repair time adds up."""
    events = read_events(DATA)
    endless = set()
    for entry in entries():
        does = entry.triggers
        roles = [{entry.policy.event}, *does]
        codes = [code for role in roles for code in role]
        assert len(codes) == len(set(codes)) and set(codes) <= set(events), entry
        assert bool(does.pause) == bool(does.resume), entry
        if not does.meet:
            endless.add(entry.policy.code)
    assert endless == {"CN_3R_POST_REPAIR_30D", "CN_CAR3R_CUMULATIVE_30D"}


def test_every_event_is_named_in_both_languages():
    for code, word in read_events(DATA).items():
        assert word.name and word.name_zh, code
        assert any("一" <= char <= "鿿" for char in word.name_zh), code


def test_names_are_short_and_tell_policies_apart():
    for chinese in (False, True):
        names = {}
        for entry in entries():
            name = entry.texts_in(chinese).name
            assert len(name) <= 70
            names.setdefault((entry.policy.country, name), set()).add(entry.policy.code)
        assert [codes for codes in names.values() if len(codes) > 1] == []


def test_what_is_only_remembered_is_switched_off():
    """So is what is not law yet; what has been replaced has a last day."""
    for entry in entries():
        policy = entry.policy
        if entry.verification == "memory":
            assert not policy.active, entry
        if entry.verification == "superseded_text":
            assert policy.in_force_to, entry
        if policy.in_force_from and policy.in_force_from > date(2026, 11, 23):
            assert not policy.active, entry


def test_versions_follow_each_other_without_gap_or_overlap():
    versions = defaultdict(list)
    for entry in entries():
        versions[entry.policy.code].append(entry)
    for code, rows in versions.items():
        assert [row.version for row in rows] == list(range(1, len(rows) + 1)), code
        for before, after in zip(rows, rows[1:], strict=False):
            next_day = before.policy.in_force_to + timedelta(days=1)
            assert after.policy.in_force_from == next_day, code


def test_no_two_policies_of_one_maker_claim_one_duty():
    """Else the choice between them would be arbitrary: 48 hours for a farm's line."""
    claims = Counter(
        (
            policy.event,
            policy.country,
            policy.province,
            policy.sector,
            duty_of(policy),
        )
        for policy in (entry.policy for entry in latest().values())
    )
    assert [claim for claim, count in claims.items() if count > 1] == []


def test_counting_follows_the_source():
    """Order 121 art. 45: holidays; Civil Code art. 203: rest days; art. 201: hours run
    at once, days from the next; notices count back and stay."""
    for entry in entries():
        policy, term = entry.policy, entry.policy.term
        if (
            term.unit == "hours"
            or policy.sector == "car_repair"
            and term.unit != ("working_days")
        ):
            expected = ("moment", "moment", "none")
        elif policy.country == "CN" and not (
            term.unit == "working_days" or policy.kind == "advance_notice"
        ):
            order = "Order 121" in entry.texts.source
            roll = "public_holidays" if order else "rest_days"
            expected = ("next_day", "day", roll)
        else:
            end = "business" if policy.code == "UK_FCA_SUMMARY_3BD" else "day"
            expected = ("next_day", end, "none")
        assert (term.start, term.end, term.roll) == expected, entry
        assert term.backward == (policy.kind == "advance_notice"), entry


def test_a_complaint_to_an_operator_is_one_event():
    """A telecom complaint in Zhejiang finds the telecom rule and Zhejiang's own."""
    codes = {
        entry.policy.code
        for entry in entries()
        if entry.policy.event == "complaint_received"
        and entry.policy.holder == "operator"
        and entry.policy.province in ("", "330000")
        and entry.policy.country == "CN"
        and entry.policy.sector in set(sectors_of("telecom"))
    }
    assert codes == {
        "CN_TEL_OPERATOR_REPLY_15D",
        "CN_ZJ_OPERATOR_ANSWER_5D",
        "CN_OPERATOR_UNREASONABLE_DELAY_15D",
    }


@pytest.mark.parametrize("year", range(2015, 2027))
def test_days_of_china_are_those_of_the_state_council(year):
    """Worked and free days agree with chinese_calendar, which was made by others."""
    special = {day.day: day.working for day in read_special_days(DATA)}
    day, other = date(year, 1, 1), []
    while day.year == year:
        if special.get(day, day.weekday() < 5) != chinese_calendar.is_workday(day):
            other.append(day)
        day += timedelta(days=1)
    assert other == []


def test_days_of_later_years_are_the_laws_own():
    """Festivals only: what is moved around them is not published yet."""
    later = [day for day in read_special_days(DATA) if day.day.year > 2026]
    assert not any(day.working for day in later)
    years = Counter(day.day.year for day in later)
    assert sorted(years) == list(range(2027, 2036))
    assert read_countries(DATA)["CN"].published_until == date(2026, 12, 31)


def test_the_files_are_what_the_script_makes(tmp_path):
    """Nobody edited them by hand."""
    script = ROOT / "scripts" / "build_deadline_policies.py"
    subprocess.run(
        [sys.executable, str(script), "--output", str(tmp_path)],
        check=True,
        capture_output=True,
    )
    for made in tmp_path.iterdir():
        assert made.read_bytes() == (DATA / made.name).read_bytes(), made.name
    assert len(list(tmp_path.iterdir())) == 2
