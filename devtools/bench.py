"""``./dev bench``: measurements against a named peer, each in one process and run.

A benchmark exits with 0 when the promise it measures was kept.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from . import database, paths, postgres, python_env
from .console import Problem, say

PEERS = paths.HOME / "venv-peers"
PEER_ADDONS = paths.HOME / "peer-addons"
BENCH = "service_bench"


def _among_peers() -> tuple[Path, dict | None]:
    """Peers get an environment of their own: they drag in a lot that we don't need."""
    requirements = ("requirements-bench.txt",)
    return python_env.ensure(requirements, venv=PEERS, addons=False), None


def _with_server() -> tuple[Path, dict]:
    """Odoo and a server, on which the benchmark makes its own databases."""
    return python_env.ensure(), database.environment(BENCH, postgres.environment())


def _with_database() -> tuple[Path, dict]:
    return python_env.ensure(), database.ensure(BENCH, demo=False)


def _with_peer_addons() -> tuple[Path, dict]:
    """The database, and addons of others on the path, which it does not have yet."""
    python, env = _with_database()
    folder = python_env.ensure_folder("requirements-bench-addons.txt", PEER_ADDONS)
    return python, {**env, "PYTHONPATH": str(folder)}


class Benchmark(NamedTuple):
    script: str
    prepare: Callable[[], tuple[Path, dict | None]]
    text: str


BENCHMARKS = {
    "regions": Benchmark(
        "regions.py", _among_peers, "the resolver beside cpca and jionlp"
    ),
    "installation": Benchmark(
        "installation.py", _with_server, "installing divisions beside helpdesk_mgmt"
    ),
    "tickets": Benchmark(
        "tickets.py", _with_database, "repair tickets beside plain tickets"
    ),
    "boards": Benchmark(
        "boards.py", _with_database, "managers' boards beside helpdesk_mgmt's"
    ),
    "clocks": Benchmark(
        "deadline_clocks.py", _with_database, "clocks in small and large houses"
    ),
    "deadlines": Benchmark(
        "deadline_rules.py", _with_database, "counting deadlines beside Odoo and others"
    ),
    "complaints": Benchmark(
        "complaints.py", _with_database, "complaints beside plain tickets"
    ),
    "complaint-boards": Benchmark(
        "complaint_boards.py", _with_database, "boards of complaints beside tickets"
    ),
    "slots": Benchmark(
        "visit_slots.py", _with_peer_addons, "free slots beside resource_booking"
    ),
    "planner": Benchmark(
        "visit_planner.py", _with_database, "the planner's day beside Odoo's calendar"
    ),
    "desk": Benchmark(
        "desk.py", _with_database, "a call at the desk in a small and a large house"
    ),
}


def run(names: list[str]) -> int:
    """Run the named benchmarks, or all; return 0 if every promise was kept."""
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        known = ", ".join(BENCHMARKS)
        raise Problem(f"no benchmark {', '.join(unknown)}: there are {known}")
    codes = [_run(BENCHMARKS[name]) for name in names or BENCHMARKS]
    return int(any(codes))


def _run(benchmark: Benchmark) -> int:
    say(f"\n=== {benchmark.text} ===")
    python, env = benchmark.prepare()
    script = paths.ROOT / "benchmarks" / benchmark.script
    return subprocess.run(
        [str(python), str(script)], env=env, cwd=paths.ROOT
    ).returncode
