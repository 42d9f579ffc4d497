"""A case as one file that proves itself.

A ZIP with the report, every exhibit as it was received, the timeline as data, the sums
of all files for ``sha256sum -c`` and a verifier of the timeline that needs Python
alone. The same content gives the same bytes: a dossier made twice can be compared.
"""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from . import chain

SUMS = "SHA256SUMS"
TIMELINE = "timeline.json"
VERIFIER = "verify_chain.py"
READ_ME = "README.txt"
# Names of files inside: what every system can unpack.
_UNSAFE = re.compile(r"[^\w.\-]+", re.UNICODE)
NAME_LENGTH = 60

VERIFIER_MAIN = """

if __name__ == "__main__":
    import pathlib
    import sys

    told = json.loads(pathlib.Path(__file__).with_name("timeline.json").read_text())
    entries = [Entry(**entry) for entry in told["entries"]]
    faults = verify(entries, told["count"], told["head"])
    for fault in faults:
        print(f"entry {fault.number}: {fault.what}")
    print(f"{len(entries)} entries, {len(faults)} faults")
    sys.exit(bool(faults))
"""
READ_ME_TEXT = """\
To check that no file was changed / 核验文件未被改动:

    sha256sum -c SHA256SUMS

To check that the timeline is whole / 核验时间线完整:

    python3 verify_chain.py
"""


def exhibit_path(label: str, name: str) -> str:
    """Where an exhibit lies in the dossier: exhibits/E1_bill.pdf."""
    safe = _UNSAFE.sub("_", name).strip("._") or "file"
    stem, dot, ending = safe.rpartition(".")
    stem, ending = (stem, f".{ending[:8]}") if dot else (safe, "")
    return f"exhibits/{label}_{stem[:NAME_LENGTH]}{ending}"


def timeline_file(entries: Sequence[chain.Entry], count: int, head: str) -> bytes:
    """The timeline as JSON: what `chain.verify` needs, and nothing else."""
    told = {
        "count": count,
        "head": head,
        "entries": [entry._asdict() for entry in entries],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def verifier() -> bytes:
    """The check of the timeline as a program of its own: the rule's own text."""
    return (Path(chain.__file__).read_text() + VERIFIER_MAIN).encode()


def sums(files: Mapping[str, bytes]) -> bytes:
    """What ``sha256sum -c`` reads: a line a file."""
    lines = (
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
    )
    return "".join(lines).encode()


def pack(files: Mapping[str, bytes], made_at: datetime) -> bytes:
    """All files, the verifier and the sums in one ZIP.

    ``made_at`` is the moment that the entries of the archive carry.
    """
    whole = {**files, VERIFIER: verifier(), READ_ME: READ_ME_TEXT.encode()}
    whole[SUMS] = sums(whole)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(whole.items()):
            entry = zipfile.ZipInfo(name, made_at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()
