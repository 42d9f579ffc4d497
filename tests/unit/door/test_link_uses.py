"""Which uses of a link are written down."""

from datetime import datetime, timedelta

import pytest
from service_door_rules.links import MAX_AN_HOUR, READ, is_worth_noting

AT = datetime(2026, 3, 2, 10)


def ago(minutes: int) -> datetime:
    return AT - timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("action", "earlier", "is_noted"),
    [
        (READ, [], True),
        (READ, [(READ, ago(9))], False),
        (READ, [(READ, ago(10))], True),
        (READ, [(READ, ago(50)), (READ, ago(1))], False),
        (READ, [("answer", ago(1))], True),
        ("answer", [(READ, ago(1)), ("answer", ago(1))], True),
        ("answer", [("answer", ago(1))] * MAX_AN_HOUR, False),
        (READ, [("answer", ago(20))] * MAX_AN_HOUR, False),
        ("answer", [("answer", ago(60))] * MAX_AN_HOUR, True),
    ],
)
def test_uses(action, earlier, is_noted):
    """Reading once in ten minutes, all else each time, and nothing without end."""
    assert is_worth_noting(action, AT, earlier) == is_noted
