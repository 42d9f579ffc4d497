"""A published list becomes coverage, and nothing of it is lost."""

import re

from playwright.sync_api import expect

from .screens import entry, find, pick_in, row

LIST = "拉萨市城关区、鼓楼区、火星市、拉萨市城关区、江西宜春市靖安县"


def preview(page):
    page.locator("input[type=radio][data-value='prefecture']").check()
    entry(page, "written").fill(LIST)
    page.locator("button[name='action_preview']").click()
    expect(row(page, "火星市")).to_be_visible()


def badge(page, text):
    return row(page, text).locator("td[name='state'] .badge")


def test_list_is_understood_and_imported_once(visit):
    """The preview shows each place with its station or its problem; what is ambiguous
    is settled in the line; a second import of the same list finds all of it there."""
    with visit("manager", "/odoo/coverage-import") as page:
        preview(page)
        expect(row(page, "拉萨市城关区")).to_contain_text("西藏自治区拉萨市城关区")
        expect(row(page, "靖安县")).to_contain_text("江西省宜春市靖安县")
        expect(badge(page, "鼓楼区")).to_have_class(
            "badge rounded-pill text-bg-warning"
        )
        expect(badge(page, "火星市")).to_have_class("badge rounded-pill text-bg-danger")

        place = row(page, "鼓楼区").locator("td[name='region_id']")
        place.click()
        pick_in(place.locator("input"), page, "江苏省南京市鼓楼区")
        page.locator("button[name='action_apply']").click()
        expect(page.locator("button[name='action_open_coverage']")).to_be_visible()
        expect(row(page, "火星市")).to_be_visible()

        page.goto(page.url.split("/odoo")[0] + "/odoo/coverage")
        find(page, "靖安县")
        expect(row(page, "江西省宜春市靖安县")).to_be_visible()

    with visit("manager", "/odoo/coverage-import") as page:
        preview(page)
        expect(row(page, "靖安县")).to_have_class(re.compile("text-muted"))
        expect(page.locator("button[name='action_apply']")).to_be_hidden()


def test_agent_is_not_offered_the_import(visit):
    """Coverage is the manager's."""
    with visit("agent", "/odoo/coverage") as page:
        expect(row(page, "湖南省湘西土家族苗族自治州凤凰县")).to_be_visible()
        expect(page.locator(".o_list_button_add")).to_have_count(0)
