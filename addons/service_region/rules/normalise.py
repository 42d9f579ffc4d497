"""One spelling for what can be written in several ways."""

import re
import unicodedata

# Ranges whose characters have a plain twin: radicals, compatibility ideographs and
# full-width letters.
_COMPATIBLE = ((0x2E80, 0x2FE0), (0x3000, 0x3001), (0xF900, 0xFB00), (0xFF01, 0xFF5F))
_BLANKS = (*range(32), *range(127, 161), *range(0x2000, 0x200B), 0x202F, 0x205F)
_LINE_ENDS = (0x0A, 0x0D, 0x85, 0x2028, 0x2029)
_INVISIBLE = (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFE0E, 0xFE0F, 0xFEFF)
_CHINESE = "\u3400-\u9fff\U00020000-\U000323af"
_GAP = re.compile(f"(?<=[{_CHINESE}]) +(?=[{_CHINESE}])")

#: No more of a text than this is read: its beginning and its end.
READ_HEAD = 4000
READ_TAIL = 1000


def spelling_table(simplified) -> dict[int, str | None]:
    """Return a table for ``str.translate`` from ``simplified`` and Unicode's twins."""
    table = dict.fromkeys(_BLANKS, " ")
    table.update(dict.fromkeys(_LINE_ENDS, "\n"))
    table.update(dict.fromkeys(_INVISIBLE))
    for start, end in _COMPATIBLE:
        for code in range(start, end):
            twin = unicodedata.normalize("NFKC", chr(code))
            if len(twin) == 1 and ord(twin) != code:
                table[code] = twin
    table.update((ord(char), plain) for char, plain in simplified.items())
    return table


def normalise(text: str, table) -> str:
    """Return ``text`` in plain characters, without blanks inside Chinese.

    Full-width and traditional characters become plain ones, control characters blanks.
    A text longer than READ_HEAD + READ_TAIL characters loses its middle, so that no
    text takes more than a bounded time.
    """
    if len(text) > READ_HEAD + READ_TAIL:
        text = f"{text[:READ_HEAD]}\n{text[-READ_TAIL:]}"
    return _GAP.sub("", text.translate(table))
