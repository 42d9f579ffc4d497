"""What is a picture, and what is shown of one in a list."""

import io

from PIL import Image
from service_door_rules.pictures import picture_type, thumbnail

PIXELS = 60_000_000


def picture(kind, size=(4, 4)):
    file = io.BytesIO()
    Image.new("RGB", size).save(file, kind)
    return file.getvalue()


def test_pictures_are_told_by_content():
    """A name or a declared type tells nothing; what is cut off or forged is none."""
    assert picture_type(picture("PNG"), PIXELS) == ("image/png", "png")
    assert picture_type(picture("JPEG"), PIXELS) == ("image/jpeg", "jpg")
    page = b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"
    for other in (b"", b"x", page, b"%PDF-1.4", picture("BMP"), picture("PNG")[:40]):
        assert picture_type(other, PIXELS) is None
    assert picture_type(picture("PNG"), 15) is None


def test_thumbnail_is_small_upright_and_tells_no_more():
    """A photo taken sideways is shown upright, without where it was taken."""
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825)[1] = "N"  # a position
    Image.new("RGB", (4000, 1000), "navy").save(file, "JPEG", exif=exif)
    with Image.open(io.BytesIO(thumbnail(file.getvalue(), 192))) as small:
        assert (small.format, small.size) == ("JPEG", (48, 192))
        assert not small.getexif()
    assert thumbnail(picture("GIF"), 192)
    assert thumbnail(b"<svg/>", 192) is None
    assert thumbnail(picture("PNG")[:40], 192) is None
