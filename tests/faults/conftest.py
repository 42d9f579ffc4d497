"""Faults: processes killed and racing, on a copy of the test database.

``./dev test`` copies the database and names it in PGDATABASE; under ``./dev prove``
PROVE is set and everything is done more often.
"""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from devtools import paths

FORKING = Path(__file__).with_name("forking.py")
_figures = pytest.StashKey[list]()


@pytest.fixture
def often():
    """``often(small, full)``: how often to do a thing, in a test or in a proof."""
    return lambda small, full: full if os.environ.get("PROVE") else small


@pytest.fixture
def start():
    """``start(script)``: an Odoo of its own that runs the script, then stops."""
    running = []

    def starting(script: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "odoo", "shell", "--no-http"]
        process = subprocess.Popen(
            [*command, "--log-level=critical"],
            cwd=paths.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        process.stdin.write(script)
        process.stdin.close()
        running.append(process)
        return process

    yield starting
    for process in running:
        process.kill()
        process.wait()


class Fork:
    """A process that does a script, forked from an Odoo that loaded everything."""

    def __init__(self, ask, script: str):
        self.ask = ask
        self.pid = ask("start", script)
        self.code = None

    def ended(self) -> bool:
        if self.code is None:
            self.code = self.ask("poll", self.pid)
        return self.code is not None

    def wait(self) -> int:
        while not self.ended():
            time.sleep(0.05)
        return self.code

    def stop(self):
        """Hold it where it is, so that one may look before it is killed."""
        os.kill(self.pid, signal.SIGSTOP)

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        self.wait()


@pytest.fixture
def fork():
    """``fork(script)``: a process that does the script, started in no time."""
    parent = subprocess.Popen(
        [sys.executable, str(FORKING)],
        cwd=paths.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    forks = []

    def ask(what, argument):
        parent.stdin.write(json.dumps([what, argument]) + "\n")
        parent.stdin.flush()
        return json.loads(parent.stdout.readline())

    def forking(script: str) -> Fork:
        forks.append(Fork(ask, script))
        return forks[-1]

    yield forking
    for process in forks:
        if not process.ended():
            process.kill()
    parent.stdin.close()
    parent.wait()


@pytest.fixture
def tell(request):
    """``tell(line)``: figures of a proof, shown when all tests are done."""
    return request.config.stash.setdefault(_figures, []).append


def pytest_terminal_summary(terminalreporter, config):
    for line in config.stash.get(_figures, []):
        terminalreporter.write_line(line)


@pytest.fixture
def query():
    """``query(sql)``: rows, or what was changed, seen from outside of Odoo."""

    def querying(sql: str) -> list[tuple]:
        with closing(psycopg2.connect("")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall() if cursor.description else []

    return querying
