"""Files that strangers send: told by their content, taken within limits."""

import io
import struct
import wave
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from service_door_rules.uploads import (
    EVIDENCE,
    FAMILIES,
    PICTURES,
    Kind,
    Limits,
    Refusal,
    kind_of,
    refusal,
)

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
FRAME = b"\xff\xfb\x90\x64".ljust(417, b"\0")  # layer III, 128 kbit/s, 44.1 kHz
SLOW_FRAME = b"\xff\xf3\x48\xc4".ljust(144, b"\0")  # version 2, 32 kbit/s, 16 kHz
TAG = b"ID3\x04\0\0\0\0\0\x0a" + b"\0" * 10


def picture(kind="PNG", size=(4, 4)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size).save(file, kind)
    return file.getvalue()


def sound() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        out.writeframes(b"\0" * 100)
    return file.getvalue()


def archive(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        out.writestr(name, "x")
    return file.getvalue()


def mp4(brand: bytes, *tracks: bytes) -> bytes:
    """The boxes of a file of ISO base media by which its kind is told."""
    boxes = struct.pack(">I4s4sI", 16, b"ftyp", brand, 0) + b"\0\0\0\x08moov"
    for track in tracks:
        boxes += struct.pack(">I4sII4s", 32, b"hdlr", 0, 0, track).ljust(32, b"\0")
    return boxes


@pytest.mark.parametrize(
    ("content", "family", "media_type", "ending"),
    [
        (picture("PNG"), "picture", "image/png", "png"),
        (picture("JPEG"), "picture", "image/jpeg", "jpg"),
        (picture("WEBP"), "picture", "image/webp", "webp"),
        (picture("GIF"), "picture", "image/gif", "gif"),
        (PDF, "document", "application/pdf", "pdf"),
        (FRAME * 3, "audio", "audio/mpeg", "mp3"),
        (SLOW_FRAME * 2, "audio", "audio/mpeg", "mp3"),
        (TAG + FRAME * 5, "audio", "audio/mpeg", "mp3"),
        (b"#!AMR\n\x3c", "audio", "audio/amr", "amr"),
        (b"#!AMR-WB\n\x3c", "audio", "audio/amr", "amr"),
        (sound(), "audio", "audio/wav", "wav"),
        (b"OggS\0\x02" + b"\0" * 22 + b"OpusHead", "audio", "audio/ogg", "ogg"),
        (mp4(b"M4A ", b"soun"), "audio", "audio/mp4", "m4a"),
        (mp4(b"isom", b"soun"), "audio", "audio/mp4", "m4a"),
        (mp4(b"isom", b"vide", b"soun"), "video", "video/mp4", "mp4"),
        (mp4(b"mp42", b"soun", b"vide"), "video", "video/mp4", "mp4"),
        (mp4(b"qt  ", b"vide"), "video", "video/quicktime", "mov"),
    ],
)
def test_kinds(content, family, media_type, ending):
    """Each is what it is by its content, and is taken only where its family is."""
    assert kind_of(content, EVIDENCE) == Kind(family, media_type, ending)
    others = tuple(one for one in FAMILIES if one != family)
    assert kind_of(content, EVIDENCE._replace(families=others)) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        "通话记录".encode(),
        "录音".encode("utf-16"),
        archive("word/document.xml"),
        archive("a.txt"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99,  # office before 2007
        b"{\\rtf1}",
        b"<!DOCTYPE html><script>1</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0'?><svg/>",
        b" \n%PDF-1.7",
        b"MZ\x90\0",
        b"\x7fELF",
        b"#!/bin/sh\n",
        b"#!AMRICAN",
        b"Rar!\x1a\x07",
        b"7z\xbc\xaf\x27\x1c",
        b"RIFF\0\0\0\0AVI LIST",
        b"OggS\0" + b"\0" * 24 + b"\x80theora",
        b"ID3 is what the letter says",
        TAG,
        TAG + b"<script>",
        FRAME + b"<script>" + FRAME,
        b"\xff\xfb\xf0\0" * 200,  # a rate that is none
        b"\xff\xf1\x50\x80" * 200,  # sound of another kind
        mp4(b"heic", b"pict"),
        mp4(b"isom"),
        mp4(b"evil", b"vide"),
        picture("BMP"),
        picture("TIFF"),
        picture("PNG")[:40],
    ],
)
def test_what_is_taken_nowhere(content):
    """Programs, pages, drawings, archives and office files, whatever their name."""
    assert kind_of(content, EVIDENCE) is None
    assert refusal([("录音.mp3", content or b"?")], EVIDENCE).outcome == "kind"


@given(st.binary(max_size=60))
def test_no_content_breaks_it(content):
    for start in (b"", b"ID3\x03\0\0", b"\xff\xfb", b"\0\0\0\x18ftypisom", b"\x89PNG"):
        kind_of(start + content, EVIDENCE)


SMALL = Limits(("picture", "document"), 1000, 3, 2000)


@pytest.mark.parametrize(
    ("files", "refused"),
    [
        ([], None),
        ([("a.pdf", PDF)] * 3, None),
        ([("a.pdf", PDF)] * 4, Refusal("many")),
        ([("a.pdf", PDF), ("b.pdf", b"")], Refusal("empty", "b.pdf")),
        ([("a.pdf", PDF), ("b.pdf", PDF.ljust(1001))], Refusal("large", "b.pdf")),
        ([("a.pdf", PDF.ljust(999))] * 3, Refusal("together")),
        ([("a.pdf", PDF), ("b.wav", sound())], Refusal("kind", "b.wav")),
        ([("a.png", picture(size=(40, 40)))], None),
    ],
)
def test_limits(files, refused):
    """What is too many, too large or nothing is named, down to the file."""
    assert refusal(files, SMALL) == refused


def test_pixels():
    """A small file that is a huge picture is refused before it is decoded."""
    few = SMALL._replace(max_pixels=1599)
    assert refusal([("a.png", picture(size=(40, 40)))], few) == Refusal("kind", "a.png")


def test_limits_in_words():
    """What pages say about limits follows from them."""
    assert PICTURES.formats == "JPEG, PNG, WebP, GIF"
    assert PICTURES.accept == "image/jpeg,image/png,image/webp,image/gif"
    assert (PICTURES.max_megabytes, PICTURES.max_megabytes_together) == (10, 60)
    assert all(name in EVIDENCE.formats for name in ("PDF", "MP3", "AMR", "MP4"))
