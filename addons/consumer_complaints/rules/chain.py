"""A timeline that proves itself: each entry's hash covers the one before.

The hash of an entry covers everything but its content, and the hash of its content in
place of that: so what is personal can be erased when its time is over, and the chain
still holds. The dossier carries this file as its own verifier; it needs Python alone.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple


class Entry(NamedTuple):
    """One entry of a timeline.

    ``at`` is ISO 8601 in UTC to the second, e.g. 2026-09-25T08:10:00Z. ``payload`` is
    canonical JSON, or None where it was erased.
    """

    case: str
    number: int
    at: str
    kind: str
    code: str
    actor: str
    payload: str | None
    payload_hash: str
    previous_hash: str
    hash: str


class Fault(NamedTuple):
    """What is wrong with an entry: number, payload, previous, hash or missing."""

    number: int
    what: str


def canonical(payload) -> str:
    """JSON that is the same for the same content, whoever writes it."""
    return json.dumps(
        payload, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def entry_hash(case, number, at, kind, code, actor, payload_hash, previous_hash) -> str:
    """The hash of an entry: of all it says, and of the entry before."""
    parts = [case, number, at, kind, code, actor, payload_hash, previous_hash]
    return digest(canonical(parts))


def link(case, number, previous_hash, at, kind, code, actor, payload) -> Entry:
    """The entry that follows the one with ``previous_hash`` ("" for the first)."""
    text = canonical(payload)
    payload_hash = digest(text)
    head = (case, number, at, kind, code, actor)
    hashed = entry_hash(*head, payload_hash, previous_hash)
    return Entry(*head, text, payload_hash, previous_hash, hashed)


def verify(
    entries: Iterable[Entry], count: int | None = None, head: str | None = None
) -> list[Fault]:
    """What is wrong with a timeline; nothing where it is whole.

    ``count`` and ``head`` are how many entries there should be and the hash of the
    last: without them a cut-off end shows nowhere.
    """
    faults, previous, wanted = [], "", 1
    for entry in sorted(entries, key=lambda each: each.number):
        faults += [Fault(number, "missing") for number in range(wanted, entry.number)]
        faults += [Fault(entry.number, what) for what in _faults(entry, previous)]
        previous, wanted = entry.hash, entry.number + 1
    if count is not None:
        faults += [Fault(number, "missing") for number in range(wanted, count + 1)]
        faults += [Fault(number, "number") for number in range(count + 1, wanted)]
    if head is not None and head != previous and not faults:
        faults.append(Fault(wanted - 1, "hash"))
    return faults


def _faults(entry: Entry, previous: str) -> list[str]:
    covered = entry[:6]
    checks = {
        "payload": entry.payload is None or digest(entry.payload) == entry.payload_hash,
        "previous": entry.previous_hash == previous,
        "hash": entry.hash
        == entry_hash(*covered, entry.payload_hash, entry.previous_hash),
    }
    return [what for what, holds in checks.items() if not holds]
