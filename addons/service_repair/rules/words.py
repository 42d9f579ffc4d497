"""What a customer may send by the own ticket's page, and why it is refused."""

from collections.abc import Sequence
from typing import NamedTuple

from .photos import MAX_BYTES, MAX_PHOTOS, photo_type

MAX_LENGTH = 4000
MAX_AN_HOUR = 20  # a person in distress writes less; a program would fill the disk
NAME_LENGTH = 80


class Refusal(NamedTuple):
    """``outcome``: why nothing was taken; ``name``: the file that is the cause."""

    outcome: str
    name: str = ""


def refusal(
    text: str, photos: Sequence[tuple[str, bytes]], lately: int
) -> Refusal | None:
    """Why words and photos are not taken, None where they are.

    "empty": neither is there; "long": too many characters; "often": too many within
    the hour; "many": too many photos at once; "large": one has too many bytes; "kind":
    one is no photo, whatever it is called.

    :param photos: (name, content) of the files, as they came
    :param lately: how often the same customer wrote within the last hour
    """
    if not text and not photos:
        return Refusal("empty")
    if len(text) > MAX_LENGTH:
        return Refusal("long")
    if lately >= MAX_AN_HOUR:
        return Refusal("often")
    if len(photos) > MAX_PHOTOS:
        return Refusal("many")
    for name, content in photos:
        if len(content) > MAX_BYTES:
            return Refusal("large", name[:NAME_LENGTH])
        if not photo_type(content):
            return Refusal("kind", name[:NAME_LENGTH])
    return None
