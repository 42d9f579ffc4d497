"""What people read of the shipped data: all of it in two languages, each pure."""

import csv
import re
import runpy

import polib
import pytest
from law_tables import DATA, ROOT, entries

FILES = sorted(path.name for path in DATA.glob("*.csv"))
I18N = DATA.parent / "i18n"
CHINESE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
LATIN = re.compile("[A-Za-z]{2,}")
HAN = "[\u4e00-\u9fff]"
MIXED = re.compile(rf"{HAN}[ ,;:.]|[ ,;:]{HAN}|\([^)]*{HAN}")
# Names that Chinese readers write in Latin letters as well.
NAMES = {"CISAS", "DISP", "ITIL", "VIN"}
# Numbers of foreign provisions: 1.6.2AR, 2.8.1R(2A), C4, 11a.
PROVISION = re.compile(r"[A-Z]?\d[\d.]*[A-Za-z]*")
# An address: where in the web, or which file of which repository, it was read.
ADDRESS = re.compile(r"https?://\S+|github:[\w-]+/[\w-]+(@[\w-]+)?( [^ ]+)?")


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def texts():
    """Every English text with its Chinese: file, line, column, English, Chinese."""
    for name in FILES:
        for number, row in enumerate(rows(name), 2):
            for column in row:
                if f"{column}_zh" in row:
                    yield name, number, column, row[column], row[f"{column}_zh"]


def test_the_texts_of_policies_are_there():
    """A column of texts without Chinese would pass the tests below unseen."""
    found = {column for name, _, column, *_ in texts() if "policies" in name}
    assert found == set(entries()[0].texts._fields)
    assert len({name for name, *_ in texts()}) == 6


def test_every_text_has_its_chinese():
    """None is missing, and none tells of something that is not there in English."""
    for *where, english, chinese in texts():
        assert bool(english) == bool(chinese), where
        assert not chinese or CHINESE.search(chinese), (where, chinese)


def test_chinese_texts_hold_no_other_language():
    """But for names: "art. 15" or "by email" in a Chinese sentence is left over."""
    for *where, _english, chinese in texts():
        words = set(LATIN.findall(PROVISION.sub("", chinese)))
        assert words <= NAMES, (where, chinese)


def test_chinese_texts_use_chinese_marks():
    """A mark of ASCII, or a blank, beside Chinese shows a text put together of both."""
    for *where, _english, chinese in texts():
        assert not MIXED.search(chinese), (where, chinese)


def test_english_texts_hold_no_chinese():
    for *where, english, _chinese in texts():
        assert not CHINESE.search(english), (where, english)


def test_texts_are_whole():
    """No blanks at the ends, no double ones, no arrows of somebody's notes."""
    for *where, english, chinese in texts():
        for text in (english, chinese):
            assert text == " ".join(text.split()), (where, text)
            assert not re.search("->|=>|n/a", text), (where, text)


def test_an_address_needs_no_translation():
    """What is to say about a source stands in the notes, where it is translated."""
    for entry in entries():
        for address in filter(None, re.split(" ; | ← ", entry.source_address)):
            assert ADDRESS.fullmatch(address), (entry.policy.code, address)


@pytest.mark.parametrize("name", ["service_deadline.pot", "zh_CN.po"])
def test_policies_have_one_chinese(name):
    """It comes with the data; a second one in a .po file would go its own ways."""
    terms = polib.pofile(str(I18N / name))
    places = [place for term in terms for place, _line in term.occurrences]
    assert [place for place in places if "service.deadline.policy," in place] == []


def test_words_are_told_alike_on_screens_and_in_answers():
    """Events, sectors and stages: the .po file says what the data says."""
    told = {
        place.rpartition(".")[2]: (term.msgid, term.msgstr)
        for term in polib.pofile(str(I18N / "zh_CN.po"))
        for place, _line in term.occurrences
        if place.startswith("model:service.deadline.")
    }
    for kind in ("event", "sector", "stage"):
        for row in rows(f"deadline_{kind}s.csv"):
            expected = (row["name"], row["name_zh"])
            assert told[f"{kind}_{row['code'].lower()}"] == expected, row


def test_a_text_without_chinese_stops_the_build():
    """The script that makes the data says which, and which Chinese is needless."""
    build = runpy.run_path(str(ROOT / "scripts" / "build_deadline_policies.py"))
    Chinese = build["Chinese"]
    chinese = Chinese([{"field": "article", "english": "art. 1", "chinese": "第一条"}])
    values = {"code": "X", **dict.fromkeys(build["TEXTS"], "")}
    assert chinese.of({**values, "article": "art. 1"})["article_zh"] == "第一条"
    chinese.check_all_used()
    with pytest.raises(ValueError, match="X lacks Chinese"):
        chinese.of({**values, "article": "art. 2"})
    with pytest.raises(ValueError, match="nobody says"):
        Chinese([{"field": "notes", "english": "A", "chinese": "甲"}]).check_all_used()
