"""A country of bodies for the tests of jurisdiction, and how they ask it.

Zhejiang (330000) with Hangzhou (330100) and its county 330106; Henan (410000) with
Zhengzhou (410100), its county 410105, and Jiyuan (419001), a county without a city;
Chongqing (500000) with its district 500103; Guangdong (440000) with Dongguan (441900),
a city without counties; Beijing (110000) with its district 110108.
"""

from datetime import date

from consumer_complaints_rules.jurisdiction import propose
from consumer_complaints_rules.jurisdiction_types import Body, Case, Channel

TODAY = date(2025, 11, 25)  # a Tuesday
ZHEJIANG = ("330106", "330100", "330000")
HENAN = ("410105", "410100", "410000")
JIYUAN = ("419001", "410000")
CHONGQING = ("500103", "500000")
DONGGUAN = ("441900", "440000")
BEIJING = ("110108", "110000")
PATHS = (ZHEJIANG, HENAN, JIYUAN, CHONGQING, DONGGUAN, BEIJING)

LEVEL_OF = {
    code: "province"
    if code.endswith("0000")
    else "prefecture"
    if code.endswith("00")
    else "county"
    for path in PATHS
    for code in path
}
FIRST = {"association": "CA", "market_regulator": "MR", "telecom_appeal": "TA"}
TELECOM = {
    "sectors": frozenset({"telecom"}),
    "answer_days": 15,
    "bar_months": 24,
    "charge_bar_months": 5,
}


def body(kind, region="", **values) -> Body:
    code = f"{FIRST.get(kind, kind)}{region}"
    level = LEVEL_OF.get(region, "national")
    if kind == "telecom_appeal":
        values = {**TELECOM, **values}
    if kind == "market_regulator":
        values = {"bar_months": 36, **values}
    return Body(code, kind, level, region, **values)


def country() -> dict[str, Body]:
    """All bodies by code: associations and regulators of every level, appeal bodies
    of the provinces, and the national ones."""
    found = [body(kind) for kind in FIRST]
    for code, level in LEVEL_OF.items():
        found += [body("association", code), body("market_regulator", code)]
        if level == "province":
            found.append(body("telecom_appeal", code))
            found.append(_of_sector("postal_regulator", code, "postal"))
            found.append(_of_sector("financial_regulator", code, "financial"))
    found.append(_of_sector("postal_regulator", "", "postal"))
    found.append(_of_sector("financial_regulator", "", "financial"))
    return {each.code: each for each in found}


def _of_sector(kind, region, sector):
    return body(kind, region, sectors=frozenset({sector}))


COUNTRY = country()


def without(*codes) -> list[Body]:
    return [each for each in COUNTRY.values() if each.code not in codes]


def changed(code, **values) -> list[Body]:
    return list({**COUNTRY, code: COUNTRY[code]._replace(**values)}.values())


def ask(bodies=None, **facts):
    """A proposal for a case of today that was told and not answered in time."""
    facts.setdefault("today", TODAY)
    facts.setdefault("told_on", date(2025, 11, 1))
    facts.setdefault("harmed_on", date(2025, 10, 20))
    facts.setdefault("sector", "goods")
    return propose(Case(**facts), COUNTRY.values() if bodies is None else bodies)


def used(kind, status, region="", **values) -> Channel:
    return Channel(kind, status, f"{FIRST.get(kind, kind)}{region}", **values)


def codes(proposal) -> list[str]:
    return [candidate.body for candidate in proposal.candidates]


def candidate(proposal, code):
    (found,) = (each for each in proposal.candidates if each.body == code)
    return found


def refused(proposal) -> dict[str, list[str]]:
    """The keys of the reasons by body."""
    return {each.body: keys(each.steps) for each in proposal.refusals}


def keys(steps) -> list[str]:
    return [key for key, _params in steps]


def about(steps, key) -> dict:
    """The parameters of the step with this key."""
    (params,) = (params for found, params in steps if found == key)
    return params
