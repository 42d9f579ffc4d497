"""An appointment as a file that calendars take (RFC 5545)."""

from datetime import datetime
from typing import NamedTuple

LINE_BYTES = 75


class Event(NamedTuple):
    """``uid`` stays the same and ``sequence`` goes up when the appointment is moved,
    so that calendars replace the earlier one. Moments are UTC."""

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    summary: str
    location: str
    description: str
    is_cancelled: bool = False


def calendar_file(event: Event) -> str:
    """The text of the file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Service Suite//Visits//EN",
        f"METHOD:{'CANCEL' if event.is_cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_moment(event.stamp)}",
        f"DTSTART:{_moment(event.start)}",
        f"DTEND:{_moment(event.end)}",
        f"SUMMARY:{_text(event.summary)}",
        f"LOCATION:{_text(event.location)}",
        f"DESCRIPTION:{_text(event.description)}",
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def _moment(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _fold(line: str) -> str:
    """Lines of at most 75 bytes; a character is never cut in two."""
    folded, size = [], 0
    for sign in line:
        bytes_ = len(sign.encode())
        if size + bytes_ > LINE_BYTES:
            folded.append("\r\n ")
            size = 1
        folded.append(sign)
        size += bytes_
    return "".join(folded)
