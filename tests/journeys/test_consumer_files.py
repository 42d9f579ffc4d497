"""Somebody without an account complains on a phone, from the first try to the page."""

import secrets

import pytest
from playwright.sync_api import expect

from devtools.shot import settle

from .accessibility import barriers, is_cut_off
from .test_customer_follows_by_link import photo

WORDS = {
    "zh_CN": ("尚未提交", "您的投诉已提交", "谢谢，我们已收到"),
    "en_US": ("It is not filed yet", "Your complaint is filed", "it is with us"),
}
SEND_TWICE = """async () => {
    const form = document.querySelector("main form[enctype]");
    const data = () => {
        const filled = new FormData(form);
        filled.set("do", "save");
        return filled;
    };
    const send = () => fetch(form.action, {method: "POST", body: data()});
    const answers = await Promise.all([send(), send()]);
    return answers.map((answer) => [answer.status, new URL(answer.url).pathname]);
}"""


def check(page):
    settle(page)
    assert not barriers(page)
    assert not is_cut_off(page)


def press(page, do):
    page.locator(f"button[name=do][value={do}]:visible").click()


@pytest.mark.parametrize("lang", WORDS)
def test_a_complaint_on_a_phone(visit, lang):
    """What is wrong is said, nothing is lost, and the page of the case takes words."""
    unfinished, filed, taken = WORDS[lang]
    with visit("", "/complaint", lang=lang, width=360) as page:
        check(page)
        page.locator("#company").fill("云桥通信")
        page.locator("#story").fill("套餐只能升不能降，客服答应回电却没有打来。")
        page.locator("input[name=practices]").first.check()
        page.locator("#day_1").fill("2026-03-02")
        page.locator("#channel_1").select_option("phone")
        page.locator("#remedy_refund").check()
        page.locator("#files").set_input_files(photo())
        press(page, "file")
        expect(page.get_by_role("status")).to_contain_text(unfinished)
        expect(page.get_by_role("status")).to_be_focused()
        check(page)
        assert page.locator("#story").input_value().startswith("套餐只能升不能降")
        assert page.locator("input[name=drop]").count() == 1
        page.locator("#name").fill("林小雨")
        page.locator("#phone").fill(f"138{secrets.randbelow(10**8):08}")
        press(page, "file")
        expect(page.get_by_role("status")).to_contain_text(filed)
        check(page)
        page.locator("#say_text").fill("还没有人打电话来")
        page.locator("form[action$='/say'] button").click()
        expect(page.get_by_role("status")).to_contain_text(taken)
        check(page)


def test_two_sendings_make_one_draft(visit):
    """A form that is sent twice at the same moment leads to one page."""
    with visit("", "/complaint") as page:
        page.locator("#story").fill(f"连点了两次 {secrets.token_hex(3)}")
        first, second = page.evaluate(SEND_TWICE)
        assert first == second
        assert first[0] == 200 and "/complaint/c/" in first[1]
