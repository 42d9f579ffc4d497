"""Reading and planning lists of covered places, without a database."""

import io
import random
from typing import NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook
from service_repair_rules import coverage_file, coverage_plan, coverage_wording
from service_repair_rules.coverage_list import (
    Entry,
    find_table,
    guess_roles,
    has_titles,
    headings,
    parse,
    parse_emergency,
    parse_table,
)
from service_repair_rules.coverage_plan import (
    STATES,
    Listed,
    Place,
    former_name,
    plan,
    prefer,
    read_place,
    spoken_name,
    stands_for,
)


def texts(entries):
    return [entry.text for entry in entries]


@pytest.mark.parametrize(
    ("written", "places"),
    [
        (
            "济南市、青岛市，烟台市,泰安市；德州市;聊城市",
            "济南 青岛 烟台 泰安 德州 聊城",
        ),
        (
            "济南市/青岛市|烟台市｜泰安市\t德州市\n聊城市",
            "济南 青岛 烟台 泰安 德州 聊城",
        ),
        ("济南市\r\n\r\n青岛市\u2028烟台市。", "济南 青岛 烟台"),
        ("1. 济南市\n2、青岛市\n（3）烟台市\n(4) 泰安市", "济南 青岛 烟台 泰安"),
        ("1.济南市 2.青岛市 3.烟台市", "济南 青岛 烟台"),
        ("①济南市②青岛市", "济南 青岛"),
        ("一、济南市\n二、青岛市", "济南 青岛"),
        ("• 济南市\n- 青岛市\n* 烟台市\n■ 泰安市", "济南 青岛 烟台 泰安"),
        ("济南市、青岛市等", "济南 青岛"),
        ("济南市、青岛市等26个城市。", "济南 青岛"),
        ("济南市以及青岛市等地区", "济南 青岛"),
        ("服务网点：济南市、青岛市", "济南 青岛"),
        ("【山东】济南市、青岛市", "济南 青岛"),
        ("\ufeff济南\u200b市、、，,青岛市!!", "济南 青岛"),
    ],
)
def test_separators_and_ornaments(written, places):
    """A list is read whatever separates, numbers and closes it."""
    expected = [f"{place}市" for place in places.split()]
    assert texts(parse(written)) == expected


def test_brackets_hold_together():
    """A remark in brackets stays with its place; an open bracket swallows nothing."""
    assert texts(parse("昆山市（张浦镇、周市镇）、太仓市")) == [
        "昆山市（张浦镇、周市镇）",
        "太仓市",
    ]
    assert texts(parse("昆山市（张浦镇、太仓市")) == ["昆山市（张浦镇", "太仓市"]


def test_places_of_one_name_are_folded_in_order():
    """Duplicates are folded and counted, the first mention keeps its line."""
    assert parse("济南市、青岛市\n济南市\n烟台市、济南市") == [
        Entry("济南市", 1, 3),
        Entry("青岛市", 1, 1),
        Entry("烟台市", 3, 1),
    ]


def test_headings_are_no_places_but_kept():
    """A heading is remembered with what stands under it, and reported."""
    written = "服务网点：\n江苏：鼓楼区、昆山市\n福建：鼓楼区\n营业 8:00-18:00"
    assert [(entry.heading, entry.text) for entry in parse(written)] == [
        ("江苏", "鼓楼区"),
        ("江苏", "昆山市"),
        ("福建", "鼓楼区"),
        ("福建", "营业 8:00-18:00"),
    ]
    assert headings(written) == [(1, "服务网点"), (2, "江苏"), (3, "福建")]


@given(st.lists(st.sampled_from(["昆山市", "琼海市长坡镇", "义县", "海南同德县"])))
def test_nothing_of_a_plain_list_is_lost(places):
    """Every place of the input is in exactly one entry."""
    entries = parse("、".join(places))
    assert sum(entry.times for entry in entries) == len(places)
    assert texts(entries) == list(dict.fromkeys(places))


@given(st.text())
@example("\x1f")
@example("\u2003")
def test_any_text_is_read_without_error(text):
    """No text makes the reader fail, and no entry is empty."""
    assert all(entry.text.strip() for entry in parse(text))
    headings(text)
    find_table(text)


