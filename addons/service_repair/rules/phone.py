"""A telephone number as a caller gives it: what kind it is, and its E.164 form.

Leans on Google's numbering plans (``phonenumbers``); adds what they leave out and
Chinese callers use: 转/分机 extensions, extensions behind a last dash, local numbers
without area code, and the short numbers of hotlines.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

NATIONWIDE = "中国"  # what the plan answers for numbers of no town
MAX_LENGTH = 200  # a longer text is no telephone number; bounds the work

_EXTENSION = re.compile(
    r"[\s,;，；(-]*(?:转|轉|分机|分機|內線|内线|extension|ext|x|#|[,;])"
    r"[\s.:：号號]*(\d{1,6})\s*[号號]?\s*\)?\s*$",
    re.IGNORECASE,
)
_DASHED_EXTENSION = re.compile(r"^(.*\d)\s*-\s*(\d{1,6})$")
_NUMBER = re.compile(r"[+(]?\d[\d\s().-]*\d")
_LOCAL = re.compile(r"[2-8]\d{6,7}")
_SHORT = re.compile(r"1\d{2}|1[012]\d{3}|9[56]\d{3,4}")

_KINDS = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "landline",
    PhoneNumberType.FIXED_LINE_OR_MOBILE: "landline",
    PhoneNumberType.TOLL_FREE: "service",
    PhoneNumberType.SHARED_COST: "service",
    PhoneNumberType.PREMIUM_RATE: "service",
    PhoneNumberType.UAN: "service",
    PhoneNumberType.VOIP: "landline",
}


class Phone(NamedTuple):
    """``status``: mobile, landline, service (400, 800), foreign, short (hotlines that
    have no E.164 form), no_area (a local number whose town is not known), unreadable
    or empty. ``number`` is in E.164 form, None where there is none."""

    number: str | None
    extension: str
    status: str


EMPTY = Phone(None, "", "empty")


def parse_phone(raw: str | None, country: str = "CN", area: str = "") -> Phone:
    """Read the first number of ``raw`` that makes sense.

    :param country: ISO code of the country whose numbers come without prefix.
    :param area: area code of the caller's town with its leading 0, for local numbers.
    """
    text = unicodedata.normalize("NFKC", raw or "")[:MAX_LENGTH].strip()
    text = text.translate(dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-"))
    if not text:
        return EMPTY
    found = [_read(part, country, area) for part in _parts(text)]
    known = [phone for phone in found if phone.status != "unreadable"]
    return (known or [Phone(None, "", "unreadable")])[0]


def _parts(text: str) -> list[tuple[str, str]]:
    """The (number, extension) pairs written in a text, in order."""
    parts = []
    for piece in re.split(r"[/、|\n]|或", text):
        match = _EXTENSION.search(piece)
        body = piece[: match.start()] if match else piece
        extension = match.group(1) if match else ""
        parts += [(number, extension) for number in _NUMBER.findall(body)]
    return parts


def _read(part: tuple[str, str], country: str, area: str) -> Phone:
    written, extension = part
    readings = [(written, extension)]
    dashed = _DASHED_EXTENSION.match(written)
    if dashed and not extension:
        readings.append((dashed[1], dashed[2]))
    for number, behind in readings:
        # local first: the plan takes some of them for numbers of its own
        phone = _local(number, country, area, behind) or _international(
            number, country, behind
        )
        if phone:
            return phone
    return Phone(None, "", "unreadable")


def _international(written: str, country: str, extension: str) -> Phone | None:
    """A number complete with area code, or None."""
    try:
        number = phonenumbers.parse(written, country)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    status = _KINDS.get(phonenumbers.number_type(number), "landline")
    if phonenumbers.region_code_for_number(number) not in (country, None):
        status = "foreign"
    text = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Phone(text, extension, status)


def _local(written: str, country: str, area: str, extension: str) -> Phone | None:
    """A number that is complete only within a town, or a hotline's, or None."""
    digits = re.sub(r"\D", "", written)
    if country != "CN":
        return None
    if _SHORT.fullmatch(digits):
        return Phone(None, "", "short")
    if not _LOCAL.fullmatch(digits):
        return None
    with_area = _international(area + digits, country, extension) if area else None
    return with_area or Phone(None, extension, "no_area")


def takes_sms(number: str) -> bool:
    """Whether a number in E.164 form may be a mobile phone's."""
    kind = phonenumbers.number_type(phonenumbers.parse(number))
    return kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def place_of(number: str) -> str:
    """Where a Chinese number was issued, in Chinese ("江苏省苏州市"), or ""."""
    parsed = phonenumbers.parse(number)
    if phonenumbers.region_code_for_number(parsed) != "CN":
        return ""
    place = _geocoder().description_for_number(parsed, "zh", region="CN")
    return "" if place == NATIONWIDE else place


def area_of(city: str) -> str:
    """The area code of a prefecture or municipality by its Chinese name ("苏州市"),
    with its leading 0; "" where there is none."""
    return next((code for place, code in _areas() if place.endswith(city)), "")


def _geocoder():
    """The library's table of places: 100 MB, so loaded by the first who asks."""
    from phonenumbers import geocoder

    return geocoder


@cache
def _areas() -> tuple[tuple[str, str], ...]:
    """(full name of a city, area code), read off the numbering plan; several cities
    may share a code."""
    describe = _geocoder().description_for_valid_number
    codes = [10, *range(20, 30), *range(310, 1000)]
    return tuple(
        (place, f"0{code}")
        for code in codes
        for place in describe(
            phonenumbers.PhoneNumber(86, int(str(code).ljust(10, "5"))), "zh"
        ).split("、")
        if place and place != NATIONWIDE
    )
