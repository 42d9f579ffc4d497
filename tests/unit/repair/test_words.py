"""What the words of a customer lead to."""

from datetime import datetime, timedelta

import pytest
from service_repair_rules.progress import words_lead_to

CLOSED = datetime(2026, 3, 2)


@pytest.mark.parametrize(
    "closed, days_later, leads_to",
    [
        (None, 0, "join"),
        (CLOSED, 0, "reopen"),
        (CLOSED, 14, "reopen"),
        (CLOSED, 15, "new"),
    ],
)
def test_words_on_a_closed_ticket(closed, days_later, leads_to):
    """Within fourteen days they open it again, later they are a new request."""
    now = CLOSED + timedelta(days=days_later)
    assert words_lead_to(closed, now, 14) == leads_to
