"""What proof a case needs, and what of it is still missing."""

from consumer_complaints_rules.checklist import Line, Wanted, missing, wanted
from hypothesis import given
from hypothesis import strategies as st

CONTRACT, QUALITY = 1, 2
HIDDEN_EXIT, SILENT_RENEWAL = 10, 11
PAPER, BILL, SCREENSHOT, REPORT = 100, 101, 102, 103

LINES = [
    Line(1, PAPER, nature=CONTRACT),
    Line(2, BILL, nature=CONTRACT, required=False),
    Line(3, REPORT, nature=QUALITY),
    Line(4, SCREENSHOT, practice=HIDDEN_EXIT),
    Line(5, BILL, practice=SILENT_RENEWAL),
    Line(6, REPORT, nature=CONTRACT, practice=SILENT_RENEWAL, required=False),
]


def kinds(found):
    return [each.kind for each in found]


def test_nature_alone():
    """What the nature asks for, in the list's order; nothing of other natures."""
    assert wanted(LINES, CONTRACT, ()) == [
        Wanted(PAPER, True, (1,)),
        Wanted(BILL, False, (2,)),
    ]


def test_a_kind_is_asked_for_once():
    """Two lines that ask for the same make one; it is required if one requires it."""
    found = wanted(LINES, CONTRACT, [SILENT_RENEWAL])
    assert kinds(found) == [PAPER, BILL, REPORT]
    assert found[1] == Wanted(BILL, True, (2, 5))


def test_a_line_of_nature_and_practice_needs_both():
    assert REPORT not in kinds(wanted(LINES, None, [SILENT_RENEWAL]))
    assert REPORT not in kinds(wanted(LINES, CONTRACT, [HIDDEN_EXIT]))


def test_practices_hold_before_the_nature_is_known():
    assert kinds(wanted(LINES, None, [HIDDEN_EXIT])) == [SCREENSHOT]


def test_missing():
    """What is there is not asked for again; what is required comes first."""
    case = {"nature": CONTRACT, "practices": [HIDDEN_EXIT]}
    assert kinds(missing(LINES, [], **case)) == [PAPER, SCREENSHOT, BILL]
    assert kinds(missing(LINES, [PAPER], **case)) == [SCREENSHOT, BILL]
    assert missing(LINES, [PAPER, SCREENSHOT, BILL], **case) == []


def test_a_line_of_nothing_asks_nobody():
    assert wanted([Line(1, PAPER)], CONTRACT, [HIDDEN_EXIT]) == []


def test_a_case_of_which_nothing_is_known_needs_nothing_yet():
    assert missing(LINES, []) == []


ids = st.integers(1, 4)
lines = st.lists(
    st.builds(Line, ids, ids, st.none() | ids, st.none() | ids, st.booleans())
)


@given(lines, st.sets(ids), ids, st.sets(ids))
def test_missing_and_present_are_all_that_is_wanted(asked, present, nature, practices):
    """Nothing is lost between the two, and nothing comes twice."""
    found = kinds(missing(asked, present, nature, practices))
    needed = kinds(wanted(asked, nature, practices))
    assert len(set(found)) == len(found)
    assert set(found) == set(needed) - present


@given(lines, st.sets(ids), ids, ids, st.sets(ids))
def test_another_exhibit_never_makes_more_missing(asked, present, new, nature, uses):
    more = kinds(missing(asked, present | {new}, nature, uses))
    assert set(more) <= set(kinds(missing(asked, present, nature, uses)))
