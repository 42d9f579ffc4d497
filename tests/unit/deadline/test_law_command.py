"""``./dev due``: policies and times in, ends of terms and explanations out."""

import subprocess
import sys
import time

import polib
import pytest
from law_tables import ROOT, entries

SCRIPT = ROOT / "scripts" / "due.py"
I18N = ROOT / "addons" / "service_deadline" / "i18n" / "zh_CN.po"


def due(*arguments, lines=None):
    """Status, lines of output, errors."""
    text = None if lines is None else "".join(line + "\n" for line in lines)
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        input=text,
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout.splitlines(), done.stderr


def test_one_policy_prints_its_end_and_why():
    """The days counted, off and made up, in the order of the calendar."""
    status, (line,), _errors = due(
        "--policy", "CN_HA_TEL_OPERATOR_REPLY_5WD", "--at", "2026-09-28T16:10:05"
    )
    end, explanation = line.split("\t")
    assert (status, end) == (0, "2026-10-11T00:00:00+08:00")
    assert "off: 2026-10-01 to 2026-10-07 (National Day)" in explanation
    assert "made up: Sat 2026-10-10" in explanation
    assert explanation.endswith("ends with 2026-10-10, at 24:00")


def test_a_province_changes_the_rule():
    arguments = ["--policy", "CN_TEL_OPERATOR_REPLY_15D", "--at", "2026-03-02"]
    _status, (national,), _errors = due(*arguments)
    _status, (local,), _errors = due(*arguments, "--province", "330000")
    assert national.startswith("2026-03-18T00:00:00+08:00\t")
    assert local.startswith("2026-03-10T00:00:00+08:00\t")


def test_lines_are_answered_in_order_and_bad_ones_stop_nothing():
    """An answer a line, an empty due and the reason for those without, status 1."""
    lines = {
        "CN_ONLINE_REFUND_7D\t2026-07-06 10:00": "2026-07-14T00:00:00+08:00\t",
        "CN_ONLINE_REFUND_7D\t2026-07-06\t": "2026-07-14T00:00:00+08:00\t",
        "NOTHING\t2026-07-06 10:00\t": "\terror: no policy is called “NOTHING”",
        "CN_ONLINE_REFUND_7D\t06.07.2026": "\terror: “06.07.2026” is not a time",
        "CN_ONLINE_REFUND_7D\t2026-02-30 10:00": "\terror: “2026-02-30 10:00” is not",
        "CN_ONLINE_REFUND_7D\t2026-07-06T10:00+08:00": "\terror: “2026-07-06T10:00+08",
        "UK_OFCOM_ADR_6W\t2026-03-29 01:30": "\terror: the clock of Europe/London",
        "CN_ONLINE_REFUND_7D\t0001-01-01": "\terror: Date:",
        "CN_ONLINE_REFUND_7D\t9999-12-31 10:00": "\terror: Date:",
        "CN_SAMR_COMPLAINT_TIMEBAR_3Y\t9998-01-01": "\terror: Date:",
        "CN_ONLINE_REFUND_7D\t2026-07-06\t123": "\terror: “123” is not the code",
        "CN_ONLINE_REFUND_7D\t2026-07-06\t330000\tmore": "\terror: 4 columns",
        "CN_ONLINE_REFUND_7D": "\terror: the time is missing",
        "": "\terror: the time is missing",
        "UK_OFCOM_ADR_6W\t2026-10-25 01:30": "2026-12-07T00:00:00+00:00\t",
    }
    status, answers, errors = due(lines=lines)
    assert (status, errors) == (1, "")
    assert len(answers) == len(lines)
    for answer, expected in zip(answers, lines.values(), strict=True):
        assert answer.startswith(expected), answer
        assert answer.count("\t") == 1


def test_good_lines_leave_status_0():
    assert due(lines=["CN_ONLINE_REFUND_7D\t2026-07-06 10:00\t330000"])[0] == 0
    assert due(lines=[]) == (0, [], "")


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (("--policy", "NOTHING", "--at", "2026-07-06"), 1, "NOTHING"),
        (("--policy", "CN_ONLINE_REFUND_7D", "--at", "soon"), 1, "soon"),
        (("--policy", "CN_ONLINE_REFUND_7D"), 2, "--at"),
        (("--province", "330000"), 2, "--policy"),
    ],
)
def test_a_wrong_question_is_one_clear_error(arguments, status, word):
    found, answers, errors = due(*arguments, lines=[])
    assert (found, answers) == (status, [])
    assert word in errors and "Traceback" not in errors


def test_all_policies_are_answered_fast():
    """9,400 lines, every policy on a hundred days, in seconds."""
    codes = sorted({entry.policy.code for entry in entries()})
    days = [
        f"20{year}-{month:02}-15" for year in range(17, 27) for month in range(1, 11)
    ]
    lines = [f"{code}\t{day} 12:34\t330000" for day in days for code in codes]
    start = time.perf_counter()
    status, answers, _errors = due(lines=lines)
    assert time.perf_counter() - start < 30  # 3 s on a machine of its own
    assert (status, len(answers)) == (0, 9_400)
    assert all(answer[0] == "2" for answer in answers)


def test_chinese_explanations_are_chinese():
    """No English is left in them but the titles of orders and times."""
    lines = ["CN_TEL_OPERATOR_REPLY_15D\t2026-09-30 16:10\t410000"]
    _status, (answer,), _errors = due("--lang", "zh_CN", lines=lines)
    assert "河南电信业务经营者答复用户投诉" in answer
    assert "调休上班：2026-10-10（周六）" in answer
    known = {entry.msgid for entry in polib.pofile(str(I18N))}
    assert "no shipped rule of %(province)s takes its place" in known
