"""Journeys: what people do in a browser, on a copy of the demonstration's database.

``./dev test`` copies the database, serves it and names the server in JOURNEY_HOST.
"""

import os
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from devtools import paths, server
from devtools.shot import browsing, open_page

from .remote import call, id_of

# A server that has just started, on a busy machine, answers its first call late.
expect.set_options(timeout=20_000)
# What the browser says about a page that was left before it had loaded everything,
# about a line that a journey cuts on purpose, and about a worker that it is refused.
HARMLESS = (
    "net::ERR_ABORTED",
    "net::ERR_CONNECTION_RESET",
    "net::ERR_INTERNET_DISCONNECTED",
    "Failed to fetch",
    "Service worker registration failed",
)


@pytest.fixture
def host() -> str:
    address = os.environ.get("JOURNEY_HOST")
    assert address, "journeys need a server of their own: run ./dev test"
    return address


@pytest.fixture(scope="session", autouse=True)
def roomy_stations():
    """Journeys share a database: none finds a station full of another's tickets."""
    address = os.environ.get("JOURNEY_HOST")
    if address:
        limited = call(
            address, "service.station", "search", [("daily_capacity", ">", 0)]
        )
        call(address, "service.station", "write", limited, {"daily_capacity": 99})


@pytest.fixture(scope="session")
def browser():
    """One for all journeys: to start it takes longer than many a journey."""
    with browsing() as one:
        yield one


@pytest.fixture
def visit(host, browser, request):
    """``with visit(login, path, lang=…, width=…) as page``: a browser of somebody's.

    ``at``: another server than the journeys' own, such as `time_travel` yields.
    Complaints of the browser fail the journey; a failed journey leaves a picture.
    """

    @contextmanager
    def visiting(login: str, path: str, at=host, **view):
        complaints = []
        with open_page(browser, at, login=login, **view) as page:
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda said: _listen(said, complaints))
            try:
                page.goto(at + path)
                yield page
            except BaseException:
                _keep_picture(page, request.node.name)
                raise
        assert not complaints

    return visiting


@pytest.fixture(scope="session")
def time_machine():
    """A second server of the journeys' database, which goes to other times."""
    program = [sys.executable, str(Path(__file__).with_name("time_machine.py"))]
    options = ("--max-cron-threads=0",)
    with server.serving(dict(os.environ), *options, program=program) as address:
        yield address


@pytest.fixture
def time_travel(host, time_machine):
    """``with time_travel("2026-10-12T02:00") as address``: a server at that UTC moment.

    First it lets the clocks do what is due by then.
    """

    @contextmanager
    def travelling(moment: str):
        urllib.request.urlopen(f"{time_machine}/time-machine?{moment}").close()
        sweep = id_of(time_machine, "service_deadline.cron_sweep")
        call(time_machine, "ir.cron", "method_direct_trigger", [sweep])
        yield time_machine

    return travelling


def _listen(said, complaints: list[str]) -> None:
    if said.type == "error" and not any(word in said.text for word in HARMLESS):
        complaints.append(said.text)


def _keep_picture(page, name: str) -> None:
    paths.LOGS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=paths.LOGS / f"journey-{name}.png", full_page=True)