def test_a_table_with_titles_is_recognised():
    """Province, city and county columns are joined; the rest of the row is kept."""
    rows = find_table(
        "省份\t地市\t区县\t服务网点\t品类\t是否紧急\n"
        "湖南省\t湘西州\t凤凰县、花垣县\t吉首站\t保险箱\t是\n"
        "北京市\t北京市\t昌平区\t\t\t\n"
    )
    roles = guess_roles(rows[0])
    assert roles == ["region"] * 3 + ["station", "category", "emergency"]
    assert parse_table(rows, roles, titled=True) == [
        Entry("湖南省湘西州凤凰县", 2, 1, "", "吉首站", "保险箱", "是"),
        Entry("湖南省湘西州花垣县", 2, 1, "", "吉首站", "保险箱", "是"),
        Entry("北京市昌平区", 3),
    ]


def test_a_row_without_place_is_not_dropped():
    """A row that names a station but no place becomes an entry without text."""
    rows = [
        ["区县", "地址", "网点"],
        ["", "", "吉首站"],
        ["", "", ""],
        ["", "昆山", ""],
    ]
    roles = guess_roles(rows[0])
    assert parse_table(rows, roles, titled=True) == [
        Entry("", 2, station="吉首站"),
        Entry("昆山", 4),
    ]


def test_cells_in_quotes():
    """A quoted cell may hold separators and line breaks; an open quote is an error."""
    rows = find_table('区县,备注\n"昆山市、太仓市","好,\n很好"\n')
    assert rows == [["区县", "备注"], ["昆山市、太仓市", "好,\n很好"]]
    with pytest.raises(coverage_file.ListError, match="broken_table"):
        find_table('区县,备注\n昆山市,"' + "长" * 200_000)


def test_a_plain_list_is_no_table():
    """A first line of places is not taken for titles."""
    assert find_table("济南市,青岛市\n烟台市,泰安市") is None
    assert find_table("济南市\n青岛市") is None
    assert find_table("") is None


def test_the_only_column_is_the_places():
    """A sheet of one column needs no title that we know."""
    assert guess_roles(["我们的网点"]) == ["region"]
    assert guess_roles(["服务网点"]) == ["region"]
    assert not has_titles(["济南市"])
    assert guess_roles(["甲", "乙"]) == ["", ""]


def test_a_table_without_place_column_is_refused():
    """Without a column for the place the error says so."""
    with pytest.raises(coverage_file.ListError, match="no_place_column"):
        parse_table([["甲", "乙"]], ["", "station"], titled=False)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("是", True),
        (" Yes ", True),
        ("√", True),
        ("0", False),
        ("否", False),
        ("?", None),
    ],
)
def test_words_for_yes_and_no(written, meant):
    """The emergency column is yes, no, or unclear; it is never guessed."""
    assert parse_emergency(written) is meant


LIST = "泰州市姜堰区、湘西州凤凰县，延边和龙市\n营口市盖州市、琼海市长坡镇"


@pytest.mark.parametrize(
    "encoding",
    "utf-8 utf-8-sig gbk gb2312 gb18030 utf-16 utf-16-le utf-16-be".split(),
)
def test_encodings(encoding):
    """UTF-8 with and without mark, GB18030 and its parts and UTF-16 are read."""
    assert coverage_file.decode(LIST.encode(encoding)) == LIST


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xfe\x00",
        b"\xef\xbb\xbf\xff",
        bytes(range(256)) * 4,
        random.Random(7).randbytes(4000),
    ],
)
def test_binary_junk_is_refused(data):
    """What is no text is refused with an error of its own, not shown as rubbish."""
    with pytest.raises(coverage_file.ListError, match="undecodable"):
        coverage_file.decode(data)


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail(data):
    """Any bytes are text or a ListError."""
    for read in (coverage_file.decode, coverage_file.read_sheet):
        try:
            read(data)
        except coverage_file.ListError as error:
            assert error.key in coverage_wording.ERRORS


def test_a_file_too_large_is_refused():
    """The limit is part of the error."""
    with pytest.raises(coverage_file.ListError, match="too_large") as caught:
        coverage_file.decode(b"a" * (coverage_file.MAX_BYTES + 1))
    assert "5 MB" in coverage_wording.ERRORS["too_large"] % caught.value.params


def test_a_list_too_long_is_refused():
    """More lines than a list can have are refused rather than cut."""
    long = "\n".join(f"{n}号镇" for n in range(coverage_file.MAX_ROWS + 1))
    with pytest.raises(coverage_file.ListError, match="too_many_rows"):
        parse(long)
    with pytest.raises(coverage_file.ListError, match="too_many_rows"):
        coverage_file.read_separated(long)


