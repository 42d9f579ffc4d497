"""The address tables and their convention."""

import csv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "addons" / "service_region" / "data"


def table(name):
    """Return the lines of one of the address tables."""
    path = ROOT / "tests" / "data" / "regions" / name
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def verdict(resolution):
    """Put a resolution into the convention of the address tables."""
    if resolution.status == "resolved":
        return resolution.candidates[0]
    return {"ambiguous": "AMBIGUOUS", "unknown": "NONE"}[resolution.status]
