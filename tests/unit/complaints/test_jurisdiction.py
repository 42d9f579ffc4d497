"""Which body is proposed for a case: the respondent's place, sector and level."""

from datetime import date

import pytest
from jurisdiction_tables import (
    BEIJING,
    CHONGQING,
    COUNTRY,
    DONGGUAN,
    HENAN,
    JIYUAN,
    ZHEJIANG,
    about,
    ask,
    body,
    candidate,
    changed,
    codes,
    keys,
    refused,
    used,
    without,
)


@pytest.mark.parametrize(
    "respondent, appeal_body, associations",
    [
        (ZHEJIANG, "TA330000", ["CA330106", "CA330100"]),
        (HENAN, "TA410000", ["CA410105", "CA410100"]),
        (CHONGQING, "TA500000", ["CA500103"]),
        (JIYUAN, "TA410000", ["CA419001"]),
        (DONGGUAN, "TA440000", ["CA441900"]),
    ],
)
def test_telecom_goes_to_the_operators_province(respondent, appeal_body, associations):
    """The consumer lives in Beijing; the appeal body is that of the operator."""
    proposal = ask(sector="telecom", respondent=respondent, complainant=BEIJING)
    assert codes(proposal) == [appeal_body, *associations]
    assert proposal.rung == "regulator"
    steps = candidate(proposal, appeal_body).steps
    assert about(steps, "at_respondent") == {"region": respondent[0]}
    assert about(steps, "operators_province")["law"] == "order_35_art_9"
    assert about(steps, "unanswered") == {"day": "2025-11-16"}


def test_telecom_without_a_provincial_body_goes_to_the_national_centre():
    proposal = ask(without("TA410000"), sector="telecom", respondent=HENAN)
    assert codes(proposal)[0] == "TA"
    steps = candidate(proposal, "TA").steps
    assert about(steps, "national_by_law")["region"] == "410000"


def test_telecom_with_a_provincial_body_out_of_use():
    """One that is switched off counts as missing, and the refusal says so."""
    bodies = changed("TA410000", active=False)
    proposal = ask(bodies, sector="telecom", respondent=HENAN)
    assert codes(proposal)[0] == "TA"
    assert refused(proposal)["TA410000"] == ["inactive"]


def test_a_refusing_provincial_body_does_not_open_the_national_centre():
    """Art. 9: the national centre is for provinces that have no body."""
    channels = (used("telecom_appeal", "refused", "410000"),)
    proposal = ask(sector="telecom", respondent=HENAN, channels=channels)
    assert codes(proposal) == ["CA410105", "CA410100"]
    assert refused(proposal)["TA410000"] == ["already_refused"]


@pytest.mark.parametrize(
    "sector, kind", [("telecom", "TA"), ("postal", "postal_regulator")]
)
def test_market_regulator_leaves_sectors_with_an_authority_of_their_own(sector, kind):
    proposal = ask(sector=sector, respondent=ZHEJIANG)
    assert codes(proposal)[0] == f"{kind}330000"
    assert refused(proposal)["MR330106"] == ["other_authority"]


@pytest.mark.parametrize("sector", ["postal", "financial"])
def test_sector_authority_of_the_province_else_the_nations(sector):
    kind = f"{sector}_regulator"
    assert codes(ask(sector=sector, respondent=HENAN))[0] == f"{kind}410000"
    bodies = without(f"{kind}410000")
    assert codes(ask(bodies, sector=sector, respondent=HENAN))[0] == kind


def test_general_ladder():
    """County, then city; the regulator of the county; no province, no nation."""
    proposal = ask(respondent=ZHEJIANG, complainant=BEIJING)
    assert codes(proposal) == ["CA330106", "CA330100", "MR330106"]
    assert proposal.rung == "association"
    assert not proposal.refusals
    steps = candidate(proposal, "MR330106").steps
    assert about(steps, "countys_regulator")["law"] == "order_121_art_13"


@pytest.mark.parametrize(
    "missing, expected",
    [
        (("CA330106",), ["CA330100", "MR330106"]),
        (("CA330106", "CA330100"), ["CA330000", "MR330106"]),
        (("CA330106", "CA330100", "CA330000"), ["CA", "MR330106"]),
        (("MR330106",), ["CA330106", "CA330100", "MR330100"]),
        (("MR330106", "MR330100"), ["CA330106", "CA330100", "MR330000"]),
    ],
)
def test_next_level_where_one_is_missing(missing, expected):
    assert codes(ask(without(*missing), respondent=ZHEJIANG)) == expected


def test_the_regulators_above_take_no_consumers_case_but_where_one_is_missing():
    proposal = ask(without("MR330106"), respondent=ZHEJIANG)
    warnings = candidate(proposal, "MR330100").warnings
    assert about(warnings, "level_above")["region"] == "330106"
    everyone = ("MR330106", "MR330100", "MR330000")
    assert "MR" not in codes(ask(without(*everyone), respondent=ZHEJIANG))


def test_refused_associations_open_the_next_level():
    channels = (
        used("association", "refused", "330106"),
        used("association", "refused", "330100"),
    )
    proposal = ask(respondent=ZHEJIANG, channels=channels)
    assert codes(proposal) == ["CA330000", "MR330106"]
    steps = candidate(proposal, "CA330000").steps
    assert about(steps, "none_below")["region"] == "330106"


def test_matters_of_many_go_to_the_province_first():
    proposal = ask(respondent=ZHEJIANG, collective=True)
    assert codes(proposal)[:3] == ["CA330000", "CA330106", "CA330100"]
    steps = candidate(proposal, "CA330000").steps
    assert about(steps, "for_many")["law"] == "crl_art_47"


