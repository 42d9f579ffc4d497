"""The repository as a whole: fit for a stranger to clone."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = {".py", ".xml", ".md", ".js", ".scss", ".conf", ".toml", ".txt", ".yml", ""}
# Only a machine's own folders and addresses look like this.
PRIVATE = re.compile(r"(?<![\w.])/(?:work|root|home)/\w|localhost:(?!8069|8070)\d{4}")


def tracked() -> list[Path]:
    try:
        out = subprocess.run(
            ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: nothing says which files belong to it")
    return [ROOT / name for name in out.splitlines() if (ROOT / name).is_file()]


def test_no_file_names_a_machine():
    for path in tracked():
        if path.suffix in TEXT and path != Path(__file__):
            text = path.read_text(encoding="utf-8", errors="replace")
            found = PRIVATE.search(text)
            assert not found, f"{path}: {found.group()}"


def test_requirements_are_pinned_and_give_a_reason():
    for path in ROOT.glob("requirements*.txt"):
        above = ""
        for line in path.read_text().splitlines():
            if line and not line.startswith(("#", "-r ")):
                pinned, _, reason = line.partition("  #")
                assert re.fullmatch(r"[\w.\-\[\]]+==\S+", pinned), f"{path}: {line}"
                assert reason or above.startswith("#"), f"{path}: why {line}?"
            above = line


def test_no_work_left_without_an_owner():
    marks = re.compile("TO" + r"DO|FIX" + r"ME|X" + "XX")
    for path in tracked():
        if path.suffix in {".py", ".xml", ".js"}:
            assert not marks.search(path.read_text()), path
