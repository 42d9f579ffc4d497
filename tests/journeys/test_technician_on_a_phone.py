"""The technician looks at a phone between two visits."""

import re

from playwright.sync_api import expect

from .screens import field

PHONE = {"width": 360, "height": 740}


def card(page, text):
    return page.locator(".o_kanban_record", has_text=text).first


def test_sees_what_waits_at_the_own_stations(visit):
    """Own tickets and those of the own stations that nobody has taken, no others; a
    tap shows where to go and whom to call."""
    with visit("technician", "/odoo/my-repair-tickets", **PHONE) as page:
        expect(card(page, "办公保险柜转盘卡住")).to_be_visible()
        expect(page.locator(".o_kanban_record", has_text="昆山市")).to_have_count(0)
        card(page, "办公保险柜转盘卡住").click()
        expect(field(page, "address").locator("textarea, span").first).to_be_visible()
        call = page.locator("a[href^='tel:']").first
        expect(call).to_have_attribute("href", re.compile("0743"))
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