def test_merchants_across_provinces_may_go_to_the_nation():
    proposal = ask(respondent=ZHEJIANG, cross_province=True)
    assert codes(proposal) == ["CA330106", "CA330100", "CA", "MR330106"]


@pytest.mark.parametrize("due, is_silent", [(24, True), (25, False)])
def test_a_silent_province_opens_the_nation(due, is_silent):
    """Silent from the day after the last on which it had to say something."""
    channel = used("association", "filed", "330000", answer_due=date(2025, 11, due))
    proposal = ask(respondent=ZHEJIANG, collective=True, channels=(channel,))
    assert ("CA" in codes(proposal)) == is_silent
    assert refused(proposal)["CA330000"] == ["already_filed"]
    if is_silent:
        assert about(candidate(proposal, "CA").steps, "silent") == {"body": "CA330000"}


@pytest.mark.parametrize(
    "facts, regulators, step",
    [
        ({}, ["MR330106"], "at_respondent"),
        ({"is_platform": True}, ["MR330106"], "at_platform_operator"),
        (
            {"on_platform": True, "shows_address": True, "platform": HENAN},
            ["MR330106", "MR410105"],
            "at_shown_address",
        ),
        ({"on_platform": True, "platform": HENAN}, ["MR410105"], "at_platform"),
        ({"on_platform": True}, ["MR330106"], "at_respondent_unshown"),
        (
            {"on_platform": True, "respondent": (), "platform": HENAN},
            ["MR410105"],
            "at_platform",
        ),
    ],
)
def test_market_regulator_by_article_13(facts, regulators, step):
    facts = {"respondent": ZHEJIANG, "complainant": BEIJING, **facts}
    proposal = ask(**facts)
    assert [code for code in codes(proposal) if code[:2] == "MR"] == regulators
    assert keys(candidate(proposal, regulators[0]).steps)[0] == step


def test_platform_merchant_and_platform_in_one_county():
    """The same regulator by both ways is proposed once."""
    proposal = ask(
        respondent=ZHEJIANG, platform=ZHEJIANG, on_platform=True, shows_address=True
    )
    assert codes(proposal).count("MR330106") == 1


def test_associations_take_the_platform_where_the_merchant_is_unknown():
    proposal = ask(on_platform=True, platform=HENAN, complainant=BEIJING)
    assert codes(proposal) == ["CA410105", "CA410100", "MR410105"]
    assert not proposal.warnings


def test_the_complainants_place_is_a_fallback_that_is_told():
    proposal = ask(complainant=BEIJING)
    assert codes(proposal) == ["CA110108", "MR110108"]
    assert about(proposal.warnings, "at_complainant") == {"region": "110108"}


def test_without_any_place():
    """Nobody is guessed; where to go without a place is told."""
    proposal = ask(sector="telecom")
    assert not proposal.candidates
    assert refused(proposal) == {"": ["no_place"]}
    assert proposal.rung == "court"


def test_only_the_province_is_known():
    proposal = ask(respondent=("410000",))
    assert codes(proposal) == ["CA410000", "MR410000"]


def test_nobody_is_listed():
    proposal = ask([], respondent=HENAN)
    assert refused(proposal) == {"": ["no_body"]}
    assert about(proposal.refusals[0].steps, "no_body") == {"country": "CN"}
    assert proposal.rung == "court"
    assert keys(proposal.steps) == ["court_last"]


def test_bodies_of_other_sectors_are_not_competent():
    bodies = [body("association", "330106", sectors=frozenset({"car_repair"}))]
    assert refused(ask(bodies, respondent=ZHEJIANG)) == {"": ["no_body"]}
    assert codes(ask(bodies, respondent=ZHEJIANG, sector="car_repair")) == ["CA330106"]


def test_courts_come_last():
    court = body("court", "330106")
    proposal = ask([*COUNTRY.values(), court], respondent=ZHEJIANG, rung="court")
    assert codes(proposal)[-1] == "court330106"


@pytest.mark.parametrize(
    "rung, first",
    [("agent", "CA330106"), ("association", "CA330106"), ("regulator", "MR330106")],
)
def test_rungs_below_the_present_one_come_after(rung, first):
    assert codes(ask(respondent=ZHEJIANG, rung=rung))[0] == first


UK = [
    body("ombudsman", country="GB", sectors=frozenset({"telecom"}), answer_days=42),
    body("adr", country="GB"),
    body("association", country="HK"),
    body("regulator", country="HK", sectors=frozenset({"telecom"})),
]


def test_other_countries_need_no_place():
    """The sector's own body comes first, once the respondent had its weeks."""
    facts = {"country": "GB", "sector": "telecom"}
    late = ask(UK, told_on=date(2025, 10, 13), **facts)
    assert codes(late) == ["ombudsman", "adr"]
    early = ask(UK, told_on=date(2025, 10, 14), **facts)
    assert codes(early) == ["adr"]
    assert early.rung == "company"
    assert refused(early) == {"ombudsman": ["too_early"]}


def test_special_regions_are_countries_of_their_own():
    """A respondent in 810000 is Hong Kong's, though the tree is China's."""
    hong_kong = ("810000",)
    proposal = ask(UK, respondent=hong_kong, sector="telecom")
    assert codes(proposal) == ["regulator", "CA"]
    assert codes(ask(UK, country="HK")) == ["CA"]
