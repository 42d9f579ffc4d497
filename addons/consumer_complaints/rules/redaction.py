"""Texts of a consumer for somebody who must not learn who that is.

What is known of the complainant is masked wherever it is written, however it is spaced;
so is what looks like a mobile number, an identity number or a mail address: people put
those of their family into their story.
"""

import re
import unicodedata
from collections.abc import Iterable

from .masking import HIDDEN, mask_email, mask_id, mask_name, mask_phone

LEAST = 2  # characters of a name: one alone is half of all words
LEAST_ADDRESS = 6
LEAST_DIGITS = 7  # of a telephone number: short ones are hotlines
_GAP = r"[\s\-.()（）]{0,2}"
_MOBILE = re.compile(r"(?<!\d)[1１][3-9３-９]\d(?:[\s\-]?\d){8}(?!\d)")
_ID = re.compile(r"(?<!\d)\d{17}[\dXxＸｘ](?!\d)")
_MAIL = re.compile(
    r"[\w.+\-]{1,64}[@＠][\w\-]{1,63}(?:[.．][\w\-]{1,63}){1,5}", re.ASCII
)


def redact(
    text: str | None,
    names: Iterable[str | None] = (),
    phones: Iterable[str | None] = (),
    others: Iterable[str | None] = (),
) -> str:
    """The text with the identity masked; ``others`` are addresses and numbers."""
    text = text or ""
    for other in _known(others, LEAST_ADDRESS):
        text = _loosely(other).sub(HIDDEN, text)
    text = _MAIL.sub(lambda found: mask_email(found[0]), text)
    text = _ID.sub(lambda found: mask_id(found[0]), text)
    for phone in filter(None, phones):
        text = _mask_phone(text, phone)
    text = _MOBILE.sub(lambda found: mask_phone(found[0]), text)
    for name in _known(names, LEAST):
        text = _loosely(name).sub(lambda _found, name=name: mask_name(name), text)
    return text


def redact_reference(
    text: str | None, phones: Iterable[str | None], numbers: Iterable[str | None]
) -> str:
    """The number of an order or contract without what is known of the complainant.

    Only that: orders have as many digits as identities, and whoever sold something must
    find it.
    """
    text = text or ""
    for number in _known(numbers, LEAST_ADDRESS):
        text = _loosely(number).sub(HIDDEN, text)
    for phone in filter(None, phones):
        text = _mask_phone(text, phone)
    return text


def _known(secrets, least):
    """The longest first: a name may be part of another."""
    known = {unicodedata.normalize("NFKC", secret or "").strip() for secret in secrets}
    return sorted((each for each in known if len(each) >= least), key=len, reverse=True)


def _loosely(secret):
    """The secret with or without spaces, in any case; a Latin word only as a whole."""
    chars = [re.escape(char) for char in secret if not char.isspace()]
    spaced = r"\s?".join(chars)
    front = r"\b" if secret[0].isascii() and secret[0].isalnum() else ""
    back = r"\b" if secret[-1].isascii() and secret[-1].isalnum() else ""
    return re.compile(f"{front}{spaced}{back}", re.IGNORECASE)


def _mask_phone(text, phone):
    digits = "".join(char for char in phone if char.isdecimal())
    digits = re.sub("^(?:00)?86(?=1[3-9])", "", digits)
    if len(digits) < LEAST_DIGITS:
        return text
    written = _GAP.join(f"[{digit}{chr(0xFF10 + int(digit))}]" for digit in digits)
    return re.sub(rf"(?<!\d){written}(?!\d)", mask_phone(digits), text)
