"""The shipped data of deadlines, read once for the tests of this folder."""

from functools import cache
from pathlib import Path

from service_deadline_rules.dataset import (
    read_countries,
    read_entries,
    read_special_days,
)
from service_deadline_rules.lawbook import Lawbook

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "addons" / "service_deadline" / "data"


@cache
def entries():
    return read_entries(DATA)


@cache
def lawbook(chinese=False):
    days = read_special_days(DATA, chinese)
    return Lawbook(entries(), read_countries(DATA), days, chinese)
