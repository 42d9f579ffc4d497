"""A repair's way told like a parcel's, and what is a photo."""

import io
from datetime import datetime, timedelta

import pytest
from PIL import Image
from service_repair_rules import photos
from service_repair_rules.progress import Facts, may_reopen, progress

T0 = datetime(2026, 3, 2, 10)
T1, T2, T3 = (T0 + timedelta(hours=hours) for hours in (1, 2, 3))


@pytest.mark.parametrize(
    "facts, states, moments",
    [
        (Facts(T0, None, None, None), "now ahead ahead ahead", [T0, None, None, None]),
        (Facts(T0, T1, None, None), "past now ahead ahead", [T0, T1, None, None]),
        (Facts(T0, T1, T2, None), "past past now ahead", [T0, T1, T2, None]),
        (Facts(T0, T1, T2, T3), "past past past now", [T0, T1, T2, T3]),
        (Facts(T0, None, None, T3), "past past past now", [T0, None, None, T3]),
        (Facts(T0, T3, None, T2), "past past past now", [T0, None, None, T2]),
    ],
)
def test_steps(facts, states, moments):
    """Each step is behind, at, or ahead of where the ticket is, with its moment."""
    steps = progress(facts)
    assert [step.key for step in steps] == ["received", "found", "working", "done"]
    assert [step.state for step in steps] == states.split()
    assert [step.at for step in steps] == moments


def test_reopening_has_a_window():
    closed = datetime(2026, 3, 2)
    assert may_reopen(closed, closed + timedelta(days=14), 14)
    assert not may_reopen(closed, closed + timedelta(days=14, seconds=1), 14)
    assert not may_reopen(None, closed, 14)


def picture(kind, size=(4, 4)):
    file = io.BytesIO()
    Image.new("RGB", size).save(file, kind)
    return file.getvalue()


def test_photos_are_told_by_content(monkeypatch):
    """A name or a declared type tells nothing; what is cut off or forged is none."""
    assert photos.photo_type(picture("PNG")) == ("image/png", "png")
    assert photos.photo_type(picture("JPEG")) == ("image/jpeg", "jpg")
    page = b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"
    for other in (b"", b"x", page, b"%PDF-1.4", picture("BMP"), picture("PNG")[:40]):
        assert photos.photo_type(other) is None
    monkeypatch.setattr(photos, "MAX_PIXELS", 10)
    assert photos.photo_type(picture("PNG")) is None


def test_thumbnail_is_small_upright_and_tells_no_more():
    """A photo taken sideways is shown upright, without where it was taken."""
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825)[1] = "N"  # a position
    Image.new("RGB", (4000, 1000), "navy").save(file, "JPEG", exif=exif)
    with Image.open(io.BytesIO(photos.thumbnail(file.getvalue(), 192))) as small:
        assert (small.format, small.size) == ("JPEG", (48, 192))
        assert not small.getexif()
    assert photos.thumbnail(picture("GIF"), 192)
    assert photos.thumbnail(b"<svg/>", 192) is None
    assert photos.thumbnail(picture("PNG")[:40], 192) is None
