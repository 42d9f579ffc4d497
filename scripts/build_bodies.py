#!/usr/bin/env python3
"""Make the data files of ``consumer_complaints`` about the bodies that take complaints.

``bodies_cn.csv`` has, for every division of the mainland down to its counties, the
consumer association and the market regulator, and for every province the authorities
for telecom, post and finance. The divisions are those of
``addons/service_region/data/regions_cn.csv``, the names come from the tables in
``scripts/data`` where somebody looked them up, and follow from the province's usage
where nobody did ("derived"). What holds for all bodies of a kind stands once, in
``body_terms_cn.csv``. ``bodies_world.csv`` is a starter set for other countries. The
same inputs give the same bytes.
"""

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INPUTS = Path(__file__).resolve().parent / "data"
REGIONS = ROOT / "addons" / "service_region" / "data" / "regions_cn.csv"
OUTPUT = ROOT / "addons" / "consumer_complaints" / "data"
sys.path.insert(0, str(ROOT / "addons" / "service_deadline"))

from rules.provinces import PROVINCES  # noqa: E402

COLUMNS = (
    "code name name_zh kind level country region sectors channel channel_zh url email "
    "phone conditions conditions_zh time_limits time_limits_zh answer_days bar_months "
    "charge_bar_months verification source"
).split()
TERMS = (
    "kind sectors channel channel_zh phone conditions conditions_zh time_limits "
    "time_limits_zh answer_days bar_months charge_bar_months source"
).split()
COUNTRY = "CN"
# Codes of the provinces whose bodies are other countries' to the rules.
SPECIAL = ("71", "81", "82")
LETTERS = {
    "association": "CA",
    "market_regulator": "MR",
    "telecom_appeal": "TA",
    "postal_regulator": "PA",
    "financial_regulator": "FA",
}
# How the body of a division is called: {0} stands for the division.
CHINESE = {
    "market_regulator": "{0}市场监督管理局",
    "telecom_appeal": "{0}通信管理局电信用户申诉受理机构",
    "postal_regulator": "{0}邮政管理局",
    "financial_regulator": "国家金融监督管理总局{0}监管局",
}
ENGLISH = {
    "association": "{0} Consumer Association",
    "market_regulator": "{0} Administration for Market Regulation",
    "telecom_appeal": "{0} Communications Administration, telecom user appeals",
    "postal_regulator": "{0} Postal Administration",
    "financial_regulator": "National Financial Regulatory Administration, {0} office",
}
OF_PROVINCES = ("telecom_appeal", "postal_regulator", "financial_regulator")

Row = dict[str, str]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Make the data on bodies.")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args(arguments)
    for name, columns, rows in (
        ("bodies_cn.csv", COLUMNS, chinese_bodies()),
        ("bodies_world.csv", COLUMNS, world_bodies()),
        ("body_terms_cn.csv", TERMS, read_table("body_terms.tsv")),
    ):
        text = _csv(columns, rows)
        (options.output / name).write_text(text, encoding="utf-8", newline="")
        print(f"{name}: {text.count(chr(10))} lines", file=sys.stderr)


def chinese_bodies() -> Iterator[Row]:
    """The mainland's bodies by kind, each kind from the nation down."""
    known = {
        (row["kind"], row["region"]): row for row in read_table("authority_names.tsv")
    }
    regions = read_regions()
    for kind in LETTERS:
        for region in regions.values():
            own = known.get((kind, region["code"]), {})
            if own.get("name_zh") or _has_one(kind, region):
                yield _body(kind, region, regions, own)


def _has_one(kind: str, region: Row) -> bool:
    """Whether every division of this level has a body of the kind."""
    if region["level"] == "country":
        return False
    return region["level"] == "province" or kind not in OF_PROVINCES


def _body(kind: str, region: Row, regions: dict[str, Row], own: Row) -> Row:
    code = region["code"]
    is_nation = region["level"] == "country"
    row = dict.fromkeys(COLUMNS, "") | {
        "code": "-".join([COUNTRY, LETTERS[kind], *([] if is_nation else [code])]),
        "kind": kind,
        "level": "national" if is_nation else region["level"],
        "country": COUNTRY,
        "region": code,
        "verification": "derived",
    }
    if kind == "association" and not is_nation:
        own = _association(region, regions)
    elif not own.get("name_zh"):
        own = {**own, "name_zh": _named(kind, region, regions)}
    row |= {column: value for column, value in own.items() if value}
    row["name"] = own.get("name") or _english(kind, region)
    row["url"] = _address(row["url"])
    return {column: row[column] for column in COLUMNS}


def _association(region: Row, regions: dict[str, Row]) -> Row:
    """An association by the usage of its city or province: sure where looked up."""
    code = region["code"]
    usages = association_names()
    if usage := usages.get(code):
        name = usage["name"] or _full_name(region, regions) + usage["suffix"]
        return {
            **{column: usage[column] for column in ("verification", "url", "source")},
            "name_zh": name,
        }
    usage = usages.get(code[:4] + "00") or usages[code[:2] + "0000"]
    return {"name_zh": _full_name(region, regions) + usage["suffix"]}


def _named(kind: str, region: Row, regions: dict[str, Row]) -> str:
    if kind == "financial_regulator":
        return CHINESE[kind].format(PROVINCES[region["code"]].name_zh)
    return CHINESE[kind].format(_full_name(region, regions))


def _full_name(region: Row, regions: dict[str, Row]) -> str:
    """A district is called with its city: 南京市鼓楼区, but 昆山市, 凤凰县."""
    above = regions[region["parent"]]
    is_district = region["level"] == "county" and region["name"].endswith("区")
    return (above["name"] if is_district else "") + region["name"]


def _english(kind: str, region: Row) -> str:
    """English names go down to the provinces; below, a body has its own name only."""
    if region["level"] != "province":
        return ""
    return ENGLISH[kind].format(PROVINCES[region["code"]].name)


def world_bodies() -> Iterator[Row]:
    """The starter set for other countries, the Union's bodies once for each country."""
    for row in read_table("world_bodies.tsv"):
        row |= {"level": "national", "region": "", "url": _address(row["url"])}
        for country in _countries(row["country"]):
            named = {
                column: row[column].format(**country) for column in ("name", "name_zh")
            }
            code = row["code"].replace("EU-", f"{country['country']}-")
            yield {**row, **named, "country": country["country"], "code": code}


def _countries(code: str) -> list[Row]:
    """The members of the Union ("EU", with Iceland and Norway "EU+"), else the one."""
    if not code.startswith("EU"):
        return [{"country": code}]
    members = read_table("union_countries.tsv")
    return [row for row in members if row["union"] == "EU" or code == "EU+"]


def read_regions() -> dict[str, Row]:
    """The mainland's divisions of today by code, without towns."""
    with REGIONS.open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: row
            for row in csv.DictReader(lines)
            if row["level"] != "town"
            and not row["until"]
            and not row["code"].startswith(SPECIAL)
        }


def read_table(name: str) -> list[Row]:
    with (INPUTS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def association_names() -> dict[str, Row]:
    """How provinces, and cities that differ, call their associations."""
    return {row["region"]: row for row in read_table("association_names.tsv")}


def _address(url: str) -> str:
    return url if "://" in url or not url else f"https://{url}"


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    main()
