"""Story 2: a plan that can go up but not down, from the form to the body's answer.

The operator in Chongqing has 15 days (Telecommunications User Appeal Measures); filed
on 25 September 2026 they run out over National Day, on 10 October.
"""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import expect

from .accessibility import barriers, is_cut_off
from .remote import call, id_of

FRIDAY = "2026-09-25T08:00"
AFTER_THE_HOLIDAY = "2026-10-12T02:00"
WEEK_LATER = "2026-10-20T02:00"
PICTURE = (
    Path(__file__).parents[2] / "addons/consumer_complaints/demo/app_screenshot.png"
)
WISH = "把59元套餐改成8元保号套餐"


def file_complaint(page) -> str:
    """Fill in the form on a phone; the path of the case's page."""
    page.fill("#company", "云桥通信（重庆）")
    page.fill("#product", "云享59套餐")
    page.fill("#story", "手机营业厅只有升档入口，打客服被推荐别的套餐，没有人回电。")
    page.fill("#happened_on", "2026-09-22")
    for code in ("OBS-01", "OBS-03"):
        page.check(f"input[name='practices'][value='{code}']")
    attempt(page, 1, "2026-09-22", 30, "会有专席给您回电", "专席回电办理降档", 48)
    attempt(page, 2, "2026-09-24", 45, "建议您换成更优惠的套餐")
    page.check("input[name='remedies'][value='plan_change']")
    page.fill("#wish", WISH)
    page.set_input_files("input[type='file']", PICTURE)
    page.fill("#name", "林小雨")
    page.fill("#phone", "13800138000")
    assert not is_cut_off(page)
    assert barriers(page) == []
    page.locator("button[name='do'][value='file']").click()
    expect(page.get_by_role("status")).to_be_visible()
    assert barriers(page) == []
    return urlsplit(page.url).path


def attempt(page, number, day, minutes, said, promise="", hours="") -> None:
    if number > 1:
        page.locator("details summary").nth(number - 1).click()
    page.fill(f"#day_{number}", day)
    page.fill(f"#clock_{number}", "10:00")
    page.select_option(f"#channel_{number}", "phone")
    page.fill(f"#minutes_{number}", str(minutes))
    page.fill(f"#said_{number}", said)
    page.fill(f"#promise_{number}", promise)
    page.fill(f"#hours_{number}", str(hours))


def open_case(page, subject: str) -> None:
    """Open the card of a case on the board."""
    page.locator(".o_kanban_record", has_text=subject).first.click()
    expect(page.locator(".o_form_view .o_field_widget[name='number']")).to_be_visible()


def press(page, label: str) -> None:
    page.locator(".o_control_panel, .o_form_statusbar").get_by_role(
        "button", name=label, exact=True
    ).first.click()


def confirm(page, words: str = "") -> None:
    """Say in the dialog of a step what it asks for, and go on."""
    dialog = page.locator(".modal")
    if words:
        dialog.locator(".o_field_widget[name='words'] textarea").fill(words)
    dialog.get_by_role("button", name="Confirm").click()


def shown_link(page) -> str:
    """The path of the link that the dialog shows, which is closed again."""
    shown = page.locator(".modal .o_field_widget[name='url']")
    expect(shown).to_contain_text("/complaint/")
    path = urlsplit(shown.inner_text().strip().split()[0]).path
    page.locator(".modal").get_by_role("button", name="Close").last.click()
    return path


SUBJECT = "手机营业厅只有升档入口"


def test_a_plan_that_can_go_up_but_not_down(visit, time_travel):
    with time_travel(FRIDAY) as at:
        with visit("", "/complaint", at=at, width=360, height=740) as page:
            path = file_complaint(page)
        with visit("complaints", "/odoo/complaints", at=at, lang="en_US") as desk:
            open_case(desk, SUBJECT)
            broken = desk.locator(".o_field_widget[name='promise_broken_count']")
            expect(broken.first).to_have_text("1")
            press(desk, "Acknowledge")
            press(desk, "Forward")
            confirm(desk)
            respondents = shown_link(desk)
            desk.screenshot(path="/tmp/main/story2.png", full_page=True)
    with time_travel(AFTER_THE_HOLIDAY) as at:
        with visit("officer", "/odoo/complaints", at=at, lang="en_US") as desk:
            open_case(desk, SUBJECT)
            desk.screenshot(path="/tmp/main/story3.png", full_page=True)
            press(desk, "Hand On")
            desk.wait_for_timeout(1500)
            desk.screenshot(path="/tmp/main/story4.png", full_page=True)
