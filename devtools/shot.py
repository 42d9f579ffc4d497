"""A screenshot of a page of the running server, as somebody, in a language.

Run by ``./dev shot`` inside the environment, which has playwright. Arguments: page,
file, login (empty: nobody), language, width, height, port, then elements to click.
"""

import re
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import TimeoutError as NotThere
from playwright.sync_api import sync_playwright

# Nothing but the server under test: no update checks, no look-ups.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MS = 60_000
SETTLE_MS = 600
SEEN_OTHER = 303


@contextmanager
def browsing():
    """A browser; its pages share nothing, see `open_page`."""
    with sync_playwright() as player:
        yield player.chromium.launch(executable_path=_chromium(), args=QUIET)


@contextmanager
def open_page(browser, host: str, *, login="", lang="zh_CN", width=1400, height=900):
    """A page of somebody new to the browser, logged in at ``host`` if there is a
    ``login``."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale=lang.replace("_", "-"),
        timezone_id="Asia/Shanghai",
        has_touch=width < 600,
        # what it fetches cannot be cut off, and it fetches each first page again
        service_workers="block",
    )
    with context:
        context.add_cookies([{"name": "frontend_lang", "value": lang, "url": host}])
        context.set_default_timeout(WAIT_MS)
        if login:
            log_in(context, host, login, lang)
        yield context.new_page()


def log_in(context, host: str, login: str, lang: str) -> None:
    """Log in (in the demo database the password is the login) and set the language.

    As the form does, without drawing the first page, which nobody came for.
    """
    form = context.request.get(f"{host}/web/login")
    token = re.search(r'name="csrf_token" value="([^"]+)"', form.text())[1]
    sent = {"csrf_token": token, "login": login, "password": login}
    answer = context.request.post(f"{host}/web/login", form=sent, max_redirects=0)
    if answer.status != SEEN_OTHER:
        sys.exit(f"{login} cannot log in with this name as the password")
    session = _ask(context, f"{host}/web/session/get_session_info", {})
    set_language = {
        "model": "res.users",
        "method": "write",
        "args": [[session["uid"]], {"lang": lang}],
        "kwargs": {},
    }
    _ask(context, f"{host}/web/dataset/call_kw/res.users/write", set_language)


def _ask(context, address: str, params: dict):
    answer = context.request.post(address, data={"jsonrpc": "2.0", "params": params})
    return answer.json()["result"]


def settle(page) -> None:
    """Wait until the page has drawn itself."""
    page.wait_for_load_state("load")
    try:
        page.wait_for_load_state("networkidle", timeout=8_000)
    except NotThere:
        pass  # a page that listens for messages is never idle
    page.wait_for_timeout(SETTLE_MS)


def _chromium() -> str:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))))


def main(page_path, file, login, lang, width, height, port, *clicks) -> None:
    host = f"http://localhost:{port}"
    size = {"width": int(width), "height": int(height)}
    with (
        browsing() as browser,
        open_page(browser, host, login=login, lang=lang, **size) as page,
    ):
        page.goto(host + page_path)
        settle(page)
        for target in clicks:
            page.click(target)
            settle(page)
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=file)
    print(file)


if __name__ == "__main__":
    main(*sys.argv[1:])
