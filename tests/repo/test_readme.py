"""What the README says of the repository is so."""

import csv
import re
from pathlib import Path

from devtools.cli import _parser

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_counts_the_policies():
    """Those of the law; house rules are shipped in the same file."""
    shipped = ROOT / "addons/service_deadline/data/deadline_policies.csv"
    with shipped.open(encoding="utf-8") as file:
        kinds = [row["kind"] for row in csv.DictReader(file)]
    [said] = re.findall(r"(\d+) statutory policies", README)
    assert int(said) == len(kinds) - kinds.count("house")


def test_it_has_every_command():
    """The table of commands is what ./dev knows, no more and no less."""
    (commands,) = (each for each in _parser()._actions if each.choices)
    rows = re.findall(r"^\| `\./dev (\w+)", README, re.MULTILINE)
    assert sorted(rows) == sorted(commands.choices)
