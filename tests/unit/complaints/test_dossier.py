"""A dossier proves itself with what every system has: sha256sum and Python."""

import io
import subprocess
import sys
import zipfile
from datetime import datetime

import pytest
from consumer_complaints_rules import chain, dossier

AT = datetime(2026, 10, 20, 10, 0)


@pytest.fixture
def unpacked(tmp_path):
    first = chain.link("TS/1", 1, "", "2026-10-01T00:00:00Z", "life", "file", "x", {})
    told = ("TS/1", 2, first.hash, "2026-10-02T00:00:00Z", "note", "said", "x")
    entries = [first, chain.link(*told, {"text": "套餐"})]
    files = {
        "exhibits/E1_截图.png": b"picture",
        dossier.TIMELINE: dossier.timeline_file(entries, 2, entries[-1].hash),
    }
    packed = dossier.pack(files, AT)
    zipfile.ZipFile(io.BytesIO(packed)).extractall(tmp_path)
    return tmp_path


def run(folder, *command):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout


def test_it_verifies_offline(unpacked):
    assert run(unpacked, "sha256sum", "-c", "--quiet", dossier.SUMS) == (0, "")
    code, said = run(unpacked, sys.executable, dossier.VERIFIER)
    assert (code, said) == (0, "2 entries, 0 faults\n")


def test_a_changed_file_is_named(unpacked):
    (unpacked / "exhibits/E1_截图.png").write_bytes(b"other")
    code, said = run(unpacked, "sha256sum", "-c", "--quiet", dossier.SUMS)
    assert code and "E1_截图.png" in said


def test_a_changed_timeline_is_named(unpacked):
    timeline = unpacked / dossier.TIMELINE
    timeline.write_text(timeline.read_text().replace("套餐", "其他"))
    code, said = run(unpacked, sys.executable, dossier.VERIFIER)
    assert code and "entry 2: payload" in said


def test_the_same_content_gives_the_same_bytes():
    files = {"b": b"2", "a": b"1"}
    swapped = {"a": b"1", "b": b"2"}
    assert dossier.pack(files, AT) == dossier.pack(swapped, AT)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("账单.pdf", "exhibits/E1_账单.pdf"),
        ("../../etc/passwd", "exhibits/E1_etc_passwd"),
        ("a/b\\c.png", "exhibits/E1_a_b_c.png"),
        ("..", "exhibits/E1_file"),
        ("x" * 300 + ".jpg", "exhibits/E1_" + "x" * 60 + ".jpg"),
    ],
)
def test_names_stay_inside_the_folder(name, path):
    assert dossier.exhibit_path("E1", name) == path
