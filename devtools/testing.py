"""``./dev test``: every check there is, from the quickest to the slowest.

Without arguments all stages run, whatever fails on the way, so that one run tells all.
Arguments go to pytest, and then only the stages that run pytest do.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from . import browser, database, paths, pdf, python_env, server
from .console import Problem, say, step

NOTHING_COLLECTED = 5
# pytest's last line, e.g. "2 failed, 130 passed, 1 skipped in 12.3s"
COUNTED = re.compile(r"(\d+) (passed|failed|skipped|errors?)\b")


class Stage(NamedTuple):
    name: str
    do: Callable[[list[str]], int]
    is_pytest: bool = True


def run(arguments: list[str]) -> int:
    """Run the stages; return 0 if nothing failed and at least one test ran."""
    start = time.monotonic()
    python_env.ensure()
    browser.ensure()
    pdf.ensure()
    stages = [stage for stage in STAGES if stage.is_pytest or not arguments]
    outcome = {stage.name: _timed(stage, arguments) for stage in stages}
    return _report(outcome, time.monotonic() - start)


def prove(arguments: list[str]) -> int:
    """The same tests with the long ones in full (they read ``PROVE``)."""
    os.environ["PROVE"] = "1"
    return run(arguments or ["-m", "proof"])


def _timed(stage: Stage, arguments: list[str]) -> int:
    say(f"\n=== {stage.name} ===")
    start = time.monotonic()
    try:
        code = stage.do(arguments)
    except Problem as problem:
        say(str(problem))
        code = 1
    say(f"=== {stage.name}: {_word(code)} ({time.monotonic() - start:.0f} s) ===")
    return code


def _report(outcome: dict[str, int], seconds: float) -> int:
    say("")
    for name, code in outcome.items():
        say(f"{_word(code):>9}  {name}")
    say(
        f"\n{_total['passed']} passed, {_total['failed']} failed",
    )
    say(f"in {seconds / 60:.1f} minutes")
    ran_none = not _total["passed"]
    return int(
        ran_none or any(code not in (0, NOTHING_COLLECTED) for code in outcome.values())
    )


def _word(code: int) -> str:
    return {0: "passed", NOTHING_COLLECTED: "no tests"}.get(code, "FAILED")


# -- stages


def _style(arguments) -> int:
    return _run(["ruff", "check", "."]) or _run(["ruff", "format", "--check", "."])


def _oca_checks(arguments) -> int:
    addons = [str(paths.ADDONS / addon) for addon in paths.OUR_ADDONS]
    return _run(["pylint", "--rcfile=.pylintrc", *addons])


def _without_database(arguments) -> int:
    return _pytest(["-p", "no:odoo", "tests/unit", "tests/repo", *arguments])


def _with_database(arguments) -> int:
    env = database.ensure(database.TEST, demo=False)
    return _pytest(["addons", "--odoo-http", *arguments], env)


def _faults(arguments) -> int:
    """Processes are killed and race each other on a copy of the test database."""
    if _holds_none("tests/faults", arguments):
        return NOTHING_COLLECTED
    source = database.ensure(database.TEST, demo=False)
    env = database.copy(database.TEST, FAULTS, source)
    return _pytest(["-p", "no:odoo", "tests/faults", *arguments], env)


def _journeys(arguments) -> int:
    """Journeys change data: they play on a copy of a demo database nobody uses."""
    if _holds_none("tests/journeys", arguments):
        return NOTHING_COLLECTED
    source = database.ensure(UNTOUCHED, demo=True)
    with step("Copying the demo database for the journeys"):
        env = database.copy(UNTOUCHED, JOURNEYS, source)
    with step("Building the web client's bundles"):
        database.build_bundles(env)
    with server.serving(env, "--max-cron-threads=0") as address:
        env = {**env, "JOURNEY_HOST": address}
        return _pytest(["-p", "no:odoo", "tests/journeys", *arguments], env)


FAULTS = "service_faults"
UNTOUCHED = "service_untouched"
JOURNEYS = "service_journeys"
STAGES = [
    Stage("style (ruff)", _style, is_pytest=False),
    Stage("OCA's checks (pylint-odoo)", _oca_checks, is_pytest=False),
    Stage("rules and repository, without a database", _without_database),
    Stage("addons, in a database and over HTTP", _with_database),
    Stage("faults: killed and racing processes", _faults),
    Stage("journeys in a browser", _journeys),
]


# -- running things

_total = {"passed": 0, "failed": 0}


def _pytest(arguments: list[str], env=None) -> int:
    """Run pytest, show what it says, and add its figures to the total."""
    command = [str(python_env.python()), "-m", "pytest", "-rs", *arguments]
    process = subprocess.Popen(
        command,
        cwd=paths.ROOT,
        env=env or dict(os.environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    last = ""
    for line in process.stdout:
        sys.stdout.write(line)
        last = line if " in " in line and COUNTED.search(line) else last
    for number, what in COUNTED.findall(last):
        kind = "failed" if what.startswith("error") else what
        if kind in _total:
            _total[kind] += int(number)
    return process.wait()


def _holds_none(folder: str, arguments: list[str]) -> bool:
    """Whether the arguments leave nothing of ``folder``: then no database is made."""
    command = [str(python_env.python()), "-m", "pytest", "--collect-only", "-q"]
    done = subprocess.run(
        [*command, "-p", "no:odoo", folder, *arguments],
        cwd=paths.ROOT,
        capture_output=True,
    )
    return done.returncode == NOTHING_COLLECTED


def _run(command: list[str]) -> int:
    program = python_env.python().parent / command[0]
    return subprocess.run([str(program), *command[1:]], cwd=paths.ROOT).returncode