def test_a_spreadsheet_is_read():
    """The first sheet of an XLSX file is a table of texts."""
    book = Workbook()
    book.active.append(["区县", "数量"])
    book.active.append(["昆山市", 3.0])
    book.active.append([None, None])
    target = io.BytesIO()
    book.save(target)
    assert coverage_file.is_spreadsheet(target.getvalue())
    assert coverage_file.read_sheet(target.getvalue()) == [
        ["区县", "数量"],
        ["昆山市", "3"],
    ]


def test_a_written_list_is_harmless_in_a_spreadsheet():
    """No cell of a downloaded list runs as a formula."""
    data = coverage_file.write_separated([["=1+1", "昆山市"], ["-x", 2]])
    assert data.decode("utf-8-sig") == "'=1+1,昆山市\r\n'-x,2\r\n"
    for risky in (" =1+1", "\t@x", "\n=1", "＝1+1", "＋1", "－x", "＠x", "\u3000=1"):
        data = coverage_file.write_separated([[risky]]).decode("utf-8-sig")
        assert data.lstrip('"').startswith("'"), risky


def test_a_written_sheet_is_read_as_it_was():
    """Cells are texts: none is a formula, and what no sheet may hold is left out."""
    rows = [["代码", "网点"], ["430000", "=1+1"], ["=A1", "吉首\x0b站"]]
    data = coverage_file.write_sheet("核查", rows)
    rows[2][1] = "吉首站"
    assert coverage_file.read_sheet(data) == rows


@pytest.mark.parametrize(
    ("place", "home", "is_far"),
    [
        ("1/12/130/", "1/12/144/9/", False),
        ("1/12/130/", "1/13/", True),
        ("1/12/", "1/12/130/", False),
        ("1/", "1/12/130/", False),
        ("2/20/", "1/12/", True),
    ],
)
def test_another_province(place, home, is_far):
    """Regions of two provinces or countries are far from each other; no region is far
    from one that it lies in."""
    assert coverage_plan.is_far(place, home) is is_far


def test_a_sheet_that_claims_to_be_endless_is_not_filled_up():
    """Cells far out cost neither memory nor time: what is beyond is not read."""
    book = Workbook()
    book.active.append(["区县"])
    for row in range(2, 2_000):
        book.active.cell(row, 1, "昆山市")
    book.active["XFD1"] = "far out"
    target = io.BytesIO()
    book.save(target)
    widths = []
    with patch.object(
        coverage_file, "_bounded", lambda rows: widths.extend(map(len, rows))
    ):
        coverage_file.read_sheet(target.getvalue())
    assert max(widths) <= coverage_file.MAX_COLUMNS


class Answer(NamedTuple):
    """What the resolver of regions returns, as far as it matters here."""

    status: str
    code: str | None = None
    candidates: tuple[str, ...] = ()
    reason: tuple = ()
    matched: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer("resolved", "320583", reason=(("named", {}),)), "320583"),
        # a whole prefecture, and one without counties
        (Answer("ambiguous", "330100", ("330102",), (("part", {}),)), "330100"),
        (Answer("unknown", "810000", reason=(("outside", {}),)), "810000"),
        # a district that several cities share, within what is named as a whole
        (Answer("ambiguous", "370000", ("370103",), (("several", {}),)), None),
        (Answer("ambiguous", "320500", ("320505",), (("zone", {}),)), None),
        (Answer("ambiguous", "3", ("3",), (("part", {}), ("zone", {}))), None),
        (Answer("unknown", reason=(("no_place", {}),)), None),
    ],
)
def test_what_an_answer_means_for_coverage(answer, code):
    """A whole prefecture can be covered; what is open stays open."""
    place = read_place("", answer)
    assert place.code == code
    assert place.code or place.candidates == answer.candidates


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [
        ("新疆", True),
        ("新疆（全境）", True),
        ("新疆各市县", True),
        ("新疆兵团第九师", False),
        ("新疆机场", False),
    ],
)
def test_a_whole_is_meant_only_where_nothing_else_is_named(text, is_whole):
    """Half understood is not understood: the rest may name another place."""
    reason = (("part", {"text": "新疆"}),)
    answer = Answer("ambiguous", "650000", ("650102",), reason, ("新疆",))
    assert (read_place(text, answer).code == "650000") is is_whole


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("南昌市湾里区", "湾里区"),
        ("南昌湾里", "湾里"),
        ("新建县", "新建县"),
        ("新建区", None),
        ("新建", None),
        ("新建区（原湾里）", None),
    ],
)
def test_by_which_former_name_a_region_is_named(text, former):
    """An abolished district and an earlier form of the name are both noticed."""
    current, before = ["新建区", "新建"], ["湾里区", "湾里", "新建县", "新建"]
    assert former_name(text, current, before) == former


