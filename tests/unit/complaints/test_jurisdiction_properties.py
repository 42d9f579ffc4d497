"""What holds of a proposal whatever the case."""

import json
from datetime import date, timedelta

from consumer_complaints_rules.jurisdiction import propose
from consumer_complaints_rules.jurisdiction_places import country_of
from consumer_complaints_rules.jurisdiction_types import (
    COURTS,
    KINDS,
    RUNG_OF,
    RUNGS,
    STATUSES,
    TAKEN,
    Case,
    Channel,
)
from consumer_complaints_rules.jurisdiction_wording import describe
from hypothesis import given
from hypothesis import strategies as st
from jurisdiction_tables import COUNTRY, PATHS, TODAY

SECTORS = ("", "telecom", "postal", "financial", "goods", "subscription")
SHUTTING = {
    "telecom_appeal": set(KINDS),
    "market_regulator": set(KINDS),
    "postal_regulator": COURTS,
}

# a place known down to the county, to the city, to the province, or not at all
places = st.builds(
    lambda path, start: path[start:], st.sampled_from(PATHS), st.integers(0, 3)
)
days = st.none() | st.dates(date(2021, 1, 1), TODAY + timedelta(days=30))
channels = st.builds(
    Channel,
    kind=st.sampled_from(KINDS),
    status=st.sampled_from(STATUSES),
    body=st.just("") | st.sampled_from(sorted(COUNTRY)),
    on=days,
    answer_due=days,
).map(
    # a body that is named is of its own kind
    lambda each: each._replace(kind=COUNTRY[each.body].kind) if each.body else each
)
cases = st.builds(
    Case,
    today=st.just(TODAY),
    country=st.sampled_from(("CN", "CN", "CN", "GB")),
    sector=st.sampled_from(SECTORS),
    respondent=places,
    is_platform=st.booleans(),
    on_platform=st.booleans(),
    shows_address=st.booleans(),
    platform=places,
    complainant=places,
    cross_province=st.booleans(),
    is_charge=st.booleans(),
    harmed_on=days,
    told_on=days,
    reply_due=days,
    answered_on=days,
    satisfied=st.sampled_from((None, None, False, True)),
    rung=st.sampled_from(RUNGS),
    channels=st.lists(channels, max_size=3).map(tuple),
    collective=st.booleans(),
    real_identity=st.booleans(),
)
subsets = st.sets(st.sampled_from(sorted(COUNTRY)))
switches = st.sets(st.sampled_from(sorted(COUNTRY)), max_size=20)


def bodies_without(missing, off):
    return [
        body._replace(active=code not in off)
        for code, body in COUNTRY.items()
        if code not in missing
    ]


def proposed(proposal):
    return [COUNTRY[candidate.body] for candidate in proposal.candidates]


@given(cases, subsets, switches)
def test_always_a_way_or_a_reason(case, missing, off):
    """There is a candidate, or a step or a refusal that says why there is none; every
    refusal has a reason; all of it can be stored and told."""
    proposal = propose(case, bodies_without(missing, off))
    assert proposal.rung in RUNGS
    assert proposal.candidates or proposal.steps or proposal.refusals
    assert all(refusal.steps for refusal in proposal.refusals)
    assert all(candidate.steps for candidate in proposal.candidates)
    assert json.dumps(proposal)
    for each in (*proposal.candidates, *proposal.refusals):
        assert "%(" not in describe(each.steps)


@given(cases, subsets, switches)
def test_nobody_is_both_proposed_and_refused(case, missing, off):
    proposal = propose(case, bodies_without(missing, off))
    open_ = [candidate.body for candidate in proposal.candidates]
    shut = [refusal.body for refusal in proposal.refusals]
    assert len({*open_, *shut}) == len(open_) + len(shut)


@given(cases, subsets, switches)
def test_only_competent_bodies(case, missing, off):
    """In use, of the country, for the sector, on the rung they are said to be on."""
    proposal = propose(case, bodies_without(missing, off))
    for candidate, body in zip(proposal.candidates, proposed(proposal), strict=True):
        assert body.code not in off and body.code not in missing
        assert body.country == country_of(case)
        assert not body.sectors or case.sector in body.sectors
        assert candidate.rung == RUNG_OF[body.kind]
        if body.kind == "market_regulator":
            assert case.sector not in ("telecom", "postal", "financial")
            assert case.real_identity and body.region


@given(cases, subsets)
def test_no_blocked_body(case, missing):
    """Never one that was asked already, or that refuses because of who has the case."""
    for body in proposed(propose(case, bodies_without(missing, ()))):
        for channel in case.channels:
            if channel.status == "withdrawn":
                continue
            assert channel.body != body.code
            assert channel.body or channel.kind != body.kind
            taken = channel.status in TAKEN
            assert not (taken and channel.kind in COURTS)
            if taken and body.kind in SHUTTING:
                assert channel.kind not in SHUTTING[body.kind]


@given(cases, subsets)
def test_never_before_or_after_its_time(case, missing):
    for body in proposed(propose(case, bodies_without(missing, ()))):
        if body.answer_days and not case.answered_on:
            due = case.reply_due or case.told_on + timedelta(days=body.answer_days)
            assert case.today > due
        if body.kind == "telecom_appeal" and case.harmed_on:
            longest = 5 if case.is_charge else 24
            assert (case.today - case.harmed_on).days <= longest * 31


@given(cases, subsets)
def test_the_complainants_place_only_as_a_fallback(case, missing):
    """Where the respondent or its platform is known, no body of a division that only
    the complainant lies in is proposed; else the proposal says whose place it took."""
    proposal = propose(case, bodies_without(missing, ()))
    regions = {body.region for body in proposed(proposal)} - {""}
    if case.respondent or case.platform:
        assert regions <= {*case.respondent, *case.platform}
        assert not proposal.warnings
    else:
        assert regions <= set(case.complainant)
        assert bool(proposal.warnings) == bool(
            case.complainant and case.country == "CN" and not _ended(proposal)
        )


def _ended(proposal):
    """Whether the case ended before anybody was looked for."""
    reasons = {key for each in proposal.refusals for key, _params in each.steps}
    return bool(reasons & {"settled", "court_has_it"})


@given(cases)
def test_the_order_of_the_rows_does_not_matter(case):
    bodies = list(COUNTRY.values())
    assert propose(case, bodies) == propose(case, bodies[::-1])
