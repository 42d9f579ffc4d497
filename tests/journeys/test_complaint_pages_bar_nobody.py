"""The pages of a complaint's two other sides, for people with and without mouse, eyes
and a wide screen."""

import os
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from devtools.shot import open_page, settle

from .accessibility import barriers, is_cut_off, tab_to
from .test_customer_pages_bar_nobody import VIEWS, call

STORY = {
    "name": "套餐只能升不能降",
    "description": "App 里找不到入口，客服说 48 小时内回电，三天了没人打来。",
    "product": "畅享套餐 59 元档",
    "contract_ref": "HT-2026-0925",
    "amount": 153,
    # so long ago that the time to answer is over and a body can be asked
    "received_at": "2026-01-05 02:00:00",
    "remedy_ids": [
        [0, 0, {"kind": "plan_change", "name": "改成 8 元保号套餐"}],
        [0, 0, {"kind": "refund", "amount": 153}],
    ],
}


def find(page, model: str, **values) -> int:
    domain = [[name, "=", value] for name, value in values.items()]
    return call(page, model, "search", domain, limit=1)[0]


def path_of(page, action: dict) -> str:
    (link,) = call(page, "consumer.link", "read", [action["res_id"]], ["url"])
    return urlsplit(link["url"]).path


@pytest.fixture(scope="module")
def paths(browser):
    """The paths of a respondent's page and of a body's, each of a case of its own."""
    host = os.environ["JOURNEY_HOST"]
    with open_page(browser, host, login="admin", lang="zh_CN") as page:
        page.goto(f"{host}/my")
        company = find(page, "res.company")
        (own,) = call(page, "res.company", "read", [company], ["partner_id"])
        zhejiang = find(page, "service.region", code="330000")
        respondent = {
            "name": "云桥通信",
            "partner_id": own["partner_id"][0],
            "sector_id": find(page, "service.deadline.sector", code="telecom"),
            "region_by_hand": True,
            "region_id": zhejiang,
        }
        (respondent,) = call(page, "consumer.respondent", "create", [respondent])
        (who,) = call(page, "consumer.complainant", "create", [{"name": "林小雨"}])
        case = {**STORY, "respondent_id": respondent, "complainant_id": who}
        first, second = call(page, "consumer.complaint", "create", [case, case])
        call(page, "consumer.complaint", "write", [first], {"state": "investigating"})
        handed_on = call(page, "consumer.complaint", "action_hand_on", [second])
        referral = handed_on["res_id"]
        call(page, "consumer.referral", "write", [referral], {"channel": "post"})
        call(page, "consumer.referral", "action_send", [referral])
        filed = {"filed_at": "2026-02-05 02:00:00", "reference": "EMS-118"}
        call(page, "consumer.referral", "write", [referral], filed)
        call(page, "consumer.referral", "action_filed", [referral])
        links = {
            "respondent": ("consumer.complaint", "action_respondent_link", first),
            "body": ("consumer.referral", "action_body_link", referral),
        }
        return {
            side: path_of(page, call(page, model, method, [id_]))
            for side, (model, method, id_) in links.items()
        }


@pytest.mark.parametrize("lang, width", VIEWS)
def test_pages_of_both_sides(host, browser, paths, lang, width):
    """Neither axe-core nor the width of a phone finds fault, in either language."""
    with open_page(browser, host, lang=lang, width=width) as page:
        for side, path in paths.items():
            page.goto(host + path)
            settle(page)
            assert page.url.endswith(path)
            assert not barriers(page), side
            assert not is_cut_off(page), side


@pytest.mark.parametrize("lang, width", VIEWS)
def test_faults_and_review(host, browser, paths, lang, width):
    """What was not filled in is said and reached; what will be sent is shown."""
    with open_page(browser, host, lang=lang, width=width) as page:
        page.goto(host + paths["respondent"])
        fill_in(page)
        page.locator("textarea[name^=words_]").last.fill("")
        page.locator("button[value=review]").click()
        expect(page.get_by_role("status")).to_be_focused()
        assert not barriers(page)
        assert not is_cut_off(page)
        page.locator(".alert-link").click()
        expect(page.locator("[id^=fault_words_]")).to_be_in_viewport()
        page.locator("textarea[name^=words_]").last.fill("合约期内")
        page.locator("button[value=review]").click()
        expect(page.locator("button[value=send]")).to_be_visible()
        assert not barriers(page)
        assert not is_cut_off(page)
        page.locator("button[value=change]").click()
        expect(page.locator("#explanation")).to_have_value("已核实")


def fill_in(page):
    page.fill("#explanation", "已核实")
    page.locator("input[value=full]").first.check()
    page.locator("input[value=refused]").last.check()
    page.locator("textarea[name^=words_]").last.fill("合约期内")


def test_a_body_answers_by_keyboard_alone(host, browser, paths):
    with open_page(browser, host, lang="zh_CN", width=1400) as page:
        page.goto(host + paths["body"])
        tab_to(page, "#event_acknowledge")
        page.keyboard.press("Space")
        tab_to(page, "#reference")
        page.keyboard.type("浙申〔2026〕12号")
        tab_to(page, "form[action$='/say'] button")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_be_focused()
        expect(page.locator("#event_acknowledge")).to_have_count(0)
        expect(page.locator("article").last).to_contain_text("浙申〔2026〕12号")
