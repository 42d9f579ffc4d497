"""What comes with the complaints app, read from its files alone."""

import csv
import re
from pathlib import Path

import polib
import pytest

ADDON = Path(__file__).resolve().parents[3] / "addons" / "consumer_complaints"
CHINESE = re.compile("[一-鿿]")
KEYS = {"checklist.csv": ("nature_id", "practice_id", "kind_id")}


def rows(name):
    with (ADDON / "data" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


TAXONOMY = (
    *("natures.csv", "rights.csv", "practices.csv"),
    *("exhibit_kinds.csv", "checklist.csv"),
)


@pytest.mark.parametrize("name", TAXONOMY)
def test_every_text_is_there_in_both_languages(name):
    for row in rows(name):
        for column in row:
            if f"{column}_zh" in row:
                assert row[column] and not CHINESE.search(row[column]), row
                assert CHINESE.search(row[f"{column}_zh"]), row


@pytest.mark.parametrize("name", TAXONOMY)
def test_rows_are_told_apart(name):
    keys = [tuple(row[key] for key in KEYS.get(name, ("code",))) for row in rows(name)]
    assert len(keys) == len(set(keys))


def test_what_a_row_points_to_is_there():
    codes = {name: {row["code"] for row in rows(name)} for name in TAXONOMY[:-1]}
    for row in rows("practices.csv"):
        assert set(row["right_ids"].split()) <= codes["rights.csv"], row
    for row in rows("checklist.csv"):
        assert row["nature_id"] in codes["natures.csv"] | {""}, row
        assert row["practice_id"] in codes["practices.csv"] | {""}, row
        assert row["kind_id"] in codes["exhibit_kinds.csv"], row
        assert row["nature_id"] or row["practice_id"], row


def test_the_list_of_translations_says_the_same():
    """Chinese that is switched on later reads as if it had always been there."""
    chinese = polib.pofile(str(ADDON / "i18n" / "zh_CN.po"))
    said = {entry.msgid: entry.msgstr for entry in chinese}
    for name in TAXONOMY:
        for row in rows(name):
            for column in row:
                if f"{column}_zh" in row:
                    assert said[row[column]] == row[f"{column}_zh"]
