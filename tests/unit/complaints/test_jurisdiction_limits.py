"""What keeps a body from taking a case: other channels, too early, too late."""

from datetime import date, timedelta

import pytest
from consumer_complaints_rules.jurisdiction_limits import add_months
from consumer_complaints_rules.jurisdiction_types import Channel
from jurisdiction_tables import (
    HENAN,
    TODAY,
    ZHEJIANG,
    about,
    ask,
    candidate,
    codes,
    keys,
    refused,
    used,
)


def telecom(**facts):
    facts = {"sector": "telecom", "respondent": HENAN, **facts}
    return ask(**facts)


# ---- the respondent's time


@pytest.mark.parametrize("day, is_open", [(9, False), (15, False), (16, True)])
def test_fifteen_days_of_the_operator(day, is_open):
    """On the 15th day it may still answer; on the 16th the appeal is open."""
    proposal = telecom(told_on=TODAY - timedelta(days=day))
    assert ("TA410000" in codes(proposal)) == is_open
    if not is_open:
        steps = proposal.refusals[0].steps
        told = about(steps, "too_early")
        assert (told["had"], told["of"]) == (day, 15)
        assert told["law"] == "order_35_art_10_4"
        assert proposal.rung == "company"
        assert keys(proposal.steps) == ["await_answer"]


@pytest.mark.parametrize(
    "due, is_open", [(date(2025, 11, 25), False), (date(2025, 11, 24), True)]
)
def test_a_reply_clock_goes_before_the_days(due, is_open):
    """Henan's five working days end earlier, a holiday makes 15 days end later."""
    for told_on in (date(2025, 11, 18), date(2025, 10, 1)):
        proposal = telecom(told_on=told_on, reply_due=due)
        assert ("TA410000" in codes(proposal)) == is_open


def test_an_answer_ends_the_waiting():
    proposal = telecom(
        told_on=date(2025, 11, 20), answered_on=date(2025, 11, 21), satisfied=False
    )
    steps = candidate(proposal, "TA410000").steps
    assert about(steps, "answered") == {"day": "2025-11-21"}
    assert "unjudged" not in keys(candidate(proposal, "TA410000").warnings)


def test_an_answer_nobody_judged_yet():
    proposal = telecom(answered_on=date(2025, 11, 21))
    assert "unjudged" in keys(candidate(proposal, "TA410000").warnings)


def test_an_operator_that_was_not_told():
    proposal = telecom(told_on=None)
    assert refused(proposal)["TA410000"] == ["untold"]
    assert (proposal.rung, keys(proposal.steps)) == ("company", ["tell_first"])
    assert "CA410105" in codes(proposal)


def test_a_consumer_who_is_satisfied():
    proposal = ask(respondent=ZHEJIANG, satisfied=True, rung="company")
    assert proposal.rung == "company"
    assert not proposal.candidates
    assert refused(proposal) == {"": ["settled"]}


def test_others_do_not_have_to_wait_but_are_told():
    proposal = ask(respondent=ZHEJIANG, told_on=TODAY - timedelta(days=9))
    told = about(candidate(proposal, "CA330106").warnings, "early")
    assert (told["had"], told["of"]) == (9, 15)
    assert proposal.rung == "association"
    untold = ask(respondent=ZHEJIANG, told_on=None)
    assert "untold_yet" in keys(candidate(untold, "CA330106").warnings)


def test_a_day_in_the_future_counts_as_none():
    """A clock that is to start tomorrow has had no day yet."""
    proposal = telecom(told_on=TODAY + timedelta(days=1))
    assert about(proposal.refusals[0].steps, "too_early")["had"] == 0


# ---- time bars


@pytest.mark.parametrize(
    "harmed_on, is_charge, is_open",
    [
        (date(2025, 6, 25), True, True),  # five months to the day
        (date(2025, 6, 24), True, False),
        (date(2025, 6, 24), False, True),
        (date(2023, 11, 25), False, True),  # two years to the day
        (date(2023, 11, 24), False, False),
    ],
)
def test_time_bars_of_the_appeal(harmed_on, is_charge, is_open):
    proposal = telecom(harmed_on=harmed_on, is_charge=is_charge)
    assert ("TA410000" in codes(proposal)) == is_open
    if not is_open:
        steps = next(r.steps for r in proposal.refusals if r.body == "TA410000")
        assert about(steps, "too_late")["law"] == "order_35_art_11_1"


def test_months_end_on_the_last_day_of_a_shorter_month():
    assert add_months(date(2025, 9, 30), 5) == date(2026, 2, 28)
    assert add_months(date(2024, 12, 31), 2) == date(2025, 2, 28)
    assert add_months(date(2025, 1, 15), 24) == date(2027, 1, 15)


@pytest.mark.parametrize(
    "harmed_on, is_open",
    [(date(2022, 11, 25), True), (date(2022, 11, 24), False)],
)
def test_three_years_before_a_market_regulator(harmed_on, is_open):
    proposal = ask(respondent=ZHEJIANG, harmed_on=harmed_on)
    assert ("MR330106" in codes(proposal)) == is_open
    assert "CA330106" in codes(proposal)


