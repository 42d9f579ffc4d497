"""What a customer types to find out whether a technician is genuine."""

import pytest
from service_repair_rules.genuine import Question, read_question


@pytest.mark.parametrize(
    "code, phone, badge, question",
    [
        ("1234", "8000", "", Question("1234", "8000", "")),
        (" 12 34 ", "13800138000", "", Question("1234", "8000", "")),
        ("１２３４", "８０００", "", Question("1234", "8000", "")),
        ("1234", "", " B-007 ", Question("1234", "", "B-007")),
        ("1234", "80", "B-007", Question("1234", "", "B-007")),
        ("1234", "800", "", None),
        ("1234", "", "", None),
        ("12345", "8000", "", None),
        ("", "8000", "B-007", None),
        ("²³¹⁴", "8000", "", None),
    ],
)
def test_questions(code, phone, badge, question):
    assert read_question(code, phone, badge) == question
