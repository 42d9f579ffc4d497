"""The customer's pages, for people with and without mouse, eyes and a wide screen."""

import os
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from devtools.shot import open_page, settle

from .accessibility import barriers, is_cut_off, tab_to
from .test_customer_follows_by_link import photo

VIEWS = [(lang, width) for lang in ("zh_CN", "en_US") for width in (1400, 360)]
TICKETS = {
    "with a station": [["station_id", "!=", False], ["closed", "=", False]],
    "with the dispatchers": [["station_id", "=", False], ["closed", "=", False]],
    "closed": [["closed", "=", True]],
}
CALL = """async ([model, method, args, kwargs]) => {
    const answer = await fetch("/web/dataset/call_kw", {
        method: "POST", headers: {"Content-Type": "application/json"},
        body: JSON.stringify({jsonrpc: "2.0", method: "call", params: {
            model, method, args, kwargs}}),
    });
    return (await answer.json()).result;
}"""


def call(page, model, method, *args, **kwargs):
    """Call a method as the person who is logged in."""
    return page.evaluate(CALL, [model, method, args, kwargs])


def ticket_of(page, domain) -> int:
    domain = [["is_repair", "=", True], *domain]
    found = call(page, "helpdesk.ticket", "search", domain, limit=1, order="id desc")
    return found[0]


def give_link(page, ticket: int) -> str:
    """The path of the link that an agent gives to the ticket's customer."""
    action = call(page, "helpdesk.ticket", "action_customer_link", [ticket])
    (link,) = call(page, "service.ticket.link", "read", [action["res_id"]], ["url"])
    return urlsplit(link["url"]).path


@pytest.fixture(scope="module")
def links(browser):
    """Links to a ticket of each kind, and one that was taken back."""
    host = os.environ["JOURNEY_HOST"]
    with open_page(browser, host, login="agent") as page:
        page.goto(f"{host}/my")
        tickets = {kind: ticket_of(page, domain) for kind, domain in TICKETS.items()}
        paths = {kind: give_link(page, ticket) for kind, ticket in tickets.items()}
        open_one = ["id", "not in", list(tickets.values())]
        other = ticket_of(page, [open_one])
        paths["revoked"] = give_link(page, other)
        call(page, "helpdesk.ticket", "action_revoke_links", [other])
    return paths


@pytest.mark.parametrize("lang, width", VIEWS)
def test_pages_by_link(host, browser, links, lang, width):
    """Neither axe-core nor the width of a phone finds fault, in either language."""
    with open_page(browser, host, lang=lang, width=width) as page:
        for kind, path in links.items():
            page.goto(host + path)
            settle(page)
            assert not barriers(page), kind
            assert not is_cut_off(page), kind
            said = page.locator("html").get_attribute("lang")
            assert said == lang.replace("_", "-")
        assert "/service/t/" in page.url
        page.goto(host + links["closed"])
        page.locator("form[action$='/say'] button").click()
        expect(page.get_by_role("status")).to_be_focused()
        assert not barriers(page)


@pytest.mark.parametrize("lang, width", VIEWS)
def test_portal_pages(visit, host, lang, width):
    """The list, its groups, a ticket and the form, for who has an account."""
    with visit("customer", "/my/tickets", lang=lang, width=width) as page:
        ticket = page.locator("td a[href^='/my/ticket/']").first
        address = urlsplit(ticket.get_attribute("href")).path
        for path in (
            "/my/tickets",
            "/my/tickets?groupby=stage",
            address,
            "/new/ticket",
        ):
            page.goto(host + path)
            settle(page)
            assert not barriers(page), path
            assert not is_cut_off(page), path


def test_list_is_whole_on_a_phone(visit):
    """What it is, how far it is and who has it stand inside the screen."""
    with visit("customer", "/my/tickets", width=360) as page:
        cell = page.locator("td.o_service_ticket_title").first
        expect(cell).to_contain_text(re.compile(r"WX/\d+"))
        table = page.locator(".o_portal_my_doc_table").first
        assert table.evaluate(
            "table => table.scrollWidth <= table.parentElement.clientWidth"
        )


def test_by_keyboard_alone(host, browser, links):
    """Write with photos, close, and open again, without a mouse."""
    with open_page(browser, host, lang="zh_CN", width=1400) as page:
        page.goto(host + links["with a station"])
        tab_to(page, "#say_text")
        page.keyboard.type("门铃也不响了")
        tab_to(page, "#say_camera")
        tab_to(page, "#say_photos")
        page.locator("#say_photos").set_input_files([photo(), photo()])
        expect(page.locator(".o_service_files_chosen img")).to_have_count(2)
        tab_to(page, "form[action$='/say'] button")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_be_focused()
        expect(page.locator("article").last.locator("img")).to_have_count(2)

        tab_to(page, "form[action$='/close'] button")
        page.keyboard.press("Enter")
        expect(page.locator("form[action$='/close']")).to_have_count(0)
        tab_to(page, "form[action$='/reopen'] button")
        page.keyboard.press("Space")
        expect(page.locator("form[action$='/close']").first).to_be_visible()


def test_too_many_photos_are_said_before_they_are_sent(host, browser, links):
    """A phone's network is slow: what would be refused is known at once."""
    with open_page(browser, host, lang="zh_CN", width=360) as page:
        page.goto(host + links["with a station"])
        page.locator("#say_photos").set_input_files([photo() for _ in range(7)])
        expect(page.locator(".o_service_files_many")).to_be_visible()
        page.locator("#say_text").fill("照片太多")
        page.locator("form[action$='/say'] button").click()
        expect(page.get_by_role("status")).to_contain_text("6")
        expect(page.locator("#say_text")).to_have_value("照片太多")
