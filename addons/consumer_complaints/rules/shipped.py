"""What an upgrade changes in entries that came with the app, edited since or not."""

import csv
from collections.abc import Mapping
from pathlib import Path

CHINESE = "_zh"  # ends the name of a column that holds the Chinese of another


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a data file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def follow(before: Mapping, now: Mapping, mine: Mapping) -> dict:
    """What is taken over of a delivery: what it changes and nobody has changed here.

    :param before: what was delivered last
    :param now: what is delivered now
    :param mine: what stands here today; what is not in it stands as delivered
    """
    return {
        name: value
        for name, value in now.items()
        if name not in before
        or (value != before[name] and mine.get(name, before[name]) == before[name])
    }
