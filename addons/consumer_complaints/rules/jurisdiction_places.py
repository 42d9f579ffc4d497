"""Where a case belongs, and whose body is nearest to there.

The respondent's place decides, not the complainant's:

- a merchant: its place of business or registered address (SAMR Order 121 art. 13);
- a platform's operator, a website of one's own: its registered address (art. 13);
- a merchant on a platform: before a market regulator the address it shows there or the
  registered address of the platform's operator; where it shows none, only the latter
  (art. 13);
- a telecom operator: its province (MIIT Order 35 art. 9).

The complainant's place is taken only where nothing is known of the respondent's, and
the proposal says so.
"""

from collections.abc import Iterable
from typing import NamedTuple

from .jurisdiction_types import Body, Case, Step

# Divisions of China by code that are countries of their own before their bodies.
SPECIAL = {"710000": "TW", "810000": "HK", "820000": "MO"}
# Countries whose bodies each have a region they are for.
REGIONAL = frozenset({"CN"})
ORDER_121_13 = "order_121_art_13"


class Place(NamedTuple):
    """A path of divisions upwards, and the step that says whose it is."""

    path: tuple[str, ...]
    step: Step
    is_fallback: bool = False


def country_of(case: Case) -> str:
    """The country whose bodies are asked: the respondent's."""
    if case.country not in REGIONAL:
        return case.country
    for path in (case.respondent, case.platform, case.complainant):
        if path:
            return SPECIAL.get(path[-1], case.country)
    return case.country


def is_regional(case: Case) -> bool:
    """Whether the place decides, and not only the country."""
    return country_of(case) in REGIONAL


def merchant_places(case: Case) -> tuple[Place, ...]:
    """Where the respondent is; else its platform; else, as a fallback, who complains.

    Empty where nothing at all is known.
    """
    if case.respondent:
        return (_place(case.respondent, "at_respondent"),)
    if case.platform:
        return (_place(case.platform, "at_platform_instead"),)
    return _fallback(case)


def regulator_places(case: Case) -> tuple[Place, ...]:
    """Where a market regulator is competent, the nearest to the merchant first."""
    if case.is_platform and case.respondent:
        return (_place(case.respondent, "at_platform_operator", ORDER_121_13),)
    if not case.on_platform:
        return merchant_places(case)
    found = []
    if case.shows_address and case.respondent:
        found.append(_place(case.respondent, "at_shown_address", ORDER_121_13))
    if case.platform:
        found.append(_place(case.platform, "at_platform", ORDER_121_13))
    if not found and case.respondent:
        return (_place(case.respondent, "at_respondent_unshown", ORDER_121_13),)
    return tuple(found) or merchant_places(case)


def _fallback(case):
    if not case.complainant:
        return ()
    return (_place(case.complainant, "at_complainant")._replace(is_fallback=True),)


def _place(path, key, law=""):
    params = {"region": path[0]}
    return Place(path, (key, {**params, "law": law} if law else params))


def in_order(path: tuple[str, ...], bodies: Iterable[Body]) -> list[Body]:
    """The bodies for the divisions of a path, from the narrowest division up."""
    found = [body for body in bodies if body.region in path]
    return sorted(found, key=lambda body: (path.index(body.region), body.code))
