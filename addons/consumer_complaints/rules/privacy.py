"""What of a case may be personal, and how long it is kept.

Sources: Personal Information Protection Law (个人信息保护法) art. 19: personal data is
kept for the shortest time that its purpose needs, and art. 47: it is erased when that
time is over or when the person asks for it and no duty to keep it stands against that.
Three years are what bind here: an online operator keeps the records of sales and
after-sales service for three years (E-Commerce Law, 电子商务法, art. 31), and a
consumer may complain to the market regulator for three years (SAMR Order 121,
art. 16(4)): until then the company must be able to prove what it did.
"""

import json
from datetime import date, datetime, timedelta

KEPT_DAYS = 1095
# What stands for a name or a text that was erased.
ERASED = "****"
# What the program itself writes into a timeline: steps, labels, hashes, codes. All else
# may hold what somebody wrote.
PLAIN_KEYS = frozenset(
    ("state", "rung", "exhibit", "replaces", "sha256", "size", "body", "purpose")
)


def erase_on(ended: datetime | None, days: int, is_held: bool = False) -> date | None:
    """The first day on which a case may be erased; None where it may not.

    ``ended`` is when it ended, in UTC. What is held for a lawsuit or an authority has
    no such day.
    """
    if not ended or is_held:
        return None
    return (ended + timedelta(days=days)).date() + timedelta(days=1)


def is_personal(payload: str | None) -> bool:
    """Whether an entry of a timeline may hold what somebody wrote.

    ``payload`` is JSON, None where it was erased. What can't be read counts as
    personal.
    """
    if not payload:
        return False
    try:
        return not PLAIN_KEYS.issuperset(json.loads(payload))
    except (ValueError, TypeError):
        return True
