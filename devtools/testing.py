"""``./dev test``: every check there is, from the quickest to the slowest.

Without arguments all stages run, whatever fails on the way, so that one run tells all.
Arguments go to pytest, and then only the stages that run pytest do; files and folders
among them are run by the stage that they belong to, and by no other. Long stages run in
parts at a time, on a database each; databases are made while the first stages run.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache, wraps
from pathlib import Path
from threading import Lock
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
    with ThreadPoolExecutor(1) as aside:
        if not arguments:
            aside.submit(_make_databases)
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
    wanted = _wanted(["tests/unit", "tests/repo"], arguments)
    return _pytest(["-p", "no:odoo", *wanted]) if wanted else NOTHING_COLLECTED


def _with_database(arguments) -> int:
    parts = _parts(paths.ADDONS.iterdir(), 2)
    wanted = [_wanted(part, arguments) for part in parts]
    if not any(wanted):
        return NOTHING_COLLECTED
    env = _test_database()
    second = database.copy(database.TEST, SECOND, env) if all(wanted) else env
    return _side_by_side(
        [
            (["--odoo-http", *part], where)
            for part, where in zip(wanted, (env, second), strict=True)
            if part
        ]
    )


def _faults(arguments) -> int:
    """Processes are killed and race each other on a copy of the test database."""
    wanted = _wanted(["tests/faults"], arguments)
    if not wanted or _holds_none(wanted):
        return NOTHING_COLLECTED
    env = database.copy(database.TEST, FAULTS, _test_database())
    return _pytest(["-p", "no:odoo", *wanted], env)


def _journeys(arguments) -> int:
    """Journeys change data: they play on copies of a demo database nobody uses.

    Three at a time on two cores: a page that draws itself is often waited for.
    """
    files = (paths.ROOT / "tests" / "journeys").glob("test_*.py")
    wanted = [_wanted(part, arguments) for part in _parts(files, 3)]
    wanted = [part for part in wanted if part and not _holds_none(part)]
    if not wanted:
        return NOTHING_COLLECTED
    env = _journeys_database()
    with ExitStack() as stack:
        runs = []
        for number, part in enumerate(wanted):
            own = database.copy(JOURNEYS, f"{JOURNEYS}_{number}", env)
            address = stack.enter_context(server.serving(own, "--max-cron-threads=0"))
            there = {**own, "JOURNEY_HOST": address}
            runs.append((["-p", "no:odoo", *part], there))
        return _side_by_side(runs)


SECOND = "service_test_second"
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


# -- databases


def _once(make: Callable[[], dict]) -> Callable[[], dict]:
    """The environment of a database; who comes while it is made waits for it."""
    made, turn = cache(make), Lock()

    @wraps(make)
    def wait():
        with turn:
            return made()

    return wait


def _make_databases() -> None:
    """Make all that will be needed; a stage whose database fails says so itself."""
    _test_database()
    _journeys_database()


@_once
def _test_database() -> dict:
    return database.ensure(database.TEST, demo=False)


@_once
def _journeys_database() -> dict:
    source = database.ensure(UNTOUCHED, demo=True)
    with step("Copying the demo database for the journeys"):
        env = database.copy(UNTOUCHED, JOURNEYS, source)
    with step("Building the web client's bundles"):
        database.build_bundles(env)
    return env


# -- running things

_total = {"passed": 0, "failed": 0}


def _pytest(arguments: list[str], env=None) -> int:
    """Run pytest, show what it says, and add its figures to the total."""
    process = _start_pytest(arguments, env, subprocess.PIPE)
    lines = []
    for line in process.stdout:
        sys.stdout.write(line)
        lines.append(line)
    _count(lines)
    return process.wait()


def _side_by_side(runs: list[tuple[list[str], dict]]) -> int:
    """Run several pytests at once; the first is shown as it goes, the others after."""
    (arguments, env), *others = runs
    with ExitStack() as stack:
        waiting = []
        for more, where in others:
            out = stack.enter_context(tempfile.TemporaryFile("w+"))
            waiting.append((_start_pytest(more, where, out), out))
        codes = [_pytest(arguments, env)]
        for process, out in waiting:
            codes.append(process.wait())
            out.seek(0)
            lines = out.readlines()
            sys.stdout.writelines(lines)
            _count(lines)
    ran = [code for code in codes if code != NOTHING_COLLECTED]
    return max(ran) if ran else NOTHING_COLLECTED


def _start_pytest(arguments, env, out) -> subprocess.Popen:
    command = [str(python_env.python()), "-m", "pytest", "-rs", *arguments]
    return subprocess.Popen(
        command,
        cwd=paths.ROOT,
        env=env or dict(os.environ),
        stdout=out,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _count(lines: list[str]) -> None:
    """Add the figures of pytest's last line to the total."""
    counting = [line for line in lines if " in " in line and COUNTED.search(line)]
    for number, what in COUNTED.findall(counting[-1] if counting else ""):
        kind = "failed" if what.startswith("error") else what
        if kind in _total:
            _total[kind] += int(number)


def _wanted(roots, arguments: list[str]) -> list[str]:
    """What pytest is told by a stage of ``roots``: they, or what of them is named.

    Empty where files or folders are named and none of them belongs to the stage.
    """
    named = [each for each in arguments if (paths.ROOT / _file_of(each)).exists()]
    options = [each for each in arguments if each not in named]
    inside = [each for each in named if _belongs(_file_of(each), roots)]
    chosen = inside if named else [str(root) for root in roots]
    return [*chosen, *options] if chosen else []


def _file_of(argument: str) -> str:
    """The file of a test's name, such as ``tests/unit/test_x.py::test_y``; an option
    is none."""
    return "-" if argument.startswith("-") else argument.split("::")[0]


def _belongs(file: str, roots) -> bool:
    path = (paths.ROOT / file).resolve()
    return any(path.is_relative_to((paths.ROOT / root).resolve()) for root in roots)


def _parts(places, count: int) -> list[list[str]]:
    """Folders or files of tests in so many parts, about as much to do in each.

    By the size of what they hold, which is the best guess before they ran.
    """
    parts, sizes = [[] for _ in range(count)], [0] * count
    for place in sorted(places, key=_size, reverse=True):
        least = sizes.index(min(sizes))
        parts[least].append(str(place.relative_to(paths.ROOT)))
        sizes[least] += _size(place)
    return parts


def _size(place: Path) -> int:
    files = place.rglob("test_*.py") if place.is_dir() else [place]
    return sum(file.stat().st_size for file in files)


def _holds_none(arguments: list[str]) -> bool:
    """Whether nothing of this would run: then no database is made."""
    command = [str(python_env.python()), "-m", "pytest", "--collect-only", "-q"]
    done = subprocess.run(
        [*command, "-p", "no:odoo", *arguments], cwd=paths.ROOT, capture_output=True
    )
    return done.returncode == NOTHING_COLLECTED


def _run(command: list[str]) -> int:
    program = python_env.python().parent / command[0]
    return subprocess.run([str(program), *command[1:]], cwd=paths.ROOT).returncode
