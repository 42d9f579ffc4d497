"""Every step has words, and words for whatever it may be about."""

import ast
from datetime import date
from pathlib import Path

from consumer_complaints_rules import jurisdiction_limits, jurisdiction_routes
from consumer_complaints_rules.jurisdiction_types import KINDS, LEVELS, STATUSES
from consumer_complaints_rules.jurisdiction_wording import KINDS as KIND_WORDS
from consumer_complaints_rules.jurisdiction_wording import (
    LAWS,
    TEMPLATES,
    Reader,
    describe,
)
from consumer_complaints_rules.jurisdiction_wording import LEVELS as LEVEL_WORDS
from consumer_complaints_rules.jurisdiction_wording import STATUSES as STATUS_WORDS
from jurisdiction_tables import BEIJING, HENAN, ask, candidate, used

RULES = Path(jurisdiction_limits.__file__).parent


def literals():
    """All texts in the rule's files, but for the wording itself."""
    for path in RULES.glob("jurisdiction*.py"):
        if path.stem != "jurisdiction_wording":
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def test_every_template_and_law_is_used_and_none_is_missing():
    said = set(literals())
    already = {f"already_{status}" for status in STATUSES if status != "withdrawn"}
    assert TEMPLATES.keys() - said == already
    assert LAWS.keys() <= said


def test_every_kind_level_and_status_has_a_word():
    assert KIND_WORDS.keys() == set(KINDS)
    assert LEVEL_WORDS.keys() == set(LEVELS)
    assert STATUS_WORDS.keys() == set(STATUSES)
    assert jurisdiction_routes.WHY.keys() <= KIND_WORDS.keys()


def test_a_reason_in_words():
    """The operator is in Henan, the consumer in Beijing."""
    proposal = ask(sector="telecom", respondent=HENAN, complainant=BEIJING)
    reader = Reader(regions={"410105": "Jinshui"})
    assert describe(candidate(proposal, "TA410000").steps, reader) == (
        "the respondent is in Jinshui; the appeal body of the operator's province "
        "(MIIT Order 35, art. 9); the respondent had until 2025-11-16 and did not "
        "answer"
    )


def test_a_refusal_in_words():
    proposal = ask(sector="telecom", respondent=HENAN, told_on=date(2025, 11, 16))
    assert describe(proposal.refusals[0].steps) == (
        "the respondent has had only 9 of its 15 days; possible after 2025-12-01 "
        "(MIIT Order 35, art. 10(4))"
    )


def test_a_channel_by_its_kind_and_without_a_day():
    channels = (used("association", "accepted", "410105")._replace(body=""),)
    proposal = ask(sector="telecom", respondent=HENAN, channels=channels)
    assert describe(proposal.refusals[0].steps) == (
        "a consumer association has the case (accepted day unknown), so this body "
        "refuses it (MIIT Order 35, art. 11(4))"
    )


def test_the_readers_words():
    """Templates, words of lists and days are the reader's, names are looked up."""
    chinese = {
        TEMPLATES["already_filed"]: "已于%(since)s提交",
        TEMPLATES["same_kind"]: "%(channel)s%(status)s（%(since)s）",
        STATUS_WORDS["accepted"]: "已受理",
        "%(before)s; %(after)s": "%(before)s；%(after)s",
    }
    reader = Reader(
        translate=lambda text: chinese.get(text, text),
        format_date=lambda day: f"{day.month}月{day.day}日",
        bodies={"CA410105": "金水区消费者协会"},
    )
    since = "2025-11-20"
    with_it = {"channel": "CA410105", "status": "accepted", "since": since}
    steps = [("already_filed", {"since": since}), ("same_kind", with_it)]
    assert describe(steps, reader) == (
        "已于11月20日提交；金水区消费者协会已受理（11月20日）"
    )


def test_steps_of_another_version_are_left_out():
    steps = [("gone", {}), ("settled", {})]
    assert describe(steps) == TEMPLATES["settled"]
