"""The life of a complaint: every cell of the table, and what the table must promise."""

import pytest
from consumer_complaints_rules.lifecycle import (
    ENDED,
    EVENTS,
    OUTSIDE,
    ROLES,
    ROWS,
    RUNGS,
    STATES,
    TABLE,
    Refusal,
    Transition,
    decide,
    event_to,
    events_for,
    performed,
)
from consumer_complaints_rules.lifecycle_wording import describe

NEEDS = ("respondent", "answer", "referral", "settlement", "outcome", "window")
# Where each event leads, by hand and apart from the table: state, event → next state.
WALK = """
draft         file=received withdraw=withdrawn add=draft
received      acknowledge=acknowledged ask=info_asked investigate=investigating
received      forward=investigating answer=answered withdraw=withdrawn add=received
received      escalate_manager=investigating escalate_company=investigating
received      refer_association=escalated refer_regulator=escalated
received      refer_court=escalated
acknowledged  ask=info_asked investigate=investigating forward=investigating
acknowledged  answer=answered withdraw=withdrawn add=acknowledged
acknowledged  escalate_manager=investigating escalate_company=investigating
acknowledged  refer_association=escalated refer_regulator=escalated
acknowledged  refer_court=escalated
info_asked    inform=investigating forward=investigating ask_time=info_asked
info_asked    answer=answered final_answer=answered withdraw=withdrawn add=info_asked
info_asked    escalate_manager=investigating escalate_company=investigating
info_asked    refer_association=escalated refer_regulator=escalated
info_asked    refer_court=escalated
investigating ask=info_asked forward=investigating ask_time=investigating
investigating answer=answered final_answer=answered withdraw=withdrawn
investigating add=investigating settle=settled
investigating escalate_manager=investigating escalate_company=investigating
investigating refer_association=escalated refer_regulator=escalated
investigating refer_court=escalated
answered      accept=accepted dispute=disputed final_answer=answered add=answered
answered      withdraw=withdrawn settle=settled close=closed
answered      escalate_manager=investigating escalate_company=investigating
answered      refer_association=escalated refer_regulator=escalated
answered      refer_court=escalated
accepted      dispute=disputed default=disputed perform=accepted close=closed
accepted      withdraw=withdrawn add=accepted
accepted      refer_association=escalated refer_regulator=escalated
accepted      refer_court=escalated
disputed      ask=info_asked investigate=investigating forward=investigating
disputed      answer=answered final_answer=answered withdraw=withdrawn add=disputed
disputed      escalate_manager=investigating escalate_company=investigating
disputed      refer_association=escalated refer_regulator=escalated
disputed      refer_court=escalated settle=settled close=closed
escalated     answer=escalated withdraw=withdrawn add=escalated
escalated     refer_association=escalated refer_regulator=escalated
escalated     refer_court=escalated body_accept=mediation body_refuse=disputed
escalated     body_decide=answered settle=settled close=closed
mediation     answer=mediation withdraw=withdrawn add=mediation body_decide=answered
mediation     mediation_end=disputed settle=settled close=closed
settled       perform=settled default=disputed close=closed withdraw=withdrawn
settled       add=settled
closed        reopen=investigating
withdrawn     reopen=investigating
"""
# The least of the staff, and who else, may do it; by hand and apart from the table.
WHO = """
file              agent   consumer
acknowledge       agent   system
ask               agent
inform            agent   consumer
investigate       agent
forward           agent   system
ask_time          agent   respondent
answer            agent   respondent
final_answer      manager
add               agent   consumer
accept            agent   consumer
dispute           agent   consumer
withdraw          agent   consumer
escalate_manager  agent   system
escalate_company  officer system
refer_association officer system
refer_regulator   officer system
refer_court       officer system
body_accept       officer body
body_refuse       officer body
body_decide       officer body
mediation_end     officer body
settle            officer body
perform           agent   respondent consumer
default           agent   consumer system
close             officer system
reopen            agent   consumer
"""


def walk():
    cells = {}
    for line in WALK.strip().splitlines():
        state, *steps = line.split()
        for step in steps:
            event, to = step.split("=")
            cells[state, event] = to
    return cells


