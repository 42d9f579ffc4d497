"""The shipped bodies as rows, and which of a body's values follow the shipped ones.

The files are made and checked beforehand, so what cannot be read is an error of the
file: ValueError or KeyError.
"""

import csv
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

NUMBERS = ("answer_days", "bar_months", "charge_bar_months")
# Texts that the files hold in two languages.
BILINGUAL = ("name", "channel", "conditions", "time_limits")
ENGLISH, CHINESE = "en_US", "zh_CN"
# What the files hold as the database does.
SAME = ("kind", "level", "url", "email", "phone", "verification", "source")


def read_bodies(folder: Path) -> list[dict]:
    """All shipped bodies, in the order of the files.

    Beside what a body's fields are called, ``country`` and ``region`` are codes and
    ``sectors`` a list of them. A bilingual text is {language: text}, None where there
    is none. What a row leaves empty is taken from the terms of its kind.
    """
    terms = {row["kind"]: row for row in _table(folder / "body_terms_cn.csv")}
    bodies = [
        _body(row, terms[row["kind"]]) for row in _table(folder / "bodies_cn.csv")
    ]
    return bodies + [_body(row, {}) for row in _table(folder / "bodies_world.csv")]


def prints_of(values: Mapping) -> dict[str, str]:
    """What is kept of delivered values, to tell later whether somebody changed one."""
    return {name: print_of(value) for name, value in values.items()}


def print_of(value) -> str:
    """The fingerprint of a value, a few letters for the longest text."""
    if isinstance(value, dict):
        value = sorted(value.items())
    return _hashed(repr(value))


def follow(mine: Mapping, before: Mapping, now: Mapping) -> dict:
    """The values a body gets: what is shipped, but for what was changed here.

    ``mine`` are its present values, ``before`` the prints of those it was last
    delivered with, ``now`` those that are shipped. A column that is new in the data is
    filled where it is empty.
    """
    empty = print_of(None)
    return {
        name: value if print_of(mine[name]) == before.get(name, empty) else mine[name]
        for name, value in now.items()
    }


@lru_cache(maxsize=20_000)
def _hashed(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def _body(row: dict[str, str], terms: Mapping[str, str]) -> dict:
    values = {name: value or terms.get(name, "") for name, value in row.items()}
    return {
        "code": values["code"],
        "country": values["country"],
        "region": values["region"],
        "sectors": values["sectors"].split(),
        **{name: values[name] or None for name in SAME},
        **{name: int(values[name] or 0) for name in NUMBERS},
        **{name: _texts(values, name) for name in BILINGUAL},
    }


def _texts(values, name):
    """Who has no text in a language reads the other: a body may have one name only."""
    english, chinese = values[name], values[f"{name}_zh"]
    if not english and not chinese:
        return None
    return {ENGLISH: english or chinese, CHINESE: chinese or english}


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
