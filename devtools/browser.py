"""The browser for journeys and screenshots: Debian's Chromium."""

import shutil

from . import debian

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Chinese needs a font, or every picture shows boxes.
FONT = "fonts-noto-cjk"


def ensure() -> str:
    """The path of a Chromium, installed first where it is missing."""
    if not _find():
        debian.install("chromium", FONT, why="no Chromium for the browser tests")
    return _find()


def _find() -> str:
    return next(filter(None, map(shutil.which, NAMES)), "")
