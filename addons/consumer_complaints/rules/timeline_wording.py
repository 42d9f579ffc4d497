"""The entries of a timeline in words: what the machine wrote, for people.

``_lt`` only marks the texts for the exporter of translations; the models hand in the
reader's own translation of them.
"""

from collections.abc import Callable, Mapping

from . import asymmetry_wording, contact_wording
from .lifecycle_wording import EVENTS

_lt = str

TITLES = {
    ("attempt", "logged"): _lt("Consumer tried to be heard"),
    ("attempt", "corrected"): _lt("Contact attempt corrected"),
    ("promise", "made"): _lt("Promise made"),
    ("promise", "kept"): _lt("Promise kept"),
    ("promise", "kept_late"): _lt("Promise kept too late"),
    ("promise", "broken"): _lt("Promise broken"),
    ("promise", "withdrawn"): _lt("Promise withdrawn"),
    ("exhibit", "received"): _lt("Proof received"),
    ("exhibit", "released"): _lt("Proof shown to the respondent"),
    ("exhibit", "withheld"): _lt("Proof shown to the respondent no longer"),
    ("exhibit", "erased"): _lt("Content of proof erased"),
    ("path", "recorded"): _lt("Ways in and out compared"),
    ("path", "corrected"): _lt("Comparison of ways corrected"),
    ("deadline", "breached"): _lt("Deadline missed"),
    ("deadline", "warned"): _lt("Deadline near"),
    ("deadline", "reported"): _lt("Fact reported"),
    ("letter", "sent"): _lt("Letter sent"),
    ("referral", "drafted"): _lt("Referral drafted"),
    ("referral", "sent"): _lt("Referral sent"),
    ("referral", "failed"): _lt("Referral could not be sent"),
    ("referral", "acknowledged"): _lt("Body confirmed receipt"),
    ("referral", "answered"): _lt("Body answered"),
    ("referral", "prepare"): _lt("Referral prepared, to be filed"),
    ("referral", "queue"): _lt("Referral being sent"),
    ("referral", "fail"): _lt("Referral could not be sent"),
    ("referral", "acknowledge"): _lt("Body confirmed receipt"),
    ("referral", "accept"): _lt("Body took it up"),
    ("referral", "refuse"): _lt("Body refused it"),
    ("referral", "settle"): _lt("Settled"),
    ("referral", "end"): _lt("Mediation ended without a settlement"),
    ("referral", "decide"): _lt("Body decided"),
    ("referral", "withdraw"): _lt("Referral taken back"),
    ("referral", "asked"): _lt("Body asked for information"),
    ("dossier", "made"): _lt("Dossier made"),
    ("privacy", "viewed"): _lt("Identity looked at"),
    ("privacy", "exported"): _lt("Exported"),
    ("privacy", "erased"): _lt("Identity erased"),
    ("privacy", "held"): _lt("Held: nothing is erased"),
    ("privacy", "released"): _lt("No longer held"),
    ("privacy", "link_made"): _lt("Link made"),
    ("privacy", "link_revoked"): _lt("Link revoked"),
    ("privacy", "link_used"): _lt("Link used"),
    ("note", "archived"): _lt("Archived"),
    ("note", "unarchived"): _lt("Taken out of the archive"),
    ("note", "said"): _lt("Message"),
}
# What of an entry is worth a line in a list, the most telling first.
TELLING = (
    "text",
    "answer",
    "settlement",
    "until",
    "reason",
    "exhibit",
    "reference",
    "name",
)


def title(kind: str, code: str, translate: Callable[[str], str] = str) -> str:
    """What an entry is about, in the reader's words; its code where there are none."""
    words = EVENTS if kind == "life" else {}
    found = words.get(code) or TITLES.get((kind, code))
    return translate(found) if found else code


def summary(
    content: Mapping, kind: str = "", translate: Callable[[str], str] = str
) -> str:
    """The most telling thing that an entry holds, as it was written.

    What is held as codes and numbers comes in the reader's words.
    """
    told = [str(content[name]) for name in TELLING if content.get(name)]
    if kind in ("attempt", "promise"):
        told.append(contact_wording.summary(content, translate))
    if kind == "path" and "computation" in content:
        told.append(asymmetry_wording.describe(content["computation"], translate))
    return " · ".join(filter(None, told))
