"""The shipped data as rules read it: policies, their words, days and calendars.

Every function takes the folder that holds the files. The files are made and checked
beforehand, so what cannot be read is an error of the file: ValueError or KeyError.
"""

import csv
from datetime import date
from pathlib import Path
from typing import NamedTuple

from .types import Policy, SpecialDay, Term, Triggers


class Texts(NamedTuple):
    """What people read about a policy, in one language; "" where nothing is to say.

    ``holder_text`` is who owes the duty in the rule's own terms.
    """

    name: str
    holder_text: str
    source: str
    article: str
    extension: str
    pause_note: str
    on_breach: str
    notes: str


class Entry(NamedTuple):
    """One version of a shipped policy, with what people read about it.

    ``verification`` says how its text was read: full_text, official_excerpt,
    secondary, superseded_text or memory. ``texts`` are English, ``texts_zh`` Chinese.
    ``triggers`` are the events that pause, resume, meet or cancel its clocks.
    """

    policy: Policy
    version: int
    verification: str
    source_address: str
    texts: Texts
    texts_zh: Texts
    triggers: Triggers

    def texts_in(self, chinese: bool) -> Texts:
        return self.texts_zh if chinese else self.texts


class Country(NamedTuple):
    """The statutory calendar of a country; ``code`` "" is the house's own.

    ``days``: "file" (special_days_*.csv), "library" (holidays, for ``subdivision``),
    "weekdays" (Monday to Friday, no holidays known) or "round_the_clock".
    """

    code: str
    name: str
    name_zh: str
    zone: str
    days: str
    subdivision: str
    published_until: date | None


class Word(NamedTuple):
    """A code of the data in English and Chinese."""

    name: str
    name_zh: str


def read_entries(folder: Path) -> tuple[Entry, ...]:
    """All versions of all shipped policies, in the order of the file."""
    return tuple(map(_entry, read_table(folder / "deadline_policies.csv")))


def read_countries(folder: Path) -> dict[str, Country]:
    """The statutory calendars by the code of their country."""
    countries = (
        Country(
            code=row["country"],
            published_until=_day(row["published_until"]),
            **{key: row[key] for key in ("name", "name_zh", "zone", "days")},
            subdivision=row["subdivision"],
        )
        for row in read_table(folder / "calendars.csv")
    )
    return {country.code: country for country in countries}


def read_special_days(folder: Path, chinese: bool = False) -> tuple[SpecialDay, ...]:
    """The special days of mainland China, in order, named in one language."""
    name = "name_zh" if chinese else "name"
    return tuple(
        SpecialDay(
            day=date.fromisoformat(row["date"]),
            working=row["working"] == "1",
            name=row[name],
            hours=_hours(row["hours"]),
            public=row["public"] == "1",
        )
        for row in read_table(folder / "special_days_cn.csv")
    )


def read_events(folder: Path) -> dict[str, Word]:
    """The names of the events that start, pause and end clocks, by their codes."""
    rows = read_table(folder / "deadline_events.csv")
    return {row["code"]: Word(row["name"], row["name_zh"]) for row in rows}


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a data file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def policy_of(row: dict[str, str]) -> Policy:
    """The rule in one row of deadline_policies.csv."""
    return Policy(
        term=Term(
            amount=_amount(row["amount"]),
            backward=row["backward"] == "1",
            **{key: row[key] for key in ("unit", "start", "end", "roll")},
        ),
        in_force_from=_day(row["in_force_from"]),
        in_force_to=_day(row["in_force_to"]),
        active=row["active"] == "1",
        **{key: row[key] for key in ("code", "country", "province", "sector")},
        **{key: row[key] for key in ("stage", "holder", "event", "kind")},
    )


def _entry(row: dict[str, str]) -> Entry:
    return Entry(
        policy=policy_of(row),
        version=int(row["version"]),
        verification=row["verification"],
        source_address=row["source_address"],
        texts=Texts(*(row[field] for field in Texts._fields)),
        texts_zh=Texts(*(row[f"{field}_zh"] for field in Texts._fields)),
        triggers=Triggers(
            pause=_codes(row["paused_by"]),
            resume=_codes(row["resumed_by"]),
            meet=_codes(row["met_by"]),
            cancel=_codes(row["cancelled_by"]),
        ),
    )


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _amount(text: str) -> float:
    """A whole number stays whole: it is shown as it is written."""
    return float(text) if "." in text else int(text)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _hours(text: str) -> tuple[tuple[float, float], ...]:
    """Hours such as 9-12 13.5-18 as pairs of numbers."""
    pairs = (part.split("-") for part in text.split())
    return tuple((float(start), float(end)) for start, end in pairs)
