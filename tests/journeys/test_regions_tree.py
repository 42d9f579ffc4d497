"""Regions: down the tree by clicks, and by any name, also one that is no more."""

import re

from playwright.sync_api import expect

from .screens import field, find, row


def test_down_to_the_county(visit):
    """From the province to the county, each click one level down."""
    with visit("manager", "/odoo/regions") as page:
        for name in ("湖南省", "湘西土家族苗族自治州"):
            row(page, name).locator("button[name='action_open_children']").click()
        expect(row(page, "凤凰县")).to_be_visible()
        row(page, "凤凰县").locator("td[name='code']").click()
        expect(field(page, "code")).to_contain_text("433123")


def test_former_name_finds_what_it_became(visit):
    """Who searches a county that was abolished finds the one that took it over."""
    with visit("manager", "/odoo/regions") as page:
        expect(row(page, "北京市")).to_be_visible()
        find(page, "湾里区")
        expect(row(page, "江西省南昌市新建区")).to_be_visible()
        row(page, "江西省南昌市新建区").locator("td[name='code']").click()
        expect(page.locator(".o_form_view")).to_contain_text(re.compile("湾里区"))
