"""A link is the only way back: it is copied with one press, and stands on paper."""

import secrets
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from devtools.shot import settle

from .screens import save, type_in

CLIPBOARD = "navigator.clipboard.readText()"


def let_copy(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])


@pytest.mark.parametrize("width", [360, 1400])
def test_a_consumer_copies_and_prints_the_way_back(visit, host, width):
    """Who saves what is not finished keeps its link; paper has no buttons to press."""
    with visit("", "/complaint", width=width) as page:
        let_copy(page)
        story = f"先存着，明天接着写 {secrets.token_hex(3)}"
        page.locator("#story").fill(story)
        page.locator("button[name=do][value=save]:visible").click()
        settle(page)  # the button needs the page's script
        kept = page.locator(".o_service_copy").first
        expect(kept.locator(".o_service_link_printed")).to_be_hidden()
        kept.locator("button").click()
        expect(kept.locator(".o_service_copied")).to_be_visible()
        link = page.evaluate(CLIPBOARD)
        assert "/complaint/c/" in link

        page.emulate_media(media="print")
        expect(kept.locator(".o_service_link_printed")).to_have_text(link)
        expect(kept.locator("button")).to_be_hidden()
        page.emulate_media(media="screen")

        # links name the address of the demonstration, whatever serves it
        page.goto(host + urlsplit(link).path)
        expect(page.locator("#story")).to_have_value(story)


def test_an_agent_copies_the_customers_link(visit):
    """What the agent copies opens the ticket for somebody without an account."""
    with visit("agent", "/odoo/repair-tickets/new") as page:
        let_copy(page)
        type_in(page, "caller_phone", "199-0000-0288")
        type_in(page, "address", "花垣县边城镇")
        type_in(page, "fault", "门锁一直响")
        save(page)
        page.locator("button[name=action_customer_link]").click()
        page.locator(".modal .o_clipboard_button").click()
        settle(page)
        link = page.evaluate(CLIPBOARD)
    with visit("", urlsplit(link).path) as page:
        expect(page.locator("main")).to_contain_text("门锁一直响")
