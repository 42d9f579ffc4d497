"""Names of files that strangers send: they end as the content is, and break no line.

A file is told by its content (see `uploads`), but opened by its name: a PDF that is
called x.html is run as a page by who saves it and opens it.
"""

import re

from .uploads import EVIDENCE, kind_of

NAME_LENGTH = 120
# Controls, and marks that turn the direction of what stands behind them.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069/\\]")
# Endings that say the same as the first of them.
_ALIKE = {
    "jpg": ("jpg", "jpeg", "jfif"),
    "ogg": ("ogg", "oga", "opus"),
    "m4a": ("m4a", "mp4", "aac", "3gp"),
    "mp4": ("mp4", "m4v", "3gp"),
}
# What a computer runs, or shows as a page, when it is opened.
_RUN = frozenset(
    "htm html xhtml shtml mht mhtml svg xml js mjs hta exe com bat cmd scr msi ps1 vbs "
    "lnk url jar sh app".split()
)


def honest_name(name: str, content: bytes) -> str:
    """The name that a file is kept by: 截图 → 截图.png, x.html → x.html.pdf.

    What is no kind of proof keeps its name, unless that is one of a program.
    """
    name = _UNSEEN.sub("_", name).strip(" .")[-NAME_LENGTH:].strip(" .") or "file"
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    kind = kind_of(content, EVIDENCE)
    if not kind:
        return f"{name}.txt" if ending in _RUN else name
    alike = _ALIKE.get(kind.ending, (kind.ending,))
    return name if ending in alike else f"{name}.{kind.ending}"
