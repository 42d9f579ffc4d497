"""What a customer's mail says: its own words, its signature, and the numbers in both.

Takes plain text. What is quoted from earlier mails is left out, except in a mail that
only hands on another one.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

import phonenumbers

MAX_LENGTH = 20_000  # bounds the work; who writes more has said it before
MAX_PLACES = 12
MAX_PLACE_LENGTH = 2000

_QUOTED = re.compile(
    r"^\s*(?:-{2,}\s*(?:original message|原始邮件|原邮件|回复的邮件|转发的?邮件"
    r"|转发信息|forwarded message|begin forwarded message)\s*-*"
    r"|begin forwarded message:"
    r"|on .{4,120} wrote:|在.{4,120}写道[:：]|.{0,80}于\s?\d{4}年.{4,80}写道[:：]"
    r"|_{10,})\s*$",
    re.IGNORECASE,
)
_HEADER_LINE = re.compile(
    r"^\W*(?:发件人|寄件人|发送时间|发送日期|日期|收件人|抄送|主题|from|sent|date|to|cc"
    r"|subject)\W{0,3}[:：]",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^\s*(?:--|—{1,2}|-{3,}|_{3,}|此致|敬礼|顺祝商祺|顺颂.{1,4}|祝好|谢谢[!！。]?"
    r"|best regards|kind regards|regards|thanks|sincerely|发自.{0,20}|来自.{0,12}邮箱"
    r"|sent from my .{0,20})[,，.。!！]?\s*$",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\s*(?:您好|你好|您们好|尊敬的.{0,20}|hi|hello|dear .{0,40}|各位.{0,10}"
    r"|客服.{0,8}好)\s*[,，.。!！:：~～]*\s*",
    re.IGNORECASE,
)
_CONTACT_LINE = re.compile(
    r"^\s*(?:电话|手机|联系电话|传真|地址|邮编|邮箱|公司|tel|mobile|phone|fax|address"
    r"|e-?mail)\s*[:：]",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:地址|住址|安装地点|维修地点|地点|address)\s*(?:[:：]|是|在|为)\s*([^\n]{2,200})",
    re.IGNORECASE,
)
_SERIAL = re.compile(
    r"(?:序列号|序號|序列號|机身号|机身码|产品编号|S\s?/?\s?N\b|serial(?:\s*(?:number|no\.?))?)"
    r"\s*(?:是|为|號|号)?\s*[:：#.]?\s*([A-Z0-9](?:[A-Z0-9]|[-/](?=[A-Z0-9])){3,39})",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[。！？!?；;\n]+")
_REPLY_MARK = re.compile(
    r"^\s*(?:(?:re|fw|fwd|答复|回复|转发|回覆|轉寄)\s*(?:\[\d+\])?\s*[:：]\s*)+",
    re.IGNORECASE,
)


class Places(NamedTuple):
    """The pieces of a text that may name where: what is labelled as an address, the
    ``whole``, and its ``sentences``."""

    labelled: tuple[str, ...]
    whole: str
    sentences: tuple[str, ...]

    def pieces(self) -> list[str]:
        every = [*self.labelled, self.whole, *self.sentences]
        return list(dict.fromkeys(filter(None, every)))


class MailText(NamedTuple):
    """``text``: what the sender says, without greeting, quotes and signature;
    ``places`` and ``signature_places``: where either may name a place;
    ``phones``: numbers as written, the text's before the signature's and mobile ones
    first; ``serial``: the first serial number, or ""."""

    subject: str
    text: str
    signature: str
    places: Places
    signature_places: Places
    phones: tuple[str, ...]
    serial: str


def read_mail(subject: str, body: str, country: str = "CN") -> MailText:
    """Read the plain text of a mail.

    :param country: ISO code of the country whose numbers come without prefix.
    """
    own, quoted = _split_quoted(body[:MAX_LENGTH])
    text, signature = _split_signature(own)
    if not text and quoted:
        text, signature = _split_signature(_without_headers(quoted))
    subject = _REPLY_MARK.sub("", subject).strip()
    said = f"{subject}\n{text}"
    found = _SERIAL.search(said) or _SERIAL.search(signature)
    phones = [*find_phones(said, country), *find_phones(signature, country)]
    serial = found[1].upper() if found and re.search(r"\d", found[1]) else ""
    return MailText(
        subject=subject,
        text=text,
        signature=signature,
        places=_places(text, subject),
        signature_places=_places(signature),
        phones=tuple(dict.fromkeys(phones)),
        serial=serial,
    )


def find_phones(text: str, country: str = "CN") -> list[str]:
    """The telephone numbers in a text as they are written, mobile ones first."""
    found = [
        match
        for match in phonenumbers.PhoneNumberMatcher(text, country)
        if phonenumbers.is_valid_number(match.number)
    ]
    mobile = phonenumbers.PhoneNumberType.MOBILE
    found.sort(key=lambda match: phonenumbers.number_type(match.number) != mobile)
    return [match.raw_string for match in found]


def _split_quoted(body: str) -> tuple[str, str]:
    """(own words, what is quoted below or between them)"""
    lines = body.replace("\r\n", "\n").split("\n")
    for index, line in enumerate(lines):
        headers = sum(
            bool(_HEADER_LINE.match(near)) for near in lines[index : index + 4]
        )
        if _QUOTED.match(line) or (_HEADER_LINE.match(line) and headers >= 3):
            below = lines[index:]
            lines = lines[:index]
            break
    else:
        below = []
    own = [line for line in lines if not line.lstrip().startswith(">")]
    quoted = [line.lstrip("> ") for line in lines if line.lstrip().startswith(">")]
    return "\n".join(own).strip(), "\n".join([*quoted, *below]).strip()


def _without_headers(quoted: str) -> str:
    """A quoted mail without the lines that say whose it was."""
    return "\n".join(
        line
        for line in quoted.split("\n")
        if not _QUOTED.match(line) and not _HEADER_LINE.match(line)
    ).strip()


def _split_signature(text: str) -> tuple[str, str]:
    """(text without its greeting, signature)

    A signature begins at a closing formula, or is the block of contact lines at the
    end; a text that is nothing but contact lines is the message itself.
    """
    lines = text.strip().split("\n")
    lines[0] = _GREETING.sub("", lines[0])
    start = next(
        (
            index
            for index, line in enumerate(lines)
            if index and _SIGNATURE.match(line) and any(map(str.strip, lines[:index]))
        ),
        len(lines),
    )
    if start == len(lines):
        start = _contact_block(lines)
    signature = [line for line in lines[start:] if not _SIGNATURE.match(line)]
    return "\n".join(lines[:start]).strip(), "\n".join(signature).strip()


def _contact_block(lines: list[str]) -> int:
    """Where the lines of contact data at the end begin, behind an empty line."""
    breaks = [index for index, line in enumerate(lines) if not line.strip()]
    for index in breaks[-2:]:
        block = [line for line in lines[index:] if line.strip()]
        contacts = sum(bool(_CONTACT_LINE.match(line)) for line in block)
        if len(block) <= 6 and contacts >= 2 and any(map(str.strip, lines[:index])):
            return index
    return len(lines)


def _places(*texts: str) -> Places:
    whole = "\n".join(filter(None, texts))
    labelled = [match.strip() for match in _PLACE.findall(whole)]
    sentences = [piece.strip() for piece in _SENTENCE.split(whole)]
    return Places(
        tuple(labelled[:MAX_PLACES]),
        whole[:MAX_PLACE_LENGTH],
        tuple(piece for piece in sentences if piece)[:MAX_PLACES],
    )


def choose_address(places: Places, found: Mapping[str, tuple[str, str | None]]) -> str:
    """The piece that says where, as short as possible; "" where none does.

    What is labelled as an address counts first. Else the whole text decides, where
    what is ruled out or merely mentioned is weighed; the shortest sentence that leads
    to the same place stands for it.

    :param found: {piece: (status, code) of its resolution}
    """
    for piece in places.labelled:
        if found[piece][0] != "unknown":
            return piece
    if not places.whole or found[places.whole][0] == "unknown":
        return ""
    same = [one for one in places.sentences if found[one] == found[places.whole]]
    return min([*same, places.whole], key=len)
