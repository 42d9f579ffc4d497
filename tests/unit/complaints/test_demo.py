"""The stories of the demonstration, replayed on the tables without a database."""

import csv
from pathlib import Path

import pytest
from consumer_complaints_rules import lifecycle, referral

CSV = Path(__file__).parents[3] / "addons/consumer_complaints/demo/complaints.csv"
CASES = {case["id"]: case for case in csv.DictReader(CSV.open(encoding="utf-8"))}
FACTS = ("respondent", "answer", "referral", "settlement", "outcome")


def happen(state: str, rung: str, event: str) -> tuple[str, str]:
    """(state, rung) after an event, whoever may do it."""
    transition = lifecycle.TABLE[state, event]
    role = min(transition.roles)
    assert lifecycle.decide(state, rung, event, role, FACTS) == transition
    return transition.to, transition.rung or rung


def replay(case: dict) -> str:
    """The state in which the story of a case leaves it today."""
    if case["story"] == "draft":
        return "draft"
    state, rung, at_body, last = "received", "agent", "", 0.0
    for part in filter(None, case["story"].split(";")):
        days, event, text = [*part.split(" ", 2), ""][:3]
        assert last <= float(days) <= int(case["days"]), part
        last = float(days)
        if event == "refer":
            at_body = "sent"
            state, rung = happen(state, rung, "refer_association")
        elif event == "body":
            step = text.split(" ")[0]
            at_body = referral.step(at_body, step, "association").to
            assert at_body, part
            if step in referral.CASE_EVENTS:
                state, rung = happen(state, rung, referral.CASE_EVENTS[step])
        else:
            state, rung = happen(state, rung, event)
    return state


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_story_can_happen(case):
    """Each step is one that the tables allow, in order, and none lies in the future."""
    assert replay(case) in lifecycle.STATES


def test_every_state_has_a_case():
    """Who looks at the board of the demonstration sees a case in each column."""
    assert {replay(case) for case in CASES.values()} == set(lifecycle.STATES)
