#!/usr/bin/env python3
"""Make ``deadline_policies.csv`` and ``special_days_cn.csv`` of ``service_deadline``.

The facts come from ``scripts/data/deadline_policies.json``, what was decided about them
(names, who and what is meant, versions, first and last days) from
``scripts/data/deadline_decisions.tsv``, what ends and pauses a term (by stage, or by
code where a policy differs) from ``scripts/data/deadline_endings.tsv``, the Chinese of
what both say from ``scripts/data/deadline_texts.tsv``, the days from the library
``holidays`` in the version of ``requirements.txt``. The same inputs give the same
bytes.
"""

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import holidays

ROOT = Path(__file__).resolve().parent.parent
INPUTS = Path(__file__).resolve().parent / "data"
OUTPUT = ROOT / "addons" / "service_deadline" / "data"

COLUMNS = (
    "code version name name_zh country province sector stage holder holder_text "
    "holder_text_zh event amount unit start end roll backward kind in_force_from "
    "in_force_to active verification source source_zh article article_zh "
    "source_address extension extension_zh pause_note pause_note_zh on_breach "
    "on_breach_zh notes notes_zh paused_by resumed_by met_by cancelled_by"
).split()
# The texts that people read, beside the name: deadline_texts.tsv has their Chinese.
TEXTS = "holder_text source article extension pause_note on_breach notes".split()
DECIDED = "name name_zh holder event in_force_from in_force_to notes".split()

# The years whose days off the State Council has arranged, and those after for which
# only the law's own days are known.
FIRST_YEAR, LAST_ARRANGED, LAST_YEAR = 2015, 2026, 2035


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Make the data of service_deadline.")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args(arguments)
    for name, columns, rows in (
        ("deadline_policies.csv", COLUMNS, policies()),
        ("special_days_cn.csv", SPECIAL_DAY, special_days()),
    ):
        text = _csv(columns, rows)
        (options.output / name).write_text(text, encoding="utf-8", newline="")
        print(f"{name}: {text.count(chr(10))} lines", file=sys.stderr)


def policies() -> Iterator[tuple[str, ...]]:
    """One row for each version of each policy, in the order of the facts."""
    endings = {r["applies_to"]: r for r in _table(INPUTS / "deadline_endings.tsv")}
    chinese = Chinese(_table(INPUTS / "deadline_texts.tsv"))
    decisions: dict[str, list[dict[str, str]]] = {}
    for row in _table(INPUTS / "deadline_decisions.tsv"):
        decisions.setdefault(row["code"], []).append(row)
    for fact in json.loads((INPUTS / "deadline_policies.json").read_text("utf-8")):
        for decision in decisions.pop(fact["code"]):
            values = _policy(fact, decision)
            values |= endings.get(values["code"]) or endings[values["stage"]]
            values |= chinese.of(values)
            yield tuple(values[column] for column in COLUMNS)
    if decisions:
        raise ValueError(f"decided, but not in the facts: {sorted(decisions)}")
    chinese.check_all_used()


class Chinese:
    """The Chinese of the texts; what is missing or needless is an error."""

    def __init__(self, rows: Iterable[dict[str, str]]):
        self._said = {(row["field"], row["english"]): row["chinese"] for row in rows}
        self._used: set[tuple[str, str]] = set()

    def of(self, values: dict[str, str]) -> dict[str, str]:
        """The Chinese columns of one version."""
        asked = {field: (field, values[field]) for field in TEXTS if values[field]}
        if missing := asked.values() - self._said.keys():
            raise ValueError(f"{values['code']} lacks Chinese for {sorted(missing)}")
        self._used.update(asked.values())
        told = {f"{field}_zh": self._said[key] for field, key in asked.items()}
        return {f"{field}_zh": "" for field in TEXTS} | told

    def check_all_used(self) -> None:
        if needless := self._said.keys() - self._used:
            raise ValueError(f"Chinese of what nobody says: {sorted(needless)}")


def _policy(fact: dict, decision: dict[str, str]) -> dict[str, str]:
    """The values of one version: what is decided goes before the facts."""
    otherwise = dict(
        part.split("=", 1) for part in decision["otherwise"].split(" | ") if part
    )
    known = {key: "" if value is None else str(value) for key, value in fact.items()}
    values = {
        **known,
        "version": decision["version"],
        "country": {"ZZ": ""}.get(known["jurisdiction"], known["jurisdiction"]),
        "province": known["region"],
        "holder_text": known["duty_holder"],
        "backward": "1" if known["kind"] == "advance_notice" else "0",
        "active": "0" if known["verification_level"] == "memory" else "1",
        "verification": known["verification_level"],
        "source": known["source_title"],
        "pause_note": known["pause"],
        **otherwise,
        **{column: decision[column] for column in DECIDED},
    }
    return {**_counting(values), **values}


def _counting(values: dict[str, str]) -> dict[str, str]:
    """How a term is counted where no decision says otherwise."""
    if values["unit"] in ("minutes", "hours", "working_hours"):
        return {"start": "moment", "end": "moment", "roll": "none"}
    roll = "none"
    rolls = values["unit"] != "working_days" and values["kind"] != "advance_notice"
    if values["country"] == "CN" and rolls:
        # Order 121 art. 45 speaks of holidays, Civil Code art. 203 of rest days.
        ordered = "Order 121" in values["source"]
        roll = "public_holidays" if ordered else "rest_days"
    return {"start": "next_day", "end": "day", "roll": roll}


SPECIAL_DAY = ("date", "working", "public", "name", "name_zh", "hours")
MADE_UP = ("Make-up working day", "调休上班")
# How the library's names are shortened: a break reads as one festival.
SHORTER = {
    " (observed)": "",
    "（补假）": "",
    "Chinese New Year (Spring Festival)": "Spring Festival",
    "Chinese New Year's Eve": "Spring Festival",
    "农历除夕": "春节",
    "Labor Day": "Labour Day",
    "70th Anniversary of the Victory of the Chinese People's War of Resistance against "
    "Japanese Aggression and the World Anti-Fascist War": "Victory Day (70 years)",
    "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日": "抗战胜利70周年纪念日",
}


def special_days() -> Iterator[tuple[str, ...]]:
    """The days of mainland China that differ from Monday to Friday, in order."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    english = holidays.country_holidays("CN", years=years, language="en_US")
    chinese = holidays.country_holidays("CN", years=years, language="zh_CN")
    rows = {day: (day, 0, 1, *_names(day, english, chinese)) for day in english}
    for day in english.weekend_workdays:
        if FIRST_YEAR <= day.year <= LAST_ARRANGED:
            rows[day] = (day, 1, 0, *MADE_UP)
    for day in sorted(rows):
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            yield (*map(str, rows[day]), "")


def _names(day: date, english, chinese) -> tuple[str, str]:
    """A day off in lieu is named after the festival whose break it lengthens."""
    for distance in range(10):
        for near in (day - timedelta(distance), day + timedelta(distance)):
            if "substituted" not in english.get(near, "substituted"):
                return (
                    _shorter(english[near]),
                    _shorter(chinese[near]).replace("; ", "、"),
                )
    raise ValueError(f"{day} is off in lieu, but no festival is near")


def _shorter(name: str) -> str:
    for long, short in SHORTER.items():
        name = name.replace(long, short)
    return name


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    main()
