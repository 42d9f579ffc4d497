"""What is sent by a page without an account, and why it is not taken."""

import io

import pytest
from PIL import Image
from service_door_rules import words
from service_door_rules.inputs import clean_lines
from service_door_rules.uploads import NAME_LENGTH, PICTURES, Refusal
from service_door_rules.words import refusal


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    return file.getvalue()


PHOTO = ("a.png", picture())


@pytest.mark.parametrize(
    "text, files, lately, refused",
    [
        ("还没好", [], 0, None),
        ("", [PHOTO], 0, None),
        ("x" * words.MAX_LENGTH, [PHOTO] * PICTURES.max_files, 19, None),
        ("", [], 0, Refusal("empty")),
        ("x" * (words.MAX_LENGTH + 1), [], 0, Refusal("long")),
        ("x", [], words.MAX_AN_HOUR, Refusal("often")),
        ("x", [PHOTO] * (PICTURES.max_files + 1), 0, Refusal("many")),
        ("x", [PHOTO, ("b.svg", b"<svg/>")], 0, Refusal("kind", "b.svg")),
        ("x", [("b.png", b"")], 0, Refusal("empty", "b.png")),
        ("x", [("n" * 999, b"x")], 0, Refusal("kind", "n" * NAME_LENGTH)),
    ],
)
def test_refusals(text, files, lately, refused):
    """What is not taken is named, down to the file that is the cause."""
    assert refusal(text, files, lately, PICTURES) == refused


def test_large_file_is_named():
    small = PICTURES._replace(max_bytes=10)
    assert refusal("", [PHOTO], 0, small) == Refusal("large", "a.png")


def test_line_breaks_of_browsers_count_once():
    assert clean_lines(" 一\r\n二\x00\n") == "一\n二"
