"""Story 2: a plan that can go up but not down, from the form to the body's answer.

The operator in Chongqing has 15 days (Telecommunications User Appeal Measures); filed
on 25 September 2026 they run out over National Day, on 10 October.
"""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .desk import bars_nobody, confirm, file_by_hand, open_case, press, shown_link
from .remote import call

FRIDAY = "2026-09-25T08:00"
AFTER_THE_HOLIDAY = "2026-10-12T02:00"
WEEK_LATER = "2026-10-20T02:00"
PICTURE = (
    Path(__file__).parents[2] / "addons/consumer_complaints/demo/app_screenshot.png"
)
WISH = "把59元套餐改成8元保号套餐"


def file_complaint(page, company: str, phone: str) -> str:
    """Fill in the form; the path of the case's page."""
    page.fill("#company", company)
    page.fill("#product", "云享59套餐")
    page.fill("#story", "手机营业厅只有升档入口，打客服被推荐别的套餐，没有人回电。")
    page.fill("#happened_on", "2026-09-22")
    for code in ("OBS-01", "OBS-03"):
        page.check(f"input[name='practices'][value='{code}']")
    attempt(page, 1, "2026-09-22", 30, "会有专席给您回电", "专席回电办理降档", 48)
    attempt(page, 2, "2026-09-24", 45, "建议您换成更优惠的套餐")
    page.check("input[name='remedies'][value='plan_change']")
    page.fill("#wish", WISH)
    page.set_input_files("#files", PICTURE)
    page.fill("#name", "林小雨")
    page.fill("#phone", phone)
    bars_nobody(page)
    page.locator("button[name='do'][value='file']").click()
    expect(page.get_by_role("status")).to_be_visible()
    bars_nobody(page)
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


def number_of(page) -> str:
    """The number of the case, from the head of its consumer's page."""
    return re.search(r"TS/\d{4}/\d+", page.locator("h1").first.inner_text())[0]


def verify_offline(content: bytes, folder: Path) -> None:
    """What anybody can do with the dossier: check its files and its timeline."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    for command in (
        ["sha256sum", "-c", "SHA256SUMS"],
        [sys.executable, "verify_chain.py"],
    ):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def due_of(at: str, number: str, code: str) -> str:
    """When a case's clock of a policy is due, as it is stored: UTC."""
    [case] = call(at, "consumer.complaint", "search", [("number", "=", number)])
    clocks = [("res_model", "=", "consumer.complaint"), ("res_id", "=", case)]
    clocks.append(("policy_id.code", "=", code))
    [clock] = call(at, "service.deadline", "search_read", clocks, ["due_at"])
    return clock["due_at"]


def test_from_the_form_to_the_bodys_answer(visit, time_travel, tmp_path):
    """The promise is broken, the term runs out over the holiday, the body decides."""
    with time_travel(FRIDAY) as at:
        with visit("", "/complaint", at=at, width=360, height=740) as page:
            consumers = file_complaint(page, "云桥通信（重庆）", "13800138001")
            number = number_of(page)
        with visit("complaints", "/odoo/complaints", at=at, lang="en_US") as desk:
            open_case(desk, number)
            broken = desk.locator(".o_field_widget[name='promise_broken_count']")
            expect(broken.first).to_have_text("1")
            respondents = forward(desk)
        with visit("", respondents, at=at, width=360, height=740) as page:
            expect(page.locator("body")).to_contain_text(number)
            expect(page.locator("body")).not_to_contain_text("林小雨")
            bars_nobody(page)
    with time_travel(AFTER_THE_HOLIDAY) as at:
        assert due_of(at, number, "CN_TEL_OPERATOR_REPLY_15D") == "2026-10-10 16:00:00"
        with visit("officer", "/odoo/complaints", at=at, lang="en_US") as desk:
            open_case(desk, number)
            expect(desk.locator(".o_field_widget[name='rung']")).to_contain_text(
                "Manager"
            )
            press(desk, "Hand On")
            reason = desk.locator(".o_field_widget[name='reason']")
            expect(reason).to_contain_text("重庆")
            body = desk.locator(".o_field_widget[name='body_id']")
            expect(body.locator("input").or_(body).first).to_be_visible()
            file_by_hand(desk, "10/12/2026")
            press(desk, "Body's Link")
            bodys = shown_link(desk)
    with time_travel(WEEK_LATER) as at:
        with visit("", bodys, at=at, width=360, height=740) as page:
            bars_nobody(page)
            zipped = page.request.get(f"{at}{bodys}/dossier/zip")
            verify_offline(zipped.body(), tmp_path)
            say(page, "accept")
            say(page, "decide", "责令七日内办理降档")
        with visit("", consumers, at=at, width=360, height=740) as page:
            expect(page.locator("body")).to_contain_text("责令七日内办理降档")
            page.locator("form[action$='/accept'] button").click()
            expect(page.get_by_role("status")).to_be_visible()
            bars_nobody(page)


def forward(desk) -> str:
    """Acknowledge a case and forward it; the path of the respondent's link."""
    press(desk, "Acknowledge")
    press(desk, "Forward")
    confirm(desk)
    return shown_link(desk)


def say(page, event: str, words: str = "") -> None:
    """Say as the body what becomes of the case."""
    page.check(f"#event_{event}")
    page.fill("#text", words)
    page.locator("form[action$='/say'] button[type='submit']").click()
    expect(page.get_by_role("status")).to_be_visible()


@pytest.mark.parametrize(
    ("company", "phone", "code", "due"),
    [
        (
            "云桥通信（浙江）",
            "13800138002",
            "CN_ZJ_OPERATOR_ANSWER_5D",
            "2026-09-30 16:00:00",
        ),
        (
            "云桥通信（河南）",
            "13800138003",
            "CN_HA_TEL_OPERATOR_REPLY_5WD",
            "2026-10-09 16:00:00",
        ),
    ],
)
def test_each_province_has_its_own_term(visit, time_travel, company, phone, code, due):
    """The same complaint about an operator of another province."""
    with time_travel(FRIDAY) as at:
        with visit("", "/complaint", at=at) as page:
            file_complaint(page, company, phone)
            number = number_of(page)
        with visit("complaints", "/odoo/complaints", at=at, lang="en_US") as desk:
            open_case(desk, number)
            forward(desk)
        assert due_of(at, number, code) == due
