"""``./dev bench``: measurements against a named peer, each in one process and run.

A benchmark exits with 0 when the promise it measures was kept.
"""

import subprocess
from typing import NamedTuple

from . import database, paths, python_env
from .console import Problem, say

PEERS = paths.HOME / "venv-peers"
BENCH = "service_bench"


class Benchmark(NamedTuple):
    script: str
    needs_database: bool
    text: str


BENCHMARKS = {
    "regions": Benchmark("regions.py", False, "resolver beside cpca and jionlp"),
    "tickets": Benchmark("tickets.py", True, "repair tickets beside plain tickets"),
}


def run(names: list[str]) -> int:
    """Run the named benchmarks, or all; return 0 if every promise was kept."""
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        raise Problem(
            f"no benchmark {', '.join(unknown)}: there are {', '.join(BENCHMARKS)}"
        )
    codes = [_run(name) for name in names or BENCHMARKS]
    return int(any(codes))


def _run(name: str) -> int:
    benchmark = BENCHMARKS[name]
    say(f"\n=== {name}: {benchmark.text} ===")
    if benchmark.needs_database:
        env = database.ensure(BENCH, demo=False)
        python = python_env.python()
    else:
        env = None
        python = _peers()
    script = paths.ROOT / "benchmarks" / benchmark.script
    return subprocess.run(
        [str(python), str(script)], env=env, cwd=paths.ROOT
    ).returncode


def _peers():
    """Peers get an environment of their own: they drag in a lot that we don't need."""
    return python_env.ensure(("requirements-bench.txt",), venv=PEERS, addons=False)
