"""Codes for copies: as the original's, with a number behind it."""

import re
from collections.abc import Container

NUMBERED = re.compile(r"-\d+$")


def stem(code: str) -> str:
    """A code without the number of a copy."""
    return NUMBERED.sub("", code)


def free_code(code: str, taken: Container[str]) -> str:
    """The first of CODE-2, CODE-3, … that is not taken."""
    number = 2
    while (candidate := f"{stem(code)}-{number}") in taken:
        number += 1
    return candidate
