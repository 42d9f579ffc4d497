"""What somebody may send by a page of the own case, and why it is refused."""

from collections.abc import Sequence

from . import uploads
from .uploads import Limits, Refusal

MAX_LENGTH = 4000
MAX_AN_HOUR = 20  # a person in distress writes less; a program would fill the disk


def refusal(
    text: str, files: Sequence[tuple[str, bytes]], lately: int, limits: Limits
) -> Refusal | None:
    """Why words and files are not taken, None where they are.

    "empty" without a file's name: neither is there; "long": too many characters;
    "often": too many sendings within the hour; else as `uploads.refusal`.

    :param files: (name, content), as they came
    :param lately: how often the same person wrote within the last hour
    """
    if not text and not files:
        return Refusal("empty")
    if len(text) > MAX_LENGTH:
        return Refusal("long")
    if lately >= MAX_AN_HOUR:
        return Refusal("often")
    return uploads.refusal(files, limits)
