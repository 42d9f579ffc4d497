"""Pictures that strangers send: what they are is told by their content alone."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.WebPImagePlugin import WebPImageFile

FORMATS = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png")}
# named by its reader, which is not loaded by itself where others chose the readers
FORMATS |= {
    WebPImageFile.format: ("image/webp", "webp"),
    "GIF": ("image/gif", "gif"),
}  # what a browser may show as a picture: not SVG, which can hold a program
SHOWN_TYPES = frozenset(media_type for media_type, _ending in FORMATS.values())

# what the decoders raise for a picture that is cut off or forged
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError)


def picture_type(content: bytes, max_pixels: int) -> tuple[str, str] | None:
    """(media type, ending) of a picture, None for what is none or too large to show."""
    try:
        with Image.open(io.BytesIO(content), formats=tuple(FORMATS)) as image:
            if image.width * image.height > max_pixels:
                return None
            kind = FORMATS[image.format]
            image.verify()
    except (UnidentifiedImageError, Image.DecompressionBombError, *_BROKEN):
        return None
    return kind


def thumbnail(content: bytes, pixels: int) -> bytes | None:
    """The picture as a small upright JPEG, None where it can't be read.

    Shows up to ``pixels`` on the longer side, and carries nothing else of the photo,
    such as where it was taken. Large JPEGs are decoded at a fraction of their size:
    a page of them must not keep the server busy.
    """
    try:
        with Image.open(io.BytesIO(content), formats=tuple(FORMATS)) as image:
            image.draft("RGB", (2 * pixels, 2 * pixels))
            image.thumbnail((2 * pixels, 2 * pixels))
            small = ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, *_BROKEN):
        return None
    small.thumbnail((pixels, pixels))
    paper = Image.new("RGB", small.size, "white")
    paper.paste(small, mask=small)
    file = io.BytesIO()
    paper.save(file, "JPEG", quality=80)
    return file.getvalue()