def test_a_heading_settles_only_what_is_open():
    """The heading is used where the place alone is not clear."""
    open_, clear, other = Place(None, ("a", "b")), Place("a"), Place("b")
    assert prefer(open_, clear) is clear
    assert prefer(clear, other) is clear
    assert prefer(open_, Place(None)) is open_


def listed(text, code=None, **known):
    place = known.pop("place", Place(code))
    return Listed(Entry(text, 1), place, **{"station": 1, **known})


def test_the_plan_says_what_becomes_of_each_line():
    """New, there already, replaced, said twice, open, unknown and refused."""
    lines = [
        listed("昆山市", "320583"),
        listed("苏州昆山", "320583"),
        listed("湾里区", "360112", former=("renamed", {})),
        listed("新建区", "360112"),
        listed("义县", "210727"),
        listed("义县城关", "210727"),
        listed("鼓楼区", place=Place(None, ("320106", "350102"))),
        listed("不知何处"),
        listed("太仓市", "320585", refusal=("no_such_station", {"written": "x"})),
        listed(""),
        listed("昆山市", "320583", emergency=True),
        listed("昆山市", "320583", station=2),
    ]
    rows = plan(lines, {(1, "210727", None, False)})
    assert [row.state for row in rows] == [
        "new",
        "repeated",
        "replaced",
        "repeated",
        "present",
        "repeated",
        "ambiguous",
        "unknown",
        "refused",
        "refused",
        "new",
        "new",
    ]
    assert [row.same_as for row in rows if row.same_as is not None] == [0, 2, 4]
    for row in rows:
        coverage_wording.describe(
            (key, {"written": "", "name": "", "region": "", **params})
            for key, params in row.reason
        )


lines_of_a_list = st.lists(
    st.builds(
        Listed,
        entry=st.sampled_from([Entry("x", 1), Entry("", 2)]),
        place=st.builds(
            Place,
            code=st.sampled_from([None, "1", "2"]),
            candidates=st.sampled_from([(), ("1", "2")]),
            steps=st.just(()),
        ),
        station=st.sampled_from([1, 2, ("new", 3)]),
        category=st.sampled_from([None, 4]),
        emergency=st.booleans(),
        former=st.sampled_from([None, ("renamed", {})]),
        refusal=st.sampled_from([None, ("no_region", {})]),
    )
)


@given(lines_of_a_list)
def test_every_line_has_one_decision_and_a_second_import_none_to_make(lines):
    """As many rows as lines, and what was imported is present the next time."""
    rows = plan(lines, set())
    assert len(rows) == len(lines)
    assert {row.state for row in rows} <= set(STATES)
    keys = {
        (line.station, line.place.code, line.category, line.emergency)
        for line, row in zip(lines, rows, strict=True)
        if row.state in ("new", "replaced")
    }
    again = {row.state for row in plan(lines, keys)}
    assert not again & {"new", "replaced"}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ([("CN", "country"), ("43", "province"), ("4331", "prefecture")], "4331"),
        ([("43", "province"), ("4331", "prefecture"), ("433123", "county")], "4331"),
        ([("46", "province"), ("469002", "county"), ("469002109", "town")], "469002"),
        ([("46", "province")], "46"),
        ([("11", "province"), ("110114", "county")], "11"),
        ([("CN", "country")], None),
    ],
)
def test_whose_station_serves_a_region(path, code):
    """The prefecture's, the municipality's, or that of a county beside prefectures."""
    assert stands_for(path, frozenset({"43", "46"})) == code


@pytest.mark.parametrize(
    ("official", "short", "spoken"),
    [
        ("湘西土家族苗族自治州", ("湘西自治州", "湘西州", "湘西"), "湘西州"),
        ("昆明市", ("昆明",), "昆明市"),
        ("大兴安岭地区", ("大兴安岭",), "大兴安岭地区"),
        ("北京市", (), "北京市"),
    ],
)
def test_how_a_region_is_called_in_a_stations_name(official, short, spoken):
    """The shortest name that still says what kind of region it is."""
    assert spoken_name(official, short) == spoken
