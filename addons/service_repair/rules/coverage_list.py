"""The places that a list names, as companies publish and keep such lists."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .coverage_file import MAX_ROWS, ListError, read_separated

#: What a column of a table may hold; several columns may be parts of the region.
ROLES = ("region", "address", "station", "category", "emergency")
#: A longer first line is no row of titles.
MAX_TITLES = 2000

_INVISIBLE = dict.fromkeys((0, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_INVISIBLE |= dict.fromkeys(range(0xD800, 0xE000))
_BRACKETED = r"[(（][^()（）\n]*[)）]"
_TOKEN = re.compile(rf"(?:{_BRACKETED}|[^、，,；;/|｜。\t])+")
_ALSO = re.compile("以及")
_NUMBER = r"(?:[(（]\d{1,4}[)）]|\d{1,4}[)）.．、](?!\d))"
_NUMBERED = re.compile(rf"(?:(?:^|(?<=[\s、，,；;|：:])){_NUMBER}|[①-⒛❶-❿])\s*")
_BULLET = re.compile(r"^(?:[-*+•·●○■□◆◇▪▶►★☆>#—–]+|[一二三四五六七八九十]{1,3}、)\s*")
_AND_SO_ON = re.compile(r"等+(?:等|地区?|区域|省市|市县|县市|区县|城市|\d+个\S{0,4})?$")
_EDGES = " \u3000\u00a0.．!！?？:：、，,；;\"'“”‘’【】[]"
_HEADING = re.compile(r"^(?P<title>[^:：]{1,30})[:：](?!\d)(?P<rest>.*)$", re.DOTALL)
_FRAMED = re.compile(r"^【(?P<title>[^【】]{1,30})】(?P<rest>.*)$", re.DOTALL)

_TITLES = {
    "region": """地区 区域 省 省份 市 城市 地市 市州 地级市 区县 县区 县市 市县 县 区
        县级 乡镇 街道 镇 省市区 所在地区 行政区划 行政区 服务区域 服务范围 服务地区
        服务地 覆盖区域 覆盖范围 覆盖地区 region area district county city province
        prefecture town place coverage""",
    "address": "地址 详细地址 服务地址 联系地址 所在地址 address street",
    "station": """网点 网点名称 服务网点 服务站 服务站名称 站点 站点名称 服务商 服务中心
        服务单位 station servicestation outlet branch""",
    "category": """品类 类别 产品类别 产品分类 商品类别 商品分类 产品品类 category
        productcategory""",
    "emergency": """急修 紧急 仅急修 仅紧急 是否紧急 是否急修 只接急修 emergency
        emergencyonly""",
}
_ROLE_OF = {title: role for role in ROLES for title in _TITLES[role].split()}
_TITLE_NOISE = re.compile(rf"{_BRACKETED}|[\s_*＊:：-]+")
_YES = frozenset("是 对 有 √ ✓ ✔ y yes true 1 x 急修 紧急 仅急修 仅紧急".split())
_NO = frozenset("否 无 × n no false 0 - — /".split())


class Entry(NamedTuple):
    """One place of a list.

    ``text`` as written, ``line`` where it stands first (from 1), ``times`` how often it
    stands there. ``heading`` is the title it stands under. The last three are what its
    row of a table says beside the place, as written there.
    """

    text: str
    line: int
    times: int = 1
    heading: str = ""
    station: str = ""
    category: str = ""
    emergency: str = ""


def parse(text: str) -> list[Entry]:
    """Return the places of a text, each once, in the order of their first mention.

    Places are separated by line breaks, tabs and ``、，,；;/|。``, not within brackets.
    Bullets, numbers and a closing 等 are taken off. What stands before a colon or in
    【】 is the heading of what follows it. Raises ListError("too_many_rows").
    """
    found = []
    heading = ""
    for line, words in enumerate(text.translate(_INVISIBLE).splitlines(), start=1):
        for token in _tokens(words):
            title, token = _split_heading(token)
            heading = heading if title is None else title
            token = _trimmed(token)
            # blanks of other scripts are no edges, but no place either
            if token.strip():
                found.append(Entry(token, line, heading=heading))
    return _folded(found)


def headings(text: str) -> list[tuple[int, str]]:
    """Return the (line, title) that ``parse`` took for headings and not for places."""
    return [
        (line, title)
        for line, words in enumerate(text.translate(_INVISIBLE).splitlines(), start=1)
        for token in _tokens(words)
        for title in [_split_heading(token)[0]]
        if title
    ]


def _tokens(words) -> Iterator[str]:
    words = _BULLET.sub("", words.strip(" \u3000\u00a0"))
    words = _ALSO.sub("、", _NUMBERED.sub("、", words))
    return iter(_TOKEN.findall(words))


def _split_heading(token):
    """Return the title (None without one) and what is left of the token."""
    match = _FRAMED.match(token.strip()) or _HEADING.match(token)
    if not match:
        return None, token
    return _BULLET.sub("", match["title"].strip(_EDGES)), match["rest"]


def _trimmed(token):
    token = token.strip(_EDGES)
    shorter = _AND_SO_ON.sub("", token)
    return shorter.strip(_EDGES) if len(shorter) > 1 else token


def _folded(found: list[Entry]) -> list[Entry]:
    """Fold entries that say the same into the first of them."""
    entries = {}
    for entry in found:
        key = entry._replace(line=0, times=0)
        first = entries.get(key, entry._replace(times=0))
        entries[key] = first._replace(times=first.times + entry.times)
    if len(entries) > MAX_ROWS:
        raise ListError("too_many_rows", rows=MAX_ROWS)
    return list(entries.values())


def parse_table(rows: Sequence[Sequence[str]], roles: Sequence[str], titled: bool):
    """Return the places of a table's rows as entries, each once.

    ``roles`` says for each column one of ROLES or ""; ``titled`` that the first row
    with words holds titles. Columns of a region are joined (省 + 市 + 区县), and the
    last of them may name several places; the address counts where a row has no region.
    A row without either becomes an entry without text. Raises
    ListError("no_place_column") without a column for region or address.
    """
    if not {"region", "address"} & set(roles):
        raise ListError("no_place_column")
    found = []
    filled = [(line, row) for line, row in enumerate(rows, start=1) if any(row)]
    for line, row in filled[1 if titled else 0 :]:
        cells = {role: " ".join(_cells(row, roles, role)) for role in ROLES[2:]}
        found += [Entry(text, line, **cells) for text in _row_places(row, roles)]
    return _folded(found)


def _row_places(row, roles):
    """Return the places of one row: usually one, an empty text for none."""
    cells = _cells(row, roles, "region")
    # 北京市 is both the province and the city of its districts
    parts = [cell for i, cell in enumerate(cells) if not i or cell != cells[i - 1]]
    if not parts:
        return [" ".join(_cells(row, roles, "address"))]
    before = "".join(parts[:-1])
    return [before + entry.text for entry in parse(parts[-1])] or [before]


def _cells(row, roles, role):
    return [cell for cell, has in zip(row, roles, strict=False) if has == role and cell]


def find_table(text: str) -> list[list[str]] | None:
    """Return the rows of ``text`` where its first line is that of a table's titles."""
    first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
    titles = [] if len(first) > MAX_TITLES else next(iter(read_separated(first)), [])
    if not has_titles(titles):
        return None
    roles = guess_roles(titles)
    known = sum(1 for role in roles if role)
    is_table = {"region", "address"} & set(roles) and 2 * known >= len(titles)
    return read_separated(text) if is_table else None


def guess_roles(titles: Sequence[str]) -> list[str]:
    """Return for each title of a table's first row one of ROLES, or "".

    Where no title tells of a place but there is one column only, that column does.
    """
    roles = [_ROLE_OF.get(_TITLE_NOISE.sub("", title).lower(), "") for title in titles]
    if not {"region", "address"} & set(roles) and len(roles) == 1:
        return ["region"]
    return roles


def has_titles(row: Sequence[str]) -> bool:
    """Tell whether a table's first row holds titles: one of them is known."""
    return any(_TITLE_NOISE.sub("", title).lower() in _ROLE_OF for title in row)


def parse_emergency(written: str) -> bool | None:
    """Return what a cell of the emergency column says; None where it says neither."""
    word = written.strip().lower()
    if word in _YES:
        return True
    return False if word in _NO else None
