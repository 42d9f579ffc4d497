"""What a file of places contains: its text, or its rows.

The sources of the encodings are the Unicode standard (byte order marks) and GB 18030,
of which GBK and GB 2312 are parts.
"""

import csv
import io
import unicodedata
import zipfile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

#: The largest file and the longest pasted text that are read.
MAX_BYTES = 5_000_000
#: What a spreadsheet may unfold to; a small archive can hold an endless sheet.
MAX_UNPACKED = 60_000_000
#: More lines than this are no list of places any more.
MAX_ROWS = 20_000
MAX_COLUMNS = 50

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UNMARKED = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_NOT_TEXT = frozenset({"Cc", "Cn", "Co", "Cs"})
_BREAKS = frozenset("\t\n\r\v\f\x1a\x85")
_USUAL = ((0x20, 0x7F), (0x2000, 0x2070), (0x3000, 0x3040), (0x4E00, 0xA000))
_USUAL += ((0xFF00, 0xFFF0), (0x2460, 0x2600), (0xA0, 0x100))


class ListError(ValueError):
    """A list that can't be read: ``key`` of the wording, ``params`` for it."""

    def __init__(self, key: str, **params):
        super().__init__(key)
        self.key = key
        self.params = params


def decode(data: bytes) -> str:
    """Return the text of ``data`` in UTF-8, GB18030 (GBK, GB2312) or UTF-16.

    A byte order mark decides; without one the first encoding that gives readable text
    wins. Raises ListError("too_large") and ListError("undecodable").
    """
    if len(data) > MAX_BYTES:
        raise ListError("too_large", megabytes=MAX_BYTES // 1_000_000)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding) or _undecodable()
    for encoding in _UNMARKED:
        text = _decoded(data, encoding)
        if text is not None:
            return text
    return _undecodable()


def _undecodable():
    raise ListError("undecodable")


def _decoded(data, encoding):
    """Return the text, or None where these bytes say nothing in ``encoding``."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if any(
        unicodedata.category(char) in _NOT_TEXT and char not in _BREAKS
        for char in set(text)
    ):
        return None
    return text if encoding.startswith("utf-8") or _is_usual(text) else None


def _is_usual(text):
    """Tell whether nearly all characters are those of a Chinese or English list."""
    usual = sum(
        char in _BREAKS or any(start <= ord(char) < end for start, end in _USUAL)
        for char in text
    )
    return usual >= 0.9 * len(text)


def read_sheet(data: bytes) -> list[list[str]]:
    """Return the rows of the first sheet of an XLSX file, every cell as text.

    Raises ListError("too_large"), ("too_many_rows") and ("not_a_spreadsheet").
    """
    if len(data) > MAX_BYTES:
        raise ListError("too_large", megabytes=MAX_BYTES // 1_000_000)
    try:
        _check_unpacked(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        # the bounds keep a sheet that claims to be endless from being filled up
        rows = book.worksheets[0].iter_rows(
            max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True
        )
        return _bounded(rows)
    except ListError:
        raise
    except Exception as error:  # a broken file fails anywhere within three parsers
        raise ListError("not_a_spreadsheet") from error


def _check_unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
            raise ListError("too_large", megabytes=MAX_UNPACKED // 1_000_000)


def read_separated(text: str) -> list[list[str]]:
    """Return the rows of ``text`` separated by tabs, commas or semicolons.

    The separator is the one most frequent in the first line with words. Raises
    ListError("too_many_rows") and ("broken_table").
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max("\t,;", key=first.count)
    try:
        return _bounded(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise ListError("broken_table") from error


def is_spreadsheet(data: bytes) -> bool:
    """Tell whether ``data`` begins as an XLSX file (a ZIP archive) does."""
    return data.startswith(b"PK\x03\x04")


def write_separated(rows) -> bytes:
    """Return ``rows`` as CSV that a spreadsheet opens as it is: UTF-8 with a mark.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    target = io.StringIO()
    csv.writer(target).writerows([_harmless(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def write_sheet(title: str, rows) -> bytes:
    """Return ``rows`` of texts as an XLSX file whose first row stays in sight.

    Every cell is a text, so that none is run as a formula.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_text_cell(sheet, text) for text in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _text_cell(sheet, text):
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(text)))
    cell.data_type = "s"
    return cell


def _harmless(cell):
    text = str(cell)
    # what follows blanks, and the full-width forms, are formulas to some programs
    begin = unicodedata.normalize("NFKC", text.lstrip()[:1])
    risky = begin in tuple("=+-@") or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if risky else text


def _bounded(rows):
    """Return the rows as text, without empty rows and columns at the end."""
    sheet = []
    for row in rows:
        if len(sheet) >= MAX_ROWS:
            raise ListError("too_many_rows", rows=MAX_ROWS)
        cells = [_cell(value) for value in row[:MAX_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        sheet.append(cells)
    while sheet and not sheet[-1]:
        sheet.pop()
    return sheet


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
