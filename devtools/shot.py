"""A screenshot of a page of the running server, as somebody, in a language.

Run by ``./dev shot`` inside the environment, which has playwright. Arguments: page,
file, login (empty: nobody), language, width, height, port, then elements to click.
"""

import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

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


@contextmanager
def open_page(host: str, *, login="", lang="zh_CN", width=1400, height=900):
    """A page of a new browser, logged in at ``host`` when ``login`` is given."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=_chromium(), args=QUIET)
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=lang.replace("_", "-"),
            timezone_id="Asia/Shanghai",
            has_touch=width < 600,
            # what it fetches cannot be cut off, and it fetches each first page again
            service_workers="block",
        )
        context.add_cookies(
            [{"name": "frontend_lang", "value": lang, "url": host}],
        )
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        if login:
            log_in(page, host, login, lang)
        yield page
        browser.close()


def log_in(page, host: str, login: str, lang: str) -> None:
    """Log in (in the demo database the password is the login) and set the language."""
    page.goto(f"{host}/web/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", login)
    page.click("button[type=submit]")
    page.wait_for_function(
        "location.pathname !== '/web/login' || document.querySelector('.alert-danger')"
    )
    if urlsplit(page.url).path == "/web/login":
        sys.exit(f"{login} cannot log in with this name as the password")
    page.evaluate(
        """async (lang) => {
            const uid = (await (await fetch("/web/session/get_session_info", {
                method: "POST", headers: {"Content-Type": "application/json"},
                body: JSON.stringify({jsonrpc: "2.0", method: "call", params: {}}),
            })).json()).result.uid;
            await fetch("/web/dataset/call_kw/res.users/write", {
                method: "POST", headers: {"Content-Type": "application/json"},
                body: JSON.stringify({jsonrpc: "2.0", method: "call", params: {
                    model: "res.users", method: "write",
                    args: [[uid], {lang}], kwargs: {}}}),
            });
        }""",
        lang,
    )


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
    with open_page(host, login=login, lang=lang, **size) as page:
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
