"""What filling a calendar with published days does to the rows it holds."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from service_deadline_rules.special_days import DayRow, HeldRow, plan

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
NATIONAL_DAY = date(2026, 10, 1)
SATURDAY = date(2026, 10, 10)

days_of_two_weeks = st.integers(1, 14).map(lambda number: date(2026, 10, number))
rows = st.builds(
    DayRow,
    days_of_two_weeks,
    st.booleans(),
    st.sampled_from((None, (9.0, 12.0), (14.0, 24.0))),
)
unique_rows = st.lists(rows, unique_by=lambda row: (row.day, row.working, row.hours))


def actions(held, wanted):
    changes = plan(held, wanted, FIRST, LAST)
    return [(change.action, change.day.day) for change in changes]


def test_what_is_missing_is_added():
    assert actions([], [DayRow(NATIONAL_DAY, False)]) == [("added", 1)]


def test_what_is_there_is_left_alone_under_whatever_name():
    held = HeldRow(1, DayRow(NATIONAL_DAY, False, names=(("en_US", "National Day"),)))
    assert not actions(
        [held], [DayRow(NATIONAL_DAY, False, names=(("en_US", "1/10"),))]
    )


def test_what_is_published_otherwise_is_changed():
    held = HeldRow(1, DayRow(NATIONAL_DAY, True))
    assert actions([held], [DayRow(NATIONAL_DAY, False)]) == [("changed", 1)]


def test_what_is_published_no_longer_is_removed():
    assert actions([HeldRow(1, DayRow(SATURDAY, True))], []) == [("removed", 10)]


def test_a_day_that_people_wrote_anything_of_is_theirs():
    """Their row is kept and shown beside what is published; published rows stay."""
    held = [
        HeldRow(1, DayRow(SATURDAY, True)),
        HeldRow(2, DayRow(SATURDAY, False, (12.0, 24.0)), by_hand=True),
    ]
    (change,) = plan(held, [DayRow(SATURDAY, False)], FIRST, LAST)
    assert change.action == "kept"
    assert (change.held.id, change.wanted) == (2, DayRow(SATURDAY, False))


def test_days_outside_of_the_years_are_not_looked_at():
    held = HeldRow(1, DayRow(date(2025, 12, 31), False))
    assert not actions([held], [DayRow(date(2027, 1, 1), False)])


@given(st.lists(st.tuples(rows, st.booleans())), unique_rows)
def test_a_plan_that_is_carried_out_leaves_nothing_to_do(written, wanted):
    """And whatever the order of rows, by hand stays, other days are as published."""
    held = [HeldRow(number, *pair) for number, pair in enumerate(written)]
    changes = plan(held, wanted, FIRST, LAST)
    after = carried_out(held, changes)
    assert {change.action for change in plan(after, wanted, FIRST, LAST)} <= {"kept"}
    assert [row for row in after if row.by_hand] == [row for row in held if row.by_hand]
    assert plan(held[::-1], wanted[::-1], FIRST, LAST) == changes


def carried_out(held, changes):
    kept = {row.id: row for row in held}
    for number, change in enumerate(changes, len(kept)):
        if change.action in ("changed", "removed"):
            del kept[change.held.id]
        if change.action in ("changed", "added"):
            kept[number] = HeldRow(number, change.wanted)
    return list(kept.values())
