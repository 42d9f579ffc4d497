"""A file is opened by its name: so that must not lie about what it is."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from service_door_rules.file_names import NAME_LENGTH, honest_name


def picture(kind):
    file = io.BytesIO()
    Image.new("RGB", (2, 2)).save(file, kind)
    return file.getvalue()


PNG, JPEG, PDF = picture("PNG"), picture("JPEG"), b"%PDF-1.4 <script>"
NAMES = [
    ("截图.png", PNG, "截图.png"),
    ("截图", PNG, "截图.png"),
    ("IMG.JPEG", JPEG, "IMG.JPEG"),
    ("x.html", PDF, "x.html.pdf"),
    ("x.png", PDF, "x.png.pdf"),
    ("\u202egnp.exe", PNG, "_gnp.exe.png"),
    ("a\r\nSet-Cookie: x.pdf", PDF, "a__Set-Cookie: x.pdf"),
    ("../../etc/passwd", PDF, "_.._etc_passwd.pdf"),
    ("", PNG, "file.png"),
    (" . ", PNG, "file.png"),
    ("合同.docx", b"PK\3\4", "合同.docx"),
    ("页面.HTML", b"<script>", "页面.HTML.txt"),
    ("画.svg", b"<svg/>", "画.svg.txt"),
]


@pytest.mark.parametrize("name, content, expected", NAMES)
def test_the_name_that_a_file_is_kept_by(name, content, expected):
    assert honest_name(name, content) == expected


def test_a_long_name_keeps_its_end():
    name = honest_name("长" * 300 + ".png", PNG)
    assert len(name) == NAME_LENGTH
    assert name.endswith("长.png")


@given(st.text())
def test_no_name_hides_what_it_ends_with(name):
    found = honest_name(name, PDF)
    assert found.lower().endswith(".pdf")
    assert not set("\r\n\0/\\\u202e") & set(found)
