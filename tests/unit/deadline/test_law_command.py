"""``./dev due``: policies and times in, ends of terms and explanations out."""

import re
import subprocess
import sys
import time

import pytest
from law_tables import ROOT, entries

SCRIPT = ROOT / "scripts" / "due.py"


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
        "": "\terror: the line is empty",
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


def questions():
    """Every policy on days that show every kind of step, in and out of provinces."""
    times = ("2019-12-31 10:00", "2026-01-31 09:00", "2026-10-01 12:00")
    codes = sorted({entry.policy.code for entry in entries()})
    lines = [
        f"{code}\t{time}\t{province}"
        for code in codes
        for time in times
        for province in ("", "330000", "410000", "440000")
    ]
    return [*lines, *ERRORS]


ERRORS = {
    "": ("the line is empty", "此行为空"),
    " \u3000": ("the line is empty", "此行为空"),
    "\t2026-07-06": ("the policy is missing", "缺少时限规则"),
    "CN_ONLINE_REFUND_7D": ("the time is missing", "缺少时间"),
    "CN_ONLINE_REFUND_7D 2026-07-06": ("the time is missing", "缺少时间"),
    "NOTHING\t2026-07-06": ("no policy is called", "没有名为“NOTHING”的时限规则"),
    "CN_ONLINE_REFUND_7D\tsoon": ("“soon” is not a time", "“soon”不是有效时间"),
    "CN_ONLINE_REFUND_7D\t2026-02-30": ("“2026-02-30” is not", "“2026-02-30”不是"),
    "CN_ONLINE_REFUND_7D\t2026-07-06\t99": ("“99” is not the code", "“99”"),
    "CN_ONLINE_REFUND_7D\t2026-07-06\t\t": ("4 columns", "共 4 列"),
    "CN_ONLINE_REFUND_7D\t9999-12-31": ("Date:", "日期："),
    "UK_OFCOM_ADR_6W\t2026-03-29 01:30": ("the clock of", "Europe/London"),
}


def test_bad_lines_say_what_is_wrong_in_the_language_asked_for():
    for number, lang in enumerate(("en_US", "zh_CN")):
        status, answers, _errors = due("--lang", lang, lines=ERRORS)
        begins = ("\terror: ", "\t错误：")[number]
        assert (status, len(answers)) == (1, len(ERRORS))
        for answer, expected in zip(answers, ERRORS.values(), strict=True):
            assert answer.startswith(begins) and expected[number] in answer, answer


def test_english_answers_are_english():
    """Titles of laws as well, and holidays of countries that do not speak it."""
    _status, answers, _errors = due(lines=questions())
    for answer in answers:
        assert not re.search("[\u3000-\u9fff\uff00-\uffef]", answer), answer


def test_chinese_answers_are_chinese():
    """Articles, titles of laws and holidays abroad; only names are in Latin letters."""
    _status, answers, _errors = due("--lang", "zh_CN", lines=questions())
    written = re.compile("“[^”]*”|Europe/London|DISP|ITIL|\\d[\\d.]*[A-Za-z]+|第C4条")
    for answer in answers:
        words = re.findall("[A-Za-z]{2,}", written.sub("", answer.split("\t")[1]))
        assert words == [], answer


def test_a_chinese_answer_cites_as_lawyers_do():
    """Henan's own rule, the make-up day of National Day, and a holiday abroad."""
    lines = ["CN_TEL_OPERATOR_REPLY_15D\t2026-09-30 16:10\t410000"]
    lines += ["UK_FCA_SUMMARY_3BD\t2026-04-02 10:00"]
    _status, (henan, london), _errors = due("--lang", "zh_CN", lines=lines)
    name = "河南电信业务经营者答复用户投诉"
    assert f"\t{name}，依据《河南省电信条例》：第三十八条；" in henan
    assert "调休上班：2026-10-10（周六）" in henan
    assert "放假：2026-04-03至2026-04-06（公众假日）" in london


def test_what_people_type_and_editors_add_does_no_harm():
    """Marks of byte order, line ends of Windows, full-width digits, blanks."""
    asked = (
        "\ufeffCN_ONLINE_REFUND_7D\t2026-07-06 10:00\t330000\r\n"
        "ＣＮ_ONLINE_REFUND_7D\t２０２６－０７－０６　１０：００\t３３００００\r\n"
        " CN_ONLINE_REFUND_7D \t 2026-07-06 10:00 \t 330000 \r\n"
        "CN_ONLINE_REFUND_7D\t2026-07-06T10:00:00\t33"
    ).encode()
    done = subprocess.run(
        [sys.executable, str(SCRIPT)], input=asked, check=True, stdout=-1
    )
    answers = done.stdout.decode().splitlines()
    assert len(answers) == 4 and len(set(answers)) == 1
    assert answers[0].startswith("2026-07-14T00:00:00+08:00\t")


def test_bytes_that_are_no_text_are_one_bad_line_each():
    asked = b"\xff\xfe\t2026-07-06\nCN_\x00\t2026\x1b\n" + good().encode()
    done = subprocess.run([sys.executable, str(SCRIPT)], input=asked, stdout=-1)
    first, second, third = done.stdout.decode().splitlines()
    assert first.startswith("\terror: ") and second.startswith("\terror: ")
    assert third.startswith("2026-07-14T00:00:00+08:00\t")
    assert not re.search("[\x00-\x08\x0b-\x1f]", first + second)


def good():
    return "CN_ONLINE_REFUND_7D\t2026-07-06 10:00"


@pytest.mark.parametrize(
    ("at", "cited"),
    [
        ("2024-06-30 23:59", "SAMR Order 20: art. 21(1)(5)"),
        ("2024-07-01 00:00", "State Council Order 778: art. 46(3)"),
        ("2026-04-14 23:59", "State Council Order 778: art. 46(3)"),
        ("2026-04-15 00:00", "Measures, art. 23(1)(5)"),
    ],
)
def test_the_version_in_force_on_the_day_is_cited(at, cited):
    arguments = ("--policy", "CN_SAMR_MEDIATION_60D", "--at", at)
    _status, (answer,), _errors = due(*arguments)
    assert cited in answer


def test_an_empty_code_is_a_wrong_question_not_a_wait_for_lines():
    status, answers, errors = due("--policy", "", "--at", "2026-07-06", lines=[good()])
    assert (status, answers) == (1, [])
    assert "the policy is missing" in errors


def test_nobody_is_waited_for_where_there_is_no_input():
    done = subprocess.run(f"'{sys.executable}' '{SCRIPT}' <&-", shell=True)
    assert done.returncode == 0


def test_far_years_have_their_own_offsets():
    """Before 1901 Shanghai kept local time; the last year that leaves room is 9998."""
    lines = [f"CN_ONLINE_REFUND_7D\t{year}-06-01" for year in ("0002", "9998")]
    status, (early, late), _errors = due(lines=lines)
    assert status == 0
    assert early.startswith("0002-06-11") and "+08:06" in early.split("\t")[0]
    assert late.startswith("9998-06-0")
