"""Single answers of a form that people fill in: what they wrote, as values.

Each reader takes text as it came and returns its value; None where nothing was written;
and raises `Wrong` with the reason where it is no such value. Width and case of
characters, spaces and the ways to write a day don't matter.
"""

import re
import unicodedata
from datetime import date, time
from decimal import Decimal

MOST = Decimal("9999999999.99")
FIRST_YEAR = 1990  # of what people still complain about
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_CLOCK = re.compile(r"(\d{1,2})[:.时点](\d{2})分?(?::\d{2})?")
_AMOUNT = re.compile(r"[¥$€]?(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{1,2})?[元块]?")
_COUNT = re.compile(r"\d{1,5}")
_PHONE = re.compile(r"\+?[\d\s().\-转]+")
_EMAIL = re.compile(r"[^@\s,;<>()\"]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")


class Wrong(ValueError):
    """``reason`` is day, future, past, old, far, clock, amount, count, phone, email or
    long."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def plain(written: str | None) -> str:
    """Without differences of width, and with no space around."""
    return unicodedata.normalize("NFKC", written or "").strip()


def read_day(
    written: str | None,
    first: date | None = None,
    last: date | None = None,
    before: str = "past",
    after: str = "future",
) -> date | None:
    """A day as forms send it or people write it: 2026-09-01, 2026/9/1, 2026年9月1日.

    ``before`` and ``after`` are the reasons why one beyond the bounds is wrong.
    """
    text = plain(written).replace(" ", "")
    if not text:
        return None
    match = _DAY.fullmatch(text)
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if not day or day.year < FIRST_YEAR:
        raise Wrong("day")
    if last and day > last:
        raise Wrong(after)
    if first and day < first:
        raise Wrong(before)
    return day


def read_clock(written: str | None) -> time | None:
    """The time of a day: 16:10, 16点10分."""
    text = plain(written).replace(" ", "")
    if not text:
        return None
    match = _CLOCK.fullmatch(text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise Wrong("clock")
    return time(int(match[1]), int(match[2]))


def read_amount(written: str | None) -> Decimal | None:
    """Money: 59, 1,234.50, ￥59元. A comma only ever parts thousands."""
    text = plain(written).replace(" ", "")
    if not text:
        return None
    match = _AMOUNT.fullmatch(text)
    amount = match and Decimal(match[1].replace(",", "") + (match[2] or ""))
    if amount is None or amount > MOST:
        raise Wrong("amount")
    return amount


def read_count(written: str | None, most: int) -> int | None:
    """A whole number from 0 to ``most``, such as minutes."""
    text = plain(written)
    if not text:
        return None
    if not _COUNT.fullmatch(text) or not text.isascii() or int(text) > most:
        raise Wrong("count")
    return int(text)


def read_phone(written: str | None) -> str | None:
    """A number that somebody can be reached by, as it was written."""
    text = plain(written)
    if not text:
        return None
    digits = sum(char.isdecimal() for char in text)
    if not _PHONE.fullmatch(text) or not 5 <= digits <= 20:
        raise Wrong("phone")
    return text


def read_email(written: str | None) -> str | None:
    text = plain(written)
    if not text:
        return None
    if len(text) > 200 or not _EMAIL.fullmatch(text):
        raise Wrong("email")
    return text


def read_text(written: str | None, most: int) -> str | None:
    """Words as they were written, with no space around."""
    text = (written or "").strip()
    if len(text) > most:
        raise Wrong("long")
    return text or None
