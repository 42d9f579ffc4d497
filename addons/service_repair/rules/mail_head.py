"""What kind of mail it is, read from its source, which may be broken in any way.

Reads with the standard library's most forgiving parser and never raises: a mail that
can't be understood still has a sender, a length and a fingerprint, or empty ones.
"""

import email
import hashlib
import re
from email.header import decode_header
from email.message import Message
from typing import NamedTuple

MAX_HEAD = 64 * 1024  # what is behind it is no header of a real mail
_ADDRESS = re.compile(r"[\w.+'=-]+@[\w.-]+\w", re.ASCII)
_RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Resent-To", "Resent-Cc")
_BULK = ("auto_reply", "bulk", "junk", "list")
_ANSWERING_MACHINE = re.compile(
    r"^\s*(?:自动回复|自動回覆|自动答复|out of office|auto(?:matic)?[- ]?"
    r"(?:reply|response))",
    re.IGNORECASE,
)


class MailHead(NamedTuple):
    """``kind``: mail, automatic (an answering machine, a list, a robot), bounce (the
    report of a mail that could not be delivered) or unreadable. ``fingerprint`` is the
    same for the same text of the same sender; ``message_id`` is empty where the mail
    has none; ``references`` are the ids of the mails it answers."""

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    kind: str
    fingerprint: str
    references: tuple[str, ...] = ()


def read_head(raw: bytes) -> MailHead:
    """Read the headers of a mail's source."""
    message = email.message_from_bytes(raw[:MAX_HEAD].lstrip(b"\r\n"))
    subject = _decode(_header(message, "Subject"))
    senders = _addresses(_header(message, "From")) or _addresses(
        _header(message, "Return-Path")
    )
    sender = senders[0] if senders else ""
    return MailHead(
        message_id=_header(message, "Message-Id").strip()[:500],
        sender=sender,
        recipients=tuple(
            dict.fromkeys(
                address
                for name in _RECIPIENTS
                for value in _headers(message, name)
                for address in _addresses(value)
            )
        ),
        subject=subject[:500],
        kind=_kind(message, sender, subject),
        fingerprint=_fingerprint(sender, raw),
        references=tuple(
            re.findall(
                r"<[^<>\s]{1,250}>",
                _header(message, "References") + _header(message, "In-Reply-To"),
            )[-32:]
        ),
    )


def _header(message: Message, name: str) -> str:
    """The first header of this name, whatever it was written in."""
    return next(iter(_headers(message, name)), "")


def _headers(message: Message, name: str) -> list[str]:
    return [
        _as_text(value.encode("utf-8", "surrogateescape"))
        for key, value in message.raw_items()
        if key.lower() == name.lower() and isinstance(value, str)
    ]


def _as_text(written: bytes) -> str:
    """Headers are ASCII; those that aren't are UTF-8 mostly, or Chinese."""
    try:
        return written.decode()
    except UnicodeDecodeError:
        return written.decode("gb18030", "replace")


def _addresses(written: str) -> list[str]:
    return [address.lower() for address in _ADDRESS.findall(written)]


def _decode(written: str) -> str:
    """A header in words; what is not declared properly is read as well as may be."""
    try:
        parts = decode_header(written)
        decoded = "".join(
            part
            if isinstance(part, str)
            else part.decode(
                "utf-8" if charset in (None, "unknown-8bit") else charset, "replace"
            )
            for part, charset in parts
        )
    except (LookupError, ValueError):
        decoded = written
    return re.sub(r"[\x00-\x1f\ud800-\udfff]+", " ", decoded).strip()


def _kind(message: Message, sender: str, subject: str) -> str:
    if not (sender or subject or message.get("From") or message.get("Message-Id")):
        return "unreadable"
    content = message.get_content_type()
    if content == "multipart/report" or sender.startswith(
        ("mailer-daemon@", "postmaster@")
    ):
        return "bounce"
    declared = _header(message, "Auto-Submitted").strip().lower()
    if declared and not declared.startswith("no"):
        return "automatic"
    if _header(message, "Precedence").strip().lower() in _BULK:
        return "automatic"
    if any(message.get(name) for name in ("X-Autoreply", "X-Autorespond", "List-Id")):
        return "automatic"
    if _header(message, "Return-Path").strip() == "<>":
        return "bounce"
    return "automatic" if _ANSWERING_MACHINE.match(subject) else "mail"


def _fingerprint(sender: str, raw: bytes) -> str:
    body = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[-1]
    digest = hashlib.sha256(sender.encode("utf-8", "replace") + b"\0")
    digest.update(b" ".join(body.split()))
    return digest.hexdigest()
