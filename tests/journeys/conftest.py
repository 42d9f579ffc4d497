"""Journeys: what people do in a browser, on a copy of the demonstration's database.

``./dev test`` copies the database, serves it and names the server in JOURNEY_HOST.
"""

import os
from contextlib import contextmanager

import pytest

from devtools import paths
from devtools.shot import open_page

# What the browser says about a page that was left before it had loaded everything, and
# about a line that a journey cuts on purpose.
HARMLESS = (
    "net::ERR_ABORTED",
    "net::ERR_CONNECTION_RESET",
    "net::ERR_INTERNET_DISCONNECTED",
    "Failed to fetch",
)


@pytest.fixture
def host() -> str:
    address = os.environ.get("JOURNEY_HOST")
    assert address, "journeys need a server of their own: run ./dev test"
    return address


@pytest.fixture
def visit(host, request):
    """``with visit(login, path, lang=…, width=…) as page``: a browser of somebody's.

    Complaints of the browser fail the journey; a failed journey leaves a picture.
    """

    @contextmanager
    def visiting(login: str, path: str, **view):
        complaints = []
        with open_page(host, login=login, **view) as page:
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda said: _listen(said, complaints))
            try:
                page.goto(host + path)
                yield page
            except BaseException:
                _keep_picture(page, request.node.name)
                raise
        assert not complaints

    return visiting


def _listen(said, complaints: list[str]) -> None:
    if said.type == "error" and not any(word in said.text for word in HARMLESS):
        complaints.append(said.text)


def _keep_picture(page, name: str) -> None:
    paths.LOGS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=paths.LOGS / f"journey-{name}.png", full_page=True)
