"""What customers write about a ticket: what is taken, and what it leads to."""

import io
from datetime import datetime, timedelta

import pytest
from PIL import Image
from service_repair_rules import words
from service_repair_rules.inputs import clean_lines
from service_repair_rules.progress import words_lead_to
from service_repair_rules.words import Refusal, refusal

CLOSED = datetime(2026, 3, 2)


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    return file.getvalue()


PHOTO = ("a.png", picture())


@pytest.mark.parametrize(
    "text, photos, lately, refused",
    [
        ("还没好", [], 0, None),
        ("", [PHOTO], 0, None),
        ("x" * words.MAX_LENGTH, [PHOTO] * words.MAX_PHOTOS, 19, None),
        ("", [], 0, Refusal("empty")),
        ("x" * (words.MAX_LENGTH + 1), [], 0, Refusal("long")),
        ("x", [], words.MAX_AN_HOUR, Refusal("often")),
        ("x", [PHOTO] * (words.MAX_PHOTOS + 1), 0, Refusal("many")),
        ("x", [PHOTO, ("b.svg", b"<svg/>")], 0, Refusal("kind", "b.svg")),
        ("x", [("n" * 999, b"x")], 0, Refusal("kind", "n" * words.NAME_LENGTH)),
    ],
)
def test_refusals(text, photos, lately, refused):
    """What is not taken is named, down to the file that is the cause."""
    assert refusal(text, photos, lately) == refused


def test_large_photo_is_named(monkeypatch):
    monkeypatch.setattr(words, "MAX_BYTES", 10)
    assert refusal("", [PHOTO], 0) == Refusal("large", "a.png")


def test_line_breaks_of_browsers_count_once():
    assert clean_lines(" 一\r\n二\x00\n") == "一\n二"


@pytest.mark.parametrize(
    "closed, days_later, leads_to",
    [
        (None, 0, "join"),
        (CLOSED, 0, "reopen"),
        (CLOSED, 14, "reopen"),
        (CLOSED, 15, "new"),
    ],
)
def test_words_on_a_closed_ticket(closed, days_later, leads_to):
    """Within fourteen days they open it again, later they are a new request."""
    now = CLOSED + timedelta(days=days_later)
    assert words_lead_to(closed, now, 14) == leads_to
