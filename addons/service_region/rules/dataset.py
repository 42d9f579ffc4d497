"""The base data of a folder as rows and vocabulary."""

import csv
from collections import defaultdict
from pathlib import Path

from .types import RegionRow, Vocabulary


def read_rows(folder) -> list[RegionRow]:
    """Read regions_<country>.csv and region_names_<country>.csv of ``folder``.

    Parents precede their children, as in the files. Raises OSError where there is no
    such folder and KeyError where a file lacks a column.
    """
    names = _read_names(Path(folder))
    return [
        RegionRow(
            code=line["code"],
            parent=line["parent"] or None,
            level=line["level"],
            name=line["name"],
            until=int(line["until"]) if line["until"] else None,
            successors=tuple(line["successors"].split()),
            names=tuple(names.get(line["code"], ())),
        )
        for line in _lines(Path(folder), "regions_*.csv")
    ]


def read_vocabulary(folder) -> Vocabulary:
    """Read characters_<country>.csv and common_words_<country>.txt of ``folder``."""
    simplified, sounds = {}, {}
    for line in _lines(Path(folder), "characters_*.csv"):
        if line["simplified"]:
            simplified[line["char"]] = line["simplified"]
        if line["sound"]:
            sounds[line["char"]] = line["sound"]
    words = set()
    for path in sorted(Path(folder).glob("common_words_*.txt")):
        words.update(path.read_text(encoding="utf-8").split())
    return Vocabulary(simplified, sounds, frozenset(words))


def _read_names(folder):
    names = defaultdict(list)
    for line in _lines(folder, "region_names_*.csv"):
        names[line["code"]].append((line["name"], line["kind"]))
    return names


def _lines(folder, pattern):
    """Yield the lines of the matching files; a missing folder is an error."""
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    for path in sorted(folder.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)
