"""Characters with their simple form and sound, and names that are ordinary words."""

import sys
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from regions_base import Region

# The rule that makes short names is the addon's own; its rules need no server.
ADDON = Path(__file__).resolve().parent.parent / "addons" / "service_region"
sys.path.insert(0, str(ADDON))
from rules.names import short_names  # noqa: E402 - after the path it is found on

# So many of the commonest characters get a sound, next to all in names: about what
# a schooled reader knows, so that a slip of the input method is among them.
COMMON_CHARACTERS = 3500
# A word below this count in the dictionary is rarely met in a sentence.
COMMON_WORD_COUNT = 300
# Tags of the dictionary for proper names: places, people, firms, others.
PROPER_TAGS = {"ns", "nr", "nrt", "nrfg", "nt", "nz"}


def character_rows(regions: list[Region]) -> list[tuple[str, str, str]]:
    """``(char, simplified, sound)`` for each character worth knowing.

    A character that official names use stays as it is: 乾 of 乾县 is not 干.
    """
    official = set("".join(row.name for row in regions))
    simple = {
        char: plain
        for char, plain in traditional_characters().items()
        if char not in official
    }
    sounds = name_sounds(regions)
    heard = dict.fromkeys(official & set(sounds))
    heard.update(dict.fromkeys(frequent_characters()))
    rows = []
    for char in sorted(simple.keys() | heard.keys()):
        plain = simple.get(char, char)
        known = sounds.get(plain) or sound(plain)
        rows.append((char, plain if plain != char else "", known))
    return rows


def traditional_characters() -> dict[str, str]:
    """OpenCC's table of single traditional characters to their simplified one."""
    table = _package_file("opencc", "dictionary/TSCharacters.txt")
    found: dict[str, str] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        char, _, forms = line.partition("\t")
        plain = forms.split(" ")[0]
        if char and char != plain and len(char) == len(plain) == 1:
            found[char] = plain
    return found


def name_sounds(regions: list[Region]) -> dict[str, str]:
    """The sound each character mostly has in the names of counties and above."""
    heard: dict[str, Counter[str]] = {}
    for region in regions:
        if region.level == "town":
            continue
        for char, toneless in zip(
            region.name, lazy_pinyin(region.name, style=Style.NORMAL), strict=False
        ):
            heard.setdefault(char, Counter())[toneless] += 1
    return {char: max(sorted(found), key=found.get) for char, found in heard.items()}


def sound(char: str) -> str:
    """Toneless pinyin, empty where the character is unknown."""
    toneless = lazy_pinyin(char, style=Style.NORMAL, errors="ignore")
    return toneless[0] if toneless else ""


def frequent_characters() -> list[str]:
    """The commonest characters of the dictionary, weighted by its word counts."""
    counts: Counter[str] = Counter()
    for word, count, _tag in dictionary():
        for char in word:
            if "\u4e00" <= char <= "\u9fff":
                counts[char] += count
    return sorted(counts, key=lambda char: (-counts[char], char))[:COMMON_CHARACTERS]


def common_words(regions: list[Region], judged: list[dict[str, str]]) -> list[str]:
    """Short names of counties and prefectures that are ordinary words as well.

    The dictionary proposes: a short name it tags as anything but a name. Its tags are
    often wrong for places, so ``judged`` has the last word, either way. Raises
    ValueError where it judges what is no short name.
    """
    shorts = set(_short_names(regions))
    verdict = {row["word"]: row["ordinary"] == "yes" for row in judged}
    if strangers := verdict.keys() - shorts:
        raise ValueError(f"no short names of divisions: {sorted(strangers)}")
    proposed = {
        word
        for word, count, tag in dictionary()
        if count >= COMMON_WORD_COUNT and tag not in PROPER_TAGS
    }
    return sorted(word for word in shorts if verdict.get(word, word in proposed))


def dictionary() -> Iterator[tuple[str, int, str]]:
    """Word, count and tag, line by line, of jieba's dictionary."""
    with _package_file("jieba", "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, tag = line.split(" ")
            yield word, int(count), tag.strip()


def _short_names(regions: list[Region]) -> Iterator[str]:
    """Short forms, and names such as 城区 that say nothing without their city."""
    for region in regions:
        if region.level in {"prefecture", "county"}:
            yield from short_names(region.name, region.level)
            if len(region.name) == 2:
                yield region.name


def _package_file(package: str, path: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is missing: pip install -r requirements-data.txt")
    return Path(spec.submodule_search_locations[0]) / path
