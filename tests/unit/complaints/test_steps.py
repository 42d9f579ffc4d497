"""What the buttons of events ask for."""

from consumer_complaints_rules.lifecycle import EVENTS, ROWS, Refusal
from consumer_complaints_rules.lifecycle_wording import describe
from consumer_complaints_rules.steps import MUST, STEPS, step
from consumer_complaints_rules.steps_wording import BUTTONS, PROMPTS, button


def test_every_event_of_people_has_a_button():
    """Bodies are entered on their referrals; `add` is what links and mails do."""
    by_others = {e for e in EVENTS if e.startswith(("refer_", "body_", "mediation_"))}
    assert set(BUTTONS) == set(EVENTS) - by_others - {"add"}
    assert {e: button(e) for e in by_others if e.startswith("refer_")} == {
        f"refer_{rung}": "Hand On" for rung in ("association", "regulator", "court")
    }


def test_what_asks_for_words_says_what_for():
    assert {event for event, asked in STEPS.items() if asked.words} == set(PROMPTS)


def test_words_fulfil_what_the_lifecycle_needs():
    """Where an event needs an answer or a settlement, its dialog brings it."""
    for row in ROWS:
        for need in {"answer", "settlement"}.intersection(row.needs):
            assert step(row.event).need == need
            assert step(row.event).words == MUST


def test_a_card_is_told_its_button_and_a_button_is_not():
    refused = Refusal("missing", ("answer",), "answer")
    assert "press “Enter Answer”" in describe(refused, "", "received", "answered")
    assert "press" not in describe(refused, "answer", "received")


def test_no_button_helps_where_the_case_itself_lacks_something():
    refused = Refusal("missing", ("respondent",), "forward")
    assert "press" not in describe(refused, "", "received", "investigating")
