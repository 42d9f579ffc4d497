"""``./dev resolve``: addresses on standard input, divisions on standard output."""

import subprocess
import sys
import time

from region_tables import ROOT, table

SCRIPT = ROOT / "scripts" / "resolve.py"


def run(text):
    done = subprocess.run(
        [sys.executable, str(SCRIPT)], input=text, capture_output=True, check=True
    )
    return done.stdout.decode().split("\n")[:-1]


def test_every_line_is_answered_in_order():
    """300 lines, one answer each, five columns, the text first."""
    texts = [line["text"] for line in table("own_tuning.tsv")][:300]
    start = time.perf_counter()
    answers = [line.split("\t") for line in run("\n".join(texts).encode())]
    assert time.perf_counter() - start < 12  # 3 s on a machine of its own
    assert [answer[0] for answer in answers] == texts
    assert {len(answer) for answer in answers} == {5}


def test_nothing_in_a_text_breaks_the_columns():
    """Tabs, control characters and broken bytes become harmless."""
    lines = run("苏州\t昆山\x0b花桥\u2028\r\n".encode() + b"\xff\xfe\n\n")
    assert [line.count("\t") for line in lines] == [4, 4, 4]
    assert lines[0].split("\t")[1:3] == ["resolved", "320583104"]
    assert lines[2].split("\t")[1] == "unknown"
