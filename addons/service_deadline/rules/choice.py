"""Which policies apply to an event, and which of several for one duty binds.

Policies are for the same duty where the same holder owes the same stage, and they are
of one class (a house rule counts as a duty). Of those

- the earliest end binds whoever owes a duty, gives notice or must file in time: who
  keeps the strictest rule keeps them all;
- the latest end holds for a right or a warranty of the consumer: the law gives each of
  them, and the longest outlives the rest.

Where two end together, the more particular binds: the province's before the country's,
the country's before the house's, the narrower sector's before the wider's; then the
first by code.

A longer local rule does not relieve of a shorter national one (Chongqing's 15 working
days beside the national 15 days), so the strictest binds, not the most particular.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from .types import Facts, Policy

# Sectors whose rules a sector must obey as well; one that is not named here is part of
# the consumer business in general.
WIDER = {
    "telecom": ("telecom_utilities", "telecom_tv", "federally_regulated_services"),
    "payment_services": ("financial",),
    "financial": ("federally_regulated_services",),
    "online_retail": ("goods",),
    "appliance_repair": ("goods",),
    "car_repair": ("goods",),
}
GENERAL = "consumer_general"
# Not the consumer business: of the general rules only those for everybody hold.
APART = frozenset({"government"})
# Rules of a house bind it in whatever sector its customer is.
HOUSE = "house_sla"

# The member states of the European Union, whose rules its directives are.
UNION = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI "
    "SK".split()
)

# Kinds that give the consumer time: here the latest end holds.
LATEST = frozenset({"right_window", "warranty"})


def applicable(policies: Iterable[Policy], facts: Facts) -> tuple[Policy, ...]:
    """Return the policies that an event starts, in the order they are given.

    They are active and in force on the day, wait for this event, and their holder,
    country, province and sector fit. A holder that is not known fits every policy; of a
    country, province or sector that is not known only the rules for all of them hold.
    """
    countries = {"", facts.country, "EU" if facts.country in UNION else ""}
    provinces = {"", facts.province}
    sectors = {"", HOUSE, *sectors_of(facts.sector)}
    return tuple(
        policy
        for policy in policies
        if policy.event == facts.event
        and policy.active
        and in_force(policy, facts.on)
        and facts.holder in ("", policy.holder)
        and policy.country in countries
        and policy.province in provinces
        and policy.sector in sectors
    )


def in_force(policy: Policy, day) -> bool:
    """Whether a policy's text was law (or the house's rule) on a day."""
    begun = policy.in_force_from is None or policy.in_force_from <= day
    return begun and (policy.in_force_to is None or day <= policy.in_force_to)


def sectors_of(sector: str) -> Iterator[str]:
    """The sectors whose rules bind ``sector``: itself first, then ever wider ones."""
    found = dict.fromkeys([sector] if sector else [])
    for known in list(found):
        _add_wider(known, found)
    if sector not in APART:
        found[GENERAL] = None
    return iter(found)


def _add_wider(sector: str, found: dict[str, None]) -> None:
    for wider in WIDER.get(sector, ()):
        if wider not in found:
            found[wider] = None
            _add_wider(wider, found)


def choose(
    policies: Iterable[Policy], due_of: Callable[[Policy], datetime]
) -> tuple[Policy, ...]:
    """Return the policy that binds for each duty, in the order the duties appear.

    ``due_of`` gives the end of a policy's term. It is asked only where there is a
    choice, and what it raises is passed on.
    """
    rivals: dict[tuple, list[Policy]] = {}
    for policy in policies:
        rivals.setdefault(duty_of(policy), []).append(policy)
    return tuple(_binding(group, due_of) for group in rivals.values())


def duty_of(policy: Policy) -> tuple[str, str, str]:
    """What makes policies rules for one duty: holder, stage and class of kind.

    Where nobody says what is due, a policy is a duty of its own.
    """
    kind = "duty" if policy.kind == "house" else policy.kind
    return policy.holder, policy.stage or policy.code, kind


def _binding(group: list[Policy], due_of) -> Policy:
    if len(group) == 1:
        return group[0]
    ranked = sorted(group, key=_particular)
    ends = {policy: due_of(policy) for policy in ranked}
    # min and max keep the first of equals, so the most particular
    pick = max if group[0].kind in LATEST else min
    return pick(ranked, key=ends.__getitem__)


def _particular(policy: Policy) -> tuple:
    """Sorts the more particular policies first."""
    return (
        not policy.province,
        not policy.country,
        policy.country == "EU",
        policy.sector in ("", GENERAL, HOUSE),
        -len(list(sectors_of(policy.sector))),
        policy.code,
    )
