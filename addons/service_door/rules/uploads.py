"""Files that strangers send: which are taken, and why others are not."""

from collections.abc import Sequence
from typing import NamedTuple

from .media import audio_type, pdf_type, video_type
from .pictures import picture_type

MEGABYTE = 2**20
NAME_LENGTH = 80
#: Names of the formats of each family, as people know them.
FAMILIES = {
    "picture": ("JPEG", "PNG", "WebP", "GIF"),
    "document": ("PDF",),
    "audio": ("MP3", "M4A", "AMR", "WAV", "OGG"),
    "video": ("MP4", "MOV"),
}
_ACCEPTED = {
    "picture": "image/jpeg,image/png,image/webp,image/gif",
    "document": "application/pdf,.pdf",
    "audio": "audio/*,.mp3,.m4a,.amr,.wav,.ogg",
    "video": "video/mp4,video/quicktime,.mp4,.mov",
}


class Limits(NamedTuple):
    """What a form takes: families of files, how large, how many."""

    families: tuple[str, ...]
    max_bytes: int  # of one file
    max_files: int
    max_together: int  # bytes of all files of a sending
    max_pixels: int = (
        60_000_000  # a phone's best camera; more is made to choke programs
    )

    @property
    def formats(self) -> str:
        """What is taken, for a reader of any language: ``JPEG, PNG, WebP, GIF``."""
        return ", ".join(name for one in self.families for name in FAMILIES[one])

    @property
    def accept(self) -> str:
        """What is taken, for the attribute ``accept`` of a field of a form."""
        return ",".join(_ACCEPTED[family] for family in self.families)

    @property
    def max_megabytes(self) -> int:
        return self.max_bytes // MEGABYTE

    @property
    def max_megabytes_together(self) -> int:
        return self.max_together // MEGABYTE


PICTURES = Limits(("picture",), 10 * MEGABYTE, 6, 60 * MEGABYTE)
# Bytes that one address on the internet sends within an hour, by whatever forms: three
# people in one house with a case each, and no more than a disk bears for a night.
MAX_AN_HOUR = 300 * MEGABYTE
EVIDENCE = Limits(tuple(FAMILIES), 30 * MEGABYTE, 10, 100 * MEGABYTE)


class Kind(NamedTuple):
    """What a file is: ``family`` of `FAMILIES`, media type, ending of its name."""

    family: str
    media_type: str
    ending: str


class Refusal(NamedTuple):
    """``outcome``: why nothing was taken; ``name``: the file that is the cause."""

    outcome: str
    name: str = ""


def kind_of(content: bytes, limits: Limits) -> Kind | None:
    """What a file is by its content, None where that is not taken."""
    tellers = {
        "picture": lambda: picture_type(content, limits.max_pixels),
        "document": lambda: pdf_type(content),
        "audio": lambda: audio_type(content),
        "video": lambda: video_type(content),
    }
    for family in limits.families:
        if found := tellers[family]():
            return Kind(family, *found)
    return None


def refusal(files: Sequence[tuple[str, bytes]], limits: Limits) -> Refusal | None:
    """Why files are not taken, None where all of them are.

    "many": too many at once; "empty": one holds nothing; "large": one has too many
    bytes; "together": all of them have; "kind": one is nothing that is taken here,
    whatever it is called.

    :param files: (name, content), as they came
    """
    if len(files) > limits.max_files:
        return Refusal("many")
    for name, content in files:
        outcome = _wrong_size(content, limits)
        if outcome:
            return Refusal(outcome, name[:NAME_LENGTH])
    if sum(len(content) for _name, content in files) > limits.max_together:
        return Refusal("together")
    for name, content in files:
        if not kind_of(content, limits):
            return Refusal("kind", name[:NAME_LENGTH])
    return None


def _wrong_size(content, limits):
    if not content:
        return "empty"
    return "large" if len(content) > limits.max_bytes else None
