#!/usr/bin/env python3
"""When the term of a policy ends, with the explanation: what ``./dev due`` runs.

Prints ``due<TAB>explanation`` for the policy in the arguments, else for every line
``CODE<TAB>AT<TAB>PROVINCE`` of standard input, in order and as they come; the province
may be missing. A line that has no answer is ``<TAB>error: …``, and the exit status is 1
at the end. All is said in one language: English, or Chinese with ``--lang zh_CN``.
Needs neither Odoo nor a database.
"""

import argparse
import gc
import re
import sys
import unicodedata
from datetime import datetime
from pathlib import Path

ADDON = Path(__file__).resolve().parent.parent / "addons" / "service_deadline"
sys.path.insert(0, str(ADDON))

from rules.dataset import (  # noqa: E402
    read_countries,
    read_entries,
    read_special_days,
)
from rules.errors import DeadlineError, OutOfRange  # noqa: E402
from rules.explaining import explain  # noqa: E402
from rules.lawbook import Lawbook, UnknownName  # noqa: E402
from rules.lawbook_wording import ERROR, describe, join  # noqa: E402
from rules.wording import describe as describe_counting  # noqa: E402

TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?", re.ASCII)
# What editors put before the first line of a file, and web pages between words.
UNSEEN = "\ufeff\u200b"
# Control characters, separators of lines, halves of characters.
BREAKING = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff]")
# Next to the ends of time no zone and no term has room.
EDGES = (1, 9999)


class Clerk:
    """Answers questions in one language."""

    def __init__(self, lang: str):
        data = ADDON / "data"
        chinese = lang == "zh_CN"
        self._book = Lawbook(
            read_entries(data),
            read_countries(data),
            read_special_days(data, chinese),
            chinese,
        )
        self._translate = translator(lang)

    def answer(self, code: str, time: str, province: str) -> str:
        """The answer as due and explanation; UnknownName or DeadlineError."""
        code, time, province = map(plain, (code, time, province))
        if not code:
            raise UnknownName("no_policy")
        found = self._book.answer(code, read_time(time), province)
        policy = found.entry.policy
        calendar = self._book.calendar(policy.country)
        counting = explain(policy.term, found.due, found.at, calendar)
        parts = (
            describe(found.steps, self._translate),
            describe_counting(counting, self._translate),
        )
        return f"{found.due.at.isoformat()}\t{harmless(join(parts, self._translate))}"

    def line(self, text: str) -> tuple[bool, str]:
        """Whether a line of input has an answer, and the line of output."""
        try:
            return True, self.answer(*columns(text))
        except (UnknownName, DeadlineError) as error:
            problem = {"problem": harmless(self.problem(error))}
            return False, "\t" + self._translate(ERROR) % problem

    def problem(self, error: UnknownName | DeadlineError) -> str:
        """What is wrong, in words."""
        worded = describe if isinstance(error, UnknownName) else describe_counting
        return worded([(error.key, error.params)], self._translate)


def columns(text: str) -> list[str]:
    """The policy, time and province in a line; the province may be missing."""
    if not plain(text):
        raise UnknownName("empty")
    fields = text.split("\t")
    if len(fields) > 3:
        raise UnknownName("too_many", count=len(fields))
    return fields + [""] * (3 - len(fields))


def plain(text: str) -> str:
    """Return ``text`` with full-width letters, digits and marks as ASCII ones."""
    return unicodedata.normalize("NFKC", text.strip(UNSEEN)).strip()


def read_time(text: str) -> datetime:
    """A local time as people write it; a date alone is its 00:00."""
    if not text:
        raise UnknownName("no_time")
    try:
        if not TIME.fullmatch(text):
            raise ValueError(text)
        time = datetime.fromisoformat(text)
    except ValueError:
        raise UnknownName("unreadable", text=text) from None
    if time.year in EDGES:
        raise OutOfRange("out_of_range")
    return time


def translator(lang: str):
    """The function that puts a template into a language."""
    if lang == "en_US":
        return str
    import polib

    terms = {
        entry.msgid: entry.msgstr or entry.msgid
        for entry in polib.pofile(str(ADDON / "i18n" / f"{lang}.po"))
    }
    return lambda text: terms.get(text, text)


def harmless(text: str) -> str:
    """Return ``text`` with a blank for whatever would break the columns or lines."""
    return BREAKING.sub(" ", text)


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./dev due",
        description="When the term of a policy ends, and why. Without --policy, reads "
        "lines CODE<TAB>AT<TAB>PROVINCE (the last may be missing).",
    )
    parser.add_argument("--policy", help="its code, such as CN_TEL_OPERATOR_REPLY_15D")
    parser.add_argument("--at", help="local time of the event: 2026-09-25 16:10")
    parser.add_argument("--province", default="", help="division code, e.g. 330000")
    parser.add_argument(
        "--lang",
        default="en_US",
        choices=("en_US", "zh_CN"),
        help="language of the explanations, en_US if not given",
    )
    found = parser.parse_args(arguments)
    if (found.policy is None) != (found.at is None):
        parser.error("--policy and --at go together")
    if found.province and found.policy is None:
        parser.error("--province goes with --policy; in lines it is the third column")
    return found


def main(arguments: list[str]) -> int:
    asked = options(arguments)
    sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
    sys.stderr.reconfigure(encoding="utf-8")
    gc.disable()  # the rules live as long as the process
    clerk = Clerk(asked.lang)
    if asked.policy is None:
        return answer_lines(clerk)
    try:
        print(clerk.answer(asked.policy, asked.at, asked.province))
    except (UnknownName, DeadlineError) as error:
        sys.stderr.write(f"./dev due: {clerk.problem(error)}\n")
        return 1
    return 0


def answer_lines(clerk: Clerk) -> int:
    """Answer standard input line by line; the exit status."""
    failed = False
    if sys.stdin is None:  # closed by whoever started this
        return 0
    sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    for text in sys.stdin:
        good, answer = clerk.line(text.rstrip("\r\n"))
        failed |= not good
        print(answer)
    return int(failed)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (BrokenPipeError, KeyboardInterrupt):
        sys.stderr.close()
