"""The shapes that go into the rule of jurisdiction and come out of it."""

from datetime import date
from typing import NamedTuple

# From the first contact to the last instance.
RUNGS = ("agent", "manager", "company", "association", "regulator", "court")

# The kinds of bodies, and the rung each stands on.
RUNG_OF = {
    "association": "association",
    "adr": "association",
    "market_regulator": "regulator",
    "telecom_appeal": "regulator",
    "postal_regulator": "regulator",
    "financial_regulator": "regulator",
    "ombudsman": "regulator",
    "regulator": "regulator",
    "arbitration": "court",
    "court": "court",
}
KINDS = tuple(RUNG_OF)
COURTS = frozenset({"arbitration", "court"})
LEVELS = ("national", "province", "prefecture", "county")

# What became of a channel that was used.
STATUSES = ("filed", "accepted", "refused", "decided", "withdrawn")
# Who has taken a case holds it, and goes on holding it once it has decided.
TAKEN = frozenset({"accepted", "decided"})

# A reason: its key in `jurisdiction_wording.TEMPLATES` and what it is about. Days are
# ISO texts, bodies and regions their codes, so that it can be stored as JSON.
Step = tuple[str, dict]


class Body(NamedTuple):
    """A body as data hold it.

    ``region`` is the code of the division it is for, "" for a whole country.
    ``sectors`` empty: every sector. ``answer_days``: how long the respondent must have
    had before this body takes a case, 0 where it asks for nothing of the kind.
    ``bar_months`` and ``charge_bar_months`` (disputed charges): how long after the
    event it still takes one, 0 for no bar. ``source`` is where that stands.
    """

    code: str
    kind: str
    level: str = "national"
    region: str = ""
    country: str = "CN"
    sectors: frozenset[str] = frozenset()
    active: bool = True
    answer_days: int = 0
    bar_months: int = 0
    charge_bar_months: int = 0
    source: str = ""


class Channel(NamedTuple):
    """A body that the case was taken to already.

    ``body`` is its code where it is one of ours. ``answer_due`` is the last day on
    which it must say whether it takes the case, where that is known.
    """

    kind: str
    status: str
    body: str = ""
    on: date | None = None
    answer_due: date | None = None


class Case(NamedTuple):
    """What is known of a case, as far as it decides who is competent.

    ``respondent``, ``platform`` and ``complainant`` are places: codes of divisions from
    the county up to the province, empty where unknown, shorter where only the city or
    the province is known. The respondent's is its place of business or its registered
    address, the platform's where its operator is registered. ``shows_address``: the
    merchant shows that address on the platform it sells on (``on_platform``).

    ``reply_due`` is the last day of the respondent's time to answer where a clock runs
    for it; ``satisfied`` what the consumer says of the answer. ``collective``: many
    consumers are touched; ``cross_province``: the merchant's business is all over the
    country. ``real_identity``: the complainant gives it.
    """

    today: date
    country: str = "CN"
    sector: str = ""
    respondent: tuple[str, ...] = ()
    is_platform: bool = False
    on_platform: bool = False
    shows_address: bool = False
    platform: tuple[str, ...] = ()
    complainant: tuple[str, ...] = ()
    cross_province: bool = False
    is_charge: bool = False
    harmed_on: date | None = None
    told_on: date | None = None
    reply_due: date | None = None
    answered_on: date | None = None
    satisfied: bool | None = None
    rung: str = "agent"
    channels: tuple[Channel, ...] = ()
    collective: bool = False
    real_identity: bool = True


class Candidate(NamedTuple):
    """A body that may be asked now, why it is competent, and what to mind."""

    body: str
    rung: str
    steps: tuple[Step, ...]
    warnings: tuple[Step, ...] = ()


class Refusal(NamedTuple):
    """Why a body can't be asked; ``body`` "" where the reason is about the case."""

    body: str
    steps: tuple[Step, ...]


class Proposal(NamedTuple):
    """Where a case can go next.

    ``rung`` is the one advised, ``steps`` why; ``candidates`` are the bodies that can
    be asked now, the best first; ``refusals`` what can't be done, ``warnings`` what
    concerns the case whoever is asked.
    """

    rung: str
    steps: tuple[Step, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[Step, ...] = ()
