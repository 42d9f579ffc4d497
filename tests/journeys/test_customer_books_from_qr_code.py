"""A customer scans the code on her safe, books a visit on the phone, and moves it."""

import re

import pytest
from playwright.sync_api import expect

from devtools.shot import settle

from .accessibility import barriers, is_cut_off, tab_to

LABEL = "/service/p/demo-safe-0001"
NEXT = "form[action$='/service/book'] button.btn-primary"
SLOT = ".o_service_slots label"


def is_open_to_all(page, what: str) -> None:
    settle(page)
    assert not barriers(page), what
    assert not is_cut_off(page), what


def choose(page, day: int, slot: int) -> str:
    """Choose a free time by its day and place in it; what it says."""
    box = page.locator(".o_service_day").nth(day)
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    label = box.locator(SLOT).nth(slot)
    label.click()
    return label.inner_text()


def test_books_from_the_code_and_moves_once(visit, host):
    """At 360 pixels in Chinese, each page free of barriers."""
    with visit("", LABEL, width=360) as page:
        expect(page.locator("form")).to_contain_text("B45-2603-0001")
        is_open_to_all(page, "what is wrong")
        page.locator(NEXT).click()  # nothing written: it is said, and nothing lost
        expect(page.locator("#book_fault")).to_have_attribute("aria-invalid", "true")
        is_open_to_all(page, "what is missing")
        page.fill("#book_fault", "密码输对了也打不开")
        page.locator(NEXT).click()

        page.fill("#book_address", "鼓楼区中山路")
        page.locator(NEXT).click()
        expect(page.locator("input[name=region]")).not_to_have_count(0)
        is_open_to_all(page, "which place")
        page.fill("#book_address", "吉首市人民路 8 号")
        page.locator(NEXT).click()

        expect(page.locator(SLOT).first).to_be_visible()
        is_open_to_all(page, "when")
        clock = choose(page, day=1, slot=2)
        page.fill("#book_name", "陈女士")
        page.fill("#book_phone", "13800138123")
        page.locator(NEXT).click()

        page.wait_for_url(re.compile("/service/t/"))
        window = page.locator("time").first
        expect(window).to_contain_text(clock)
        expect(page.get_by_role("status")).to_be_focused()
        is_open_to_all(page, "her page")

        page.locator("a[href$='/visit']").click()
        is_open_to_all(page, "other times")
        later = choose(page, day=2, slot=-1)
        page.locator("form[action$='/visit/book'] .btn-primary").click()
        expect(page.locator("time").first).to_contain_text(later)
        expect(page.get_by_role("status")).to_be_focused()
        assert later != clock

        page.locator("form[action$='/visit/confirm'] button").click()
        expect(page.locator("form[action$='/visit/confirm']")).to_have_count(0)
        file = page.request.get(page.url + "/visit/calendar")
        assert "BEGIN:VEVENT" in file.text()
        assert "SEQUENCE:1" in file.text()


def test_going_back_loses_nothing(visit):
    with visit("", LABEL, width=360) as page:
        page.fill("#book_fault", "钥匙断在里面")
        page.locator(NEXT).click()
        expect(page.locator("#book_address")).to_be_visible()
        page.locator("button[name=back]").click()
        expect(page.locator("#book_fault")).to_have_value("钥匙断在里面")
        page.go_back()
        page.reload()
        page.goto(page.url.partition("/service")[0] + "/service/book?step=fault")
        expect(page.locator("#book_fault")).to_have_value("钥匙断在里面")


def test_by_keyboard_alone(visit):
    """From the first question to the time, without a mouse."""
    with visit("", "/service/book", width=1400) as page:
        tab_to(page, "input[name=category]")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("#book_fault")).to_be_visible()
        tab_to(page, "#book_fault")
        page.keyboard.type("指纹识别不了")
        tab_to(page, "button.btn-primary")
        page.keyboard.press("Enter")
        expect(page.locator("#book_address")).to_be_visible()
        tab_to(page, "#book_address")
        page.keyboard.type("吉首市人民路 8 号")
        tab_to(page, "button.btn-primary")
        page.keyboard.press("Enter")
        expect(page.locator(SLOT).first).to_be_visible()
        page.locator("input[name=start]").first.focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator("input[name=start]").nth(1)).to_be_checked()


@pytest.mark.parametrize("lang", ["zh_CN", "en_US"])
@pytest.mark.parametrize("width", [1400, 360])
def test_other_pages_bar_nobody(visit, host, lang, width):
    """Emergencies, the check of who stands at the door, and the outlet finder."""
    with visit("", "/service/book", lang=lang, width=width) as page:
        for path in (
            "/service/book",
            "/service/book/emergency",
            "/service/verify",
            "/service/stations",
            "/service/stations?place=吉首市",
            "/service/stations?lat=28.3&lng=109.7",
        ):
            page.goto(host + path)
            is_open_to_all(page, path)
        assert page.locator("li.list-group-item").count() > 1
        page.goto(host + LABEL)
        page.locator("a[href*='/service/guide/']").first.click()
        is_open_to_all(page, "guide")
        page.goto(host + "/service/verify")
        page.fill("#verify_code", "0000")
        page.fill("#verify_badge", "XX-999")
        page.locator("form button.btn-primary").click()
        expect(page.get_by_role("status")).to_be_focused()
        is_open_to_all(page, "not genuine")


def test_near_me(visit):
    """The phone tells where it is, to a kilometre; the nearest station comes first."""
    with visit("", "/service/stations", width=360) as page:
        page.context.grant_permissions(["geolocation"])
        page.context.set_geolocation({"latitude": 28.31234, "longitude": 109.73456})
        page.locator(".o_service_here").click()
        page.wait_for_url(re.compile(r"lat=28\.31&lng=109\.73"))
        expect(page.locator("li.list-group-item").first).to_contain_text("湘西")


def test_agent_books_at_the_phone(visit):
    """Free times by day on the ticket's form; one press books."""
    with visit("agent", "/odoo/repair-tickets?view_type=list", lang="en_US") as page:
        page.locator(".o_data_row .o_data_cell").nth(1).click()
        page.locator("button[name='action_book_visit']").click()
        page.locator(".modal .o_group_header").first.click()
        rows = page.locator(".modal .o_data_row")
        expect(rows.first).to_be_visible()
        rows.first.locator("button[name='action_book']").click()
        expect(page.locator(".modal")).to_have_count(0)
        expect(page.locator(".o_notification")).to_be_visible()
