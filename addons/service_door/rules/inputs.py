"""What comes in through addresses and forms, made safe to use."""

import re

#: The largest id that PostgreSQL's integer holds.
MAX_ID = 2**31 - 1
_ID = re.compile(r"[0-9]{1,10}")
_UNSTORABLE = {0: None, **dict.fromkeys(range(0xD800, 0xE000))}


def parse_id(written) -> int | None:
    """Return the record id that ``written`` is, None where it is none."""
    if not isinstance(written, str) or not _ID.fullmatch(written):
        return None
    number = int(written)
    return number if 0 < number <= MAX_ID else None


def parse_page(written) -> int:
    """Return the page of a list that ``written`` names, the first where it names none.

    An address names it as a number in its path, or as text behind the question mark.
    """
    return parse_id(str(written)) or 1


def parse_token(written) -> str | None:
    """Return the secret of a link that ``written`` may be, None where it can't be.

    Secrets are ASCII; others can't even be compared with them safely.
    """
    return written if isinstance(written, str) and written.isascii() else None


def clean_text(written) -> str:
    """Return the text of a form's field, without what a database can't store."""
    return written.translate(_UNSTORABLE).strip() if isinstance(written, str) else ""


def clean_lines(written) -> str:
    """The same for a text of several lines, which browsers send with CR and LF."""
    return clean_text(written).replace("\r\n", "\n")