def who():
    staff = ("agent", "officer", "manager")
    found = {}
    for line in WHO.strip().splitlines():
        event, least, *others = line.split()
        found[event] = {*staff[staff.index(least) :], *others}
    return found


EXPECTED, MAY = walk(), who()
CELLS = [(s, e, r) for s in STATES for e in EVENTS for r in ROLES]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("event", EVENTS)
def test_every_cell(state, event):
    """Each state, event and role: the next state, or a refusal that names the cause."""
    for role in ROLES:
        decision = decide(state, "agent", event, role, NEEDS)
        if (state, event) not in EXPECTED:
            assert decision.reason == "state"
            assert set(decision.what) == {s for s, e in EXPECTED if e == event}
        elif role not in MAY[event]:
            assert decision.reason == "role"
            assert set(decision.what) == MAY[event]
        else:
            assert isinstance(decision, Transition)
            assert decision.to == EXPECTED[state, event]


def test_a_need_that_is_not_fulfilled_is_named():
    for (state, event), transition in TABLE.items():
        role = next(role for role in ROLES if role in transition.roles)
        for need in transition.needs:
            others = [each for each in NEEDS if each != need]
            refused = decide(state, "agent", event, role, others)
            assert refused == Refusal("missing", (need,))


def test_inside_the_company_a_case_never_goes_down():
    for rung in RUNGS:
        for event in ("escalate_manager", "escalate_company"):
            target = event.removeprefix("escalate_")
            decision = decide("investigating", rung, event, "manager")
            higher = RUNGS.index(target) > RUNGS.index(rung)
            assert isinstance(decision, Transition) == higher


def test_what_is_unknown_is_refused():
    assert decide("received", "agent", "explode", "manager").reason == "unknown"


def test_no_state_is_a_dead_end():
    """The staff can always move a case on, and the consumer can withdraw it."""
    for state in STATES:
        moves = {
            decide(state, "court", event, "manager", NEEDS).to
            for event in events_for(state, "court", "manager")
        }
        assert moves - {state}, state
        if state not in ENDED:
            assert "withdraw" in events_for(state, "agent", "consumer")


def test_every_state_can_be_reached():
    reached, before = {"draft"}, set()
    while reached != before:
        before = set(reached)
        reached |= {t.to for (state, _event), t in TABLE.items() if state in before}
    assert reached == set(STATES)


def test_each_rung_outside_needs_a_referral():
    for rung in OUTSIDE:
        row = next(row for row in ROWS if row.event == f"refer_{rung}")
        assert row.rung == rung
        assert row.needs == ("referral",)


def test_a_card_goes_only_where_an_event_leads():
    for state in STATES:
        for target in STATES:
            for role in ROLES:
                event = event_to(state, target, "agent", role, NEEDS)
                if isinstance(event, str):
                    assert decide(state, "agent", event, role, NEEDS).to == target
                    continue
                leading = [
                    e
                    for (s, e), to in EXPECTED.items()
                    if s == state and to == target and to != state and role in MAY[e]
                ]
                assert not leading


@pytest.mark.parametrize(
    ("state", "target", "role", "words"),
    [
        ("closed", "answered", "agent", "No step leads"),
        ("answered", "closed", "agent", "is for: Officer, Manager"),
        ("answered", "closed", "officer", "needs an outcome"),
    ],
)
def test_a_card_that_may_not_go_says_why(state, target, role, words):
    refused = event_to(state, target, "agent", role)
    event = "close" if target == "closed" else ""
    assert words in describe(refused, event, state, target)


@pytest.mark.parametrize(
    ("remedies", "codes"),
    [
        ((), ("remedy_performed",)),
        ([("apology", "performed")], ("remedy_performed",)),
        ([("refund", "performed")], ("remedy_performed", "refund_paid")),
        # turned down, or never agreed: no money came back
        ([("refund", "refused"), ("repair", "performed")], ("remedy_performed",)),
        ([("refund", "wanted")], ("remedy_performed",)),
        # something agreed is still to be done
        ([("refund", "performed"), ("cancel", "agreed")], ("refund_paid",)),
        ([("refund", "agreed"), ("cancel", "performed")], ()),
    ],
)
def test_what_is_done_is_what_was_agreed(remedies, codes):
    assert performed(iter(remedies)) == codes
