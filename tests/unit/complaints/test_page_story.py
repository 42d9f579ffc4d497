"""When something happened, and in which words who complained reads it."""

from datetime import datetime

import pytest
from consumer_complaints_rules.page_story import happened_at, lines

NOTED = datetime(2026, 9, 25, 8, 10)
TALK = "2026-03-02 08:10:00"
AT_TALK = datetime(2026, 3, 2, 8, 10)


@pytest.mark.parametrize(
    ("kind", "code", "content", "at"),
    [
        ("attempt", "logged", {"at": TALK}, AT_TALK),
        ("attempt", "logged", {}, NOTED),  # erased
        ("promise", "made", {"made_at": TALK, "due_at": "2026-03-04"}, AT_TALK),
        ("promise", "broken", {"due_at": AT_TALK}, AT_TALK),
        ("deadline", "breached", {"due_at": AT_TALK}, AT_TALK),
        # broken for certain before its time is over: then it was when it was noted
        ("promise", "broken", {"due_at": datetime(2027, 1, 1)}, NOTED),
        ("promise", "broken", {"due_at": None}, NOTED),
        ("promise", "kept", {"due_at": AT_TALK}, NOTED),
        ("life", "file", {"at": TALK}, NOTED),
    ],
)
def test_when_it_happened(kind, code, content, at):
    assert happened_at(kind, code, content, NOTED) == at


@pytest.mark.parametrize(
    ("kind", "content", "text", "shown"),
    [
        (
            "attempt",
            {"channel": "phone", "waited": 3, "lasted": 20},
            "看看别的",
            "By telephone · 23 min\n看看别的",
        ),
        ("attempt", {"channel": "chat"}, "", "In a chat"),
        ("attempt", {}, "", ""),
        ("promise", {"due_words": "4 March"}, "回电", "回电\nAt the latest: 4 March"),
        ("promise", {}, "回电", "回电"),
        ("life", {"due_words": "4 March"}, "已改", "已改"),
    ],
)
def test_words(kind, content, text, shown):
    assert lines(kind, content, text) == shown
