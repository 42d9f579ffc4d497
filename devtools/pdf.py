"""The program that makes PDFs: Debian's wkhtmltopdf, as Odoo asks for it."""

import shutil

from . import debian

NAME = "wkhtmltopdf"


def ensure() -> None:
    if not shutil.which(NAME):
        debian.install(NAME, why="no wkhtmltopdf for dossiers and reports")
