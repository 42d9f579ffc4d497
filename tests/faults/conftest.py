"""Faults: processes killed and racing, on a copy of the test database.

``./dev test`` copies the database and names it in PGDATABASE; under ``./dev prove``
PROVE is set and everything is done more often.
"""

import os
import subprocess
import sys
from contextlib import closing

import psycopg2
import pytest

from devtools import paths


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
