#!/usr/bin/env python3
"""Addresses → the divisions they mean, one line each.

Takes the addresses that it is given as arguments, or else those on standard input, one
a line. Prints ``text<TAB>status<TAB>code<TAB>full name<TAB>reason`` for each, in order
and as they come. Needs neither Odoo nor a database.
"""

import gc
import sys
import unicodedata
from pathlib import Path

ADDON = Path(__file__).resolve().parent.parent / "addons" / "service_region"
sys.path.insert(0, str(ADDON))

from rules.dataset import read_rows, read_vocabulary  # noqa: E402
from rules.resolver import RegionResolver  # noqa: E402
from rules.wording import describe  # noqa: E402


def harmless(text):
    """Return ``text`` with a blank for whatever would break the columns or lines."""
    return "".join(
        " " if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} else char
        for char in text
    )


def report(resolver, text):
    """Return the output line for one input line."""
    found = resolver.resolve(text)
    name = resolver.full_name(found.code) if found.code else ""
    reason = describe(found.reason)
    fields = (text, found.status, found.code or "", name, reason)
    return "\t".join(harmless(field) for field in fields)


def main():
    sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
    gc.disable()  # the divisions live as long as the process
    data = ADDON / "data"
    resolver = RegionResolver(read_rows(data), read_vocabulary(data))
    for line in sys.argv[1:] or sys.stdin:
        print(report(resolver, line.rstrip("\r\n")))


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, KeyboardInterrupt):
        sys.stderr.close()