@pytest.mark.parametrize("left, is_near", [(31, False), (30, True), (0, True)])
def test_a_time_bar_that_is_near(left, is_near):
    last = TODAY + timedelta(days=left)
    harmed_on = add_months(last, -5)
    proposal = telecom(harmed_on=harmed_on, is_charge=True)
    warnings = candidate(proposal, "TA410000").warnings
    assert ("soon_late" in keys(warnings)) == is_near
    if is_near:
        assert about(warnings, "soon_late")["left"] == left


def test_a_day_of_the_event_that_is_missing():
    warnings = candidate(telecom(harmed_on=None), "TA410000").warnings
    assert "harm_unknown" in keys(warnings)


def test_too_early_and_too_late_at_once():
    """Both are told: waiting would not help."""
    proposal = telecom(told_on=TODAY, harmed_on=date(2025, 1, 1), is_charge=True)
    assert refused(proposal)["TA410000"] == ["too_early", "too_late"]
    assert proposal.rung == "association"


# ---- channels that block each other


@pytest.mark.parametrize("status", ["accepted", "decided"])
def test_an_association_that_has_the_case_blocks_the_others(status):
    since = date(2025, 11, 20)
    channels = (used("association", status, "410105", on=since),)
    appeal = telecom(channels=channels)
    told = about(appeal.refusals[0].steps, "blocked")
    assert (told["channel"], told["since"]) == ("CA410105", "2025-11-20")
    assert told["law"] == "order_35_art_11_4"
    assert "TA410000" not in codes(appeal)
    general = ask(respondent=HENAN, channels=channels)
    assert not [code for code in codes(general) if code[:2] == "MR"]
    steps = next(r.steps for r in general.refusals if r.body == "MR410105")
    assert about(steps, "blocked")["law"] == "order_121_art_16_2"


@pytest.mark.parametrize("status", ["refused", "withdrawn", "filed"])
def test_what_does_not_block(status):
    channels = (used("association", status, "410105"),)
    proposal = telecom(channels=channels)
    assert "TA410000" in codes(proposal)
    warned = "parallel" in keys(candidate(proposal, "TA410000").warnings)
    assert warned == (status == "filed")


def test_a_regulator_that_has_the_case():
    """The appeal body is shut by law; the association is only told."""
    channels = (used("market_regulator", "accepted", "410105"),)
    proposal = telecom(channels=channels)
    assert refused(proposal)["TA410000"] == ["blocked"]
    assert "has_it" in keys(candidate(proposal, "CA410105").warnings)


def test_an_appeal_that_runs_is_waited_for():
    channels = (used("telecom_appeal", "accepted", "410000"),)
    proposal = telecom(channels=channels)
    assert refused(proposal)["TA410000"] == ["already_accepted"]
    assert "has_it" in keys(candidate(proposal, "CA410105").warnings)


def test_nothing_but_waiting():
    channels = (
        used("association", "accepted", "330106"),
        used("market_regulator", "refused", "330106"),
    )
    proposal = ask(respondent=ZHEJIANG, channels=channels)
    assert not proposal.candidates
    assert (proposal.rung, keys(proposal.steps)) == ("association", ["await_body"])


def test_after_everybody_has_decided():
    channels = (used("association", "decided", "330106"),)
    proposal = ask(respondent=ZHEJIANG, channels=channels)
    assert refused(proposal)["CA330100"] == ["same_kind"]
    assert (proposal.rung, keys(proposal.steps)) == ("court", ["court_last"])


@pytest.mark.parametrize("kind", ["court", "arbitration"])
@pytest.mark.parametrize("status", ["accepted", "decided"])
def test_a_court_that_has_the_case_ends_it(kind, status):
    proposal = ask(respondent=ZHEJIANG, channels=(Channel(kind, status),))
    assert (proposal.rung, proposal.candidates) == ("court", ())
    assert refused(proposal) == {"": ["court_has_it"]}


def test_a_channel_of_which_only_the_kind_is_known():
    """The consumer went to "12315": the competent regulator counts as used."""
    channels = (Channel("market_regulator", "filed"),)
    proposal = ask(respondent=ZHEJIANG, channels=channels)
    assert refused(proposal)["MR330106"] == ["already_filed"]


def test_postal_appeals_are_blocked_by_courts_only():
    channels = (used("association", "accepted", "330106"),)
    proposal = ask(sector="postal", respondent=ZHEJIANG, channels=channels)
    assert codes(proposal)[0] == "postal_regulator330000"


def test_a_candidate_tells_what_it_would_close():
    """Who goes to the association first loses the regulator; not the reverse."""
    proposal = ask(respondent=ZHEJIANG)
    closed = about(candidate(proposal, "CA330106").warnings, "closes")
    assert closed == {"kind": "market_regulator", "law": "order_121_art_16_2"}
    assert "closes" not in keys(candidate(proposal, "MR330106").warnings)


def test_an_appeal_that_is_still_to_open_would_be_closed_too():
    proposal = telecom(told_on=TODAY - timedelta(days=9))
    closed = about(candidate(proposal, "CA410105").warnings, "closes")
    assert closed["kind"] == "telecom_appeal"


# ---- identity


def test_a_market_regulator_wants_a_real_identity():
    proposal = ask(respondent=ZHEJIANG)
    assert "identity" in keys(candidate(proposal, "MR330106").warnings)
    proposal = ask(respondent=ZHEJIANG, real_identity=False)
    assert refused(proposal) == {"MR330106": ["nameless"]}
    assert "CA330106" in codes(proposal)
