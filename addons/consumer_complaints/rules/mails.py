"""Mails to a case: which were written by nobody, and which files in them are proof."""

import re
from collections.abc import Iterable

#: In the context of a message that the timeline has already. Only code of this addon
#: has it: no caller from outside can name this object.
TOLD_ALREADY = object()
_BULK = ("auto_reply", "bulk", "junk", "list")
_MARKS = ("x-autoreply", "x-autorespond", "list-id")
_SUBJECTS = re.compile(
    r"^\s*(?:自动回复|自動回覆|自动答复|out of office|auto(?:matic)?[- ]?reply)", re.I
)
_RESULTS = re.compile(r"\b(dmarc|spf|dkim)\s*=\s*(\w+)")


def is_automatic(headers: Iterable[tuple[str, str]]) -> bool:
    """Whether an answering machine, a list or a robot wrote a mail.

    :param headers: (name, value) as in the mail; RFC 3834 for Auto-Submitted
    """
    found = {name.lower(): str(value).strip().lower() for name, value in headers}
    if found.get("auto-submitted", "no").partition(";")[0].strip() not in ("", "no"):
        return True
    if found.get("precedence") in _BULK or any(name in found for name in _MARKS):
        return True
    return bool(_SUBJECTS.match(found.get("subject", "")))


def is_unproven(headers: Iterable[tuple[str, str]]) -> bool:
    """Whether the receiving server found that a mail is not of whom it names.

    It says so in the first Authentication-Results (RFC 8601); those further down may
    be the sender's own. A mail without any is taken as it comes: servers that check
    nothing write none.
    """
    for name, value in headers:
        if name.lower() == "authentication-results":
            found = dict(_RESULTS.findall(str(value).lower()))
            if found.get("dmarc") in ("pass", "fail"):
                return found["dmarc"] == "fail"
            is_foreign = found.get("spf") in ("fail", "softfail")
            return is_foreign and found.get("dkim") != "pass"
    return False


def is_shown_inside(attachment_id: int, body: str) -> bool:
    """Whether a picture of a mail stands in its text, as those of signatures do."""
    return bool(re.search(rf"/web/image/{attachment_id}\b", body or ""))
