"""What to do with each place of a coverage list."""

import re
from collections.abc import Container, Hashable, Iterable
from typing import NamedTuple

from .coverage_list import Entry

Step = tuple[str, dict]
# Steps of a resolution that leave open which region is meant.
_OPEN = frozenset({"several", "rivals", "split", "zone", "no_place"})
# Steps by which a whole province or prefecture, or one without counties, is named.
_WHOLE = frozenset({"part", "outside"})
# What may stand beside the name of a place that is meant as a whole.
_ALL_OF_IT = re.compile(r"[\W_]|全[省市区州盟境域部]|各[省市区县州]+|境内|范围|地区")

#: What becomes of a line. The first two are imported.
STATES = (
    "new",
    "replaced",
    "present",
    "repeated",
    "ambiguous",
    "unknown",
    "refused",
)
IMPORTED = STATES[:2]
SETTLED = ("present", "repeated")


class Place(NamedTuple):
    """What a text means as the place of a coverage line.

    ``code`` is None unless one region is meant; else ``candidates`` are the codes left
    open. ``steps`` are those of the resolution, for its own wording.
    """

    code: str | None
    candidates: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


class Listed(NamedTuple):
    """An entry with what is known about it.

    ``station`` is any key of the station that shall cover it, ``category`` a key of a
    product category, None for all. ``former`` is the step that says what the place was
    called when it still was a region. ``refusal`` is the reason for which the row can't
    be used, whatever its place is.
    """

    entry: Entry
    place: Place
    station: Hashable = None
    category: Hashable = None
    emergency: bool = False
    former: Step | None = None
    refusal: Step | None = None


class Row(NamedTuple):
    """The decision on one entry: one of STATES, and why in the wording's steps.

    ``same_as`` is the index of the row that stands for the same coverage already.
    """

    state: str
    reason: tuple[Step, ...] = ()
    same_as: int | None = None


def read_place(text: str, resolution) -> Place:
    """Return what ``text`` and its resolution mean for coverage.

    A station may cover a province or a prefecture as a whole, which an address can't
    mean: there the resolver calls it ambiguous and says that a whole is named. The
    resolution has the status, code, matched, candidates and reason of service_region's.
    """
    if resolution.code and (
        resolution.status == "resolved" or _is_whole(text, resolution)
    ):
        return Place(resolution.code, (), resolution.reason)
    return Place(None, resolution.candidates, resolution.reason)


def _is_whole(text, resolution):
    """Whether a larger place is named and nothing besides: 新疆, not 新疆兵团第九师."""
    steps = {key for key, _params in resolution.reason}
    for name in resolution.matched:
        text = text.replace(name, " ")
    rest = _ALL_OF_IT.sub("", text)
    return bool(steps & _WHOLE) and not steps & _OPEN and not rest


def prefer(alone: Place, under_heading: Place) -> Place:
    """Choose between an entry read alone and read behind its heading.

    The heading helps only where the entry alone leaves the place open: 鼓楼区 under
    南京 is one district, while 杭州市 under 江苏 stays what it is.
    """
    return under_heading if alone.code is None and under_heading.code else alone


def plan(listed: Iterable[Listed], existing: Container[tuple]) -> list[Row]:
    """Decide for each entry, in order, what becomes of it; none is left out.

    ``existing`` holds the (station, code, category, emergency) of the coverage that is
    there. Two names of one region fall together, the first counts.
    """
    rows: list[Row] = []
    seen: dict[tuple, int] = {}
    for position, line in enumerate(listed):
        row = _refused(line) or _decide(line, existing, seen)
        if row.state in (*IMPORTED, "present"):
            seen[_key(line)] = position
        former = (line.former,) if line.former else ()
        rows.append(row._replace(reason=former + row.reason))
    return rows


def _key(line):
    return (line.station, line.place.code, line.category, line.emergency)


def _refused(line):
    """Return the row of an entry that can't be used, else None."""
    if not line.entry.text:
        return Row("refused", (("no_text", {}),))
    if line.refusal:
        return Row("refused", (line.refusal,))
    if line.place.code:
        return None
    return Row("ambiguous" if line.place.candidates else "unknown")


def _decide(line, existing, seen):
    key = _key(line)
    if key in seen:
        return Row("repeated", (("repeated", {}),), seen[key])
    if key in existing:
        return Row("present", (("present", {}),))
    return Row("replaced" if line.former else "new")


def former_name(text: str, current: Iterable[str], former: Iterable[str]) -> str | None:
    """Return the former name by which ``text`` names its region, if it does.

    The longest name that stands in the text counts, and of equal ones the current: by
    新建县 the region 新建区, also called 新建, is named as what it was.
    """
    spoken = max((len(name) for name in current if name in text), default=0)
    names = [name for name in former if name in text and len(name) > spoken]
    return max(names, key=len, default=None)


def stands_for(
    path: Iterable[tuple[Hashable, str]], divided: Container[Hashable]
) -> Hashable | None:
    """Return the region whose station serves the last region of ``path``.

    ``path`` is (region, level) from the country down, ``divided`` holds the provinces
    that have prefectures. It is the prefecture; in a divided province a county beside
    the prefectures stands for itself (琼海, 仙桃); else it is the province (北京). None
    for a country.
    """
    by_level = {level: region for region, level in path}
    province = by_level.get("province")
    if "prefecture" in by_level:
        return by_level["prefecture"]
    if province in divided:
        return by_level.get("county", province)
    return province


def is_far(place: str, home: str) -> bool:
    """Tell whether two regions lie in different provinces, or countries.

    Each is the path of ids from the country down, ``"1/12/130/"``. A whole country
    is far from nowhere inside it.
    """
    return any(
        part != other
        for part, other in zip(_province(place), _province(home), strict=False)
    )


def _province(path):
    return path.split("/")[:-1][:2]


def spoken_name(official: str, short: Iterable[str]) -> str:
    """Return the name by which a station's region is called: 湘西州, 昆明市, 凉山州.

    It is the shortest that still ends like the official name, so that it says what
    kind of region it is.
    """
    names = [name for name in short if name[-1:] == official[-1:] and len(name) > 2]
    return min([official, *names], key=len)
