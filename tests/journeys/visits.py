"""What the actors of a visit do, in any of its stories."""

import re

from playwright.sync_api import expect

from .remote import call, id_of

PHONE = {"lang": "zh_CN", "width": 360}
# A step of the checklist that is not ticked yet.
TO_DO = "form[action$='/check']:has(input[name=value][value='1']) button"
VISIT_FIELDS = [
    "state",
    "start",
    "resource_id",
    "check_code",
    "completion_code",
    "arrived_at",
    "result",
    "rating_last_value",
]


def read(host, visit: int) -> dict:
    return call(host, "service.visit", "read", [visit], VISIT_FIELDS)[0]


def sweep(host, cron: str) -> None:
    """Let one of service_repair's crons do what is due."""
    cron = id_of(host, f"service_repair.{cron}")
    call(host, "ir.cron", "method_direct_trigger", [cron])


def employ(host, person: int) -> None:
    """The technician with an account is that person, and nobody else."""
    user = id_of(host, "service_repair.user_technician_demo")
    others = call(host, "resource.resource", "search", [("user_id", "=", user)])
    call(host, "resource.resource", "write", others, {"user_id": False})
    call(host, "resource.resource", "write", [person], {"user_id": user})


def press(page, act: str) -> None:
    """One of the technician's buttons: a form of its own."""
    with page.expect_navigation():
        page.locator(f"form[action$='/{act}'] button[type=submit]").first.click()


def completion_code(page, check_code: str) -> str:
    """The code that the customer's page shows besides the technician's."""
    shown = page.locator(".o_service_code").all_inner_texts()
    codes = {re.sub(r"\D", "", each) for each in shown}
    [code] = codes - {check_code}
    return code


def finish(page, code: str) -> None:
    """Tick the checklist and close the visit as solved, with the customer's code."""
    to_do = page.locator(TO_DO)
    for left in range(to_do.count(), 0, -1):
        to_do.first.click()
        expect(to_do).to_have_count(left - 1)
    page.locator("input[name=result][value=solved]").check()
    page.locator("input[name=code]").fill(code)
    page.locator("form[action$='/finish'] button[type=submit]").click()
    expect(page.locator("#finish")).to_be_hidden(timeout=30_000)


def rate(page, stars: int, words: str) -> None:
    """The customer's rating, on her own page."""
    page.locator(f".o_service_stars label:has(input[value='{stars}'])").click()
    page.fill("#rate_words", words)
    page.locator("form[action$='/rate'] button").click()
    expect(page.get_by_role("status")).to_be_focused()
