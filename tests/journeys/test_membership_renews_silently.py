"""A membership that renewed silently: agreed, not paid, and settled by an association.

The trader promised the money within seven days. By law it has fifteen days from the
complaint (Measures for Penalties for Infringing Consumer Rights, art. 8): of those
that began on 12 October 2026 the last is the 27th.
"""

import re
import secrets
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import expect

from .desk import (
    bars_nobody,
    card_of,
    confirm,
    file_by_hand,
    open_case,
    press,
    shown_link,
    stands,
    tells,
)
from .remote import call
from .screens import entry, field

MONDAY = "2026-10-12T02:00"
TOO_LATE = "2026-10-28T02:00"
PICTURE = (
    Path(__file__).parents[2] / "addons/consumer_complaints/demo/app_screenshot.png"
)
SUBJECT = f"会员到期没有提醒就扣了298元（{secrets.token_hex(3)}）"
STATUTORY = "Operator repairs, returns, refunds or compensates"
DESK = "Our complaints desk"
TRADER = "The company you complain about"
ASSOCIATION = "北京市朝阳区消费者协会"
COMPANY = "青柚影音"
PROMISE = "7天内退款到账"
OFFER = "原路退回298元"
EXCUSE = "说好的7天过了，钱没有到账"
SETTLED = "经营者当场退还298元，并关闭自动续费"


@contextmanager
def on_a_phone(visit, at, path):
    with visit("", path, at=at, lang="en_US", width=360, height=740) as page:
        yield page


@contextmanager
def at_the_desk(visit, at, login):
    with visit(login, "/odoo/complaints", at=at, lang="en_US") as page:
        yield page


def file_complaint(page) -> str:
    """Fill in the form; the path of the case's page."""
    page.fill("#company", COMPANY)
    page.fill("#product", "年度会员")
    page.fill("#story", f"{SUBJECT}，客服说协议里写了。")
    page.fill("#happened_on", "2026-10-08")
    page.fill("#amount", "298")
    page.check("#is_charge")
    page.check("input[name='practices'][value='OBS-07']")
    page.check("#remedy_refund")
    page.fill("#amount_refund", "298")
    page.set_input_files("#files", PICTURE)
    page.fill("#name", "周晓棠")
    page.fill("#phone", f"138{secrets.randbelow(10**8):08}")
    bars_nobody(page)
    page.locator("button[name='do'][value='file']:visible").click()
    expect(page.get_by_role("status")).to_contain_text("Your complaint is filed")
    return urlsplit(page.url).path


def offer_in_full(page) -> None:
    """The respondent reads what is wanted, offers it, and sends what it has seen."""
    expect(page.locator("main")).to_contain_text("Silent Renewal")
    expect(page.locator("main")).not_to_contain_text("周晓棠")
    page.fill("#explanation", "已核实，系统未发送续费提醒。")
    page.locator("input[value='full']").check()
    page.locator("textarea[name^='words_']").fill(OFFER)
    bars_nobody(page)
    page.locator("button[value='review']").click()
    expect(page.locator("main")).to_contain_text("offered in full")
    bars_nobody(page)
    page.locator("button[value='send']").click()
    expect(page.get_by_role("status")).to_be_visible()
    bars_nobody(page)


def note_promise(page) -> None:
    """The trader said on the telephone by when the money comes."""
    page.get_by_role("tab", name="Promises").click()
    page.get_by_role("button", name="Note a Promise").click()
    dialog = page.locator(".modal")
    dialog.locator("[name='promise'] input").fill(PROMISE)
    dialog.locator("[name='hours'] input").fill("168")
    dialog.get_by_role("button", name="Note It").click()
    expect(page.locator("[name='promise_ids'] .o_data_row")).to_contain_text("Running")


def say_not_done(page) -> None:
    """The consumer's No needs words: without any nothing is sent."""
    page.get_by_role("button", name="No, it was not done").click()
    expect(page.get_by_role("status")).to_contain_text("say in a few words why")
    page.fill("#default_text", EXCUSE)
    bars_nobody(page)
    page.get_by_role("button", name="No, it was not done").click()
    expect(page.get_by_role("status")).to_contain_text("noted that it was not done")


def hand_on(page) -> str:
    """The body that is proposed gets the case; the path of its page."""
    press(page, "Hand On")
    expect(entry(page, "body_id")).to_have_value(ASSOCIATION)
    expect(field(page, "reason")).to_contain_text("the respondent is in 北京市朝阳区")
    expect(field(page, "reason")).to_contain_text("art. 37")
    entry(page, "demand").fill("请调解退款298元")
    file_by_hand(page, "10/28/2026")
    press(page, "Body's Link")
    return shown_link(page)


def say(page, event, text="", reference="") -> None:
    """What the body says by its page."""
    page.check(f"#event_{event}")
    page.fill("#text", text)
    if reference:
        page.fill("#reference", reference)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator(f"#event_{event}")).to_have_count(0)
    bars_nobody(page)


def agree(visit, at) -> str:
    """From the form to the promise of the money; the path of the consumer's page."""
    with on_a_phone(visit, at, "/complaint") as page:
        path = file_complaint(page)
        tells(page, "somebody reads it and confirms it to you", turn=DESK)
    with at_the_desk(visit, at, "complaints") as page:
        open_case(page, SUBJECT)
        press(page, "Acknowledge")
        press(page, "Forward")
        confirm(page)
        trader = shown_link(page)
        stands(page, "investigating")
    with on_a_phone(visit, at, trader) as page:
        offer_in_full(page)
    with on_a_phone(visit, at, path) as page:
        tells(page, "say below whether you agree with it", turn="You")
        page.get_by_role("button", name="I agree", exact=True).click()
        tells(page, "Now what was agreed must be done", turn=TRADER)
        tells(page, STATUTORY, "At the latest: 10/27/2026 24:00", turn=TRADER)
    with at_the_desk(visit, at, "complaints") as page:
        open_case(page, SUBJECT)
        stands(page, "accepted")
        note_promise(page)
    return path


def break_promise(visit, at, path) -> str:
    """The money did not come: the case goes to the association; its page's path."""
    with on_a_phone(visit, at, path) as page:
        tells(page, "Now what was agreed must be done", "late", turn=TRADER)
        expect(page.locator("main")).to_contain_text("The promise was broken")
        say_not_done(page)
        tells(page, "What was agreed was not done", turn=DESK)
    with at_the_desk(visit, at, "officer") as page:
        card = card_of(page, SUBJECT)
        expect(card.locator(".text-danger", has_text="late")).to_be_visible()
        broken = card.locator(".text-danger", has_text="Promises broken:")
        expect(broken).to_have_text(re.compile(r"Promises broken:\s*1"))
        open_case(page, SUBJECT)
        stands(page, "disputed")
        return hand_on(page)


def settle(visit, at, path, association) -> None:
    """What the association brings about, and the consumer's word that it was done."""
    with on_a_phone(visit, at, path) as page:
        tells(page, "Your complaint was handed on", turn=ASSOCIATION)
    with on_a_phone(visit, at, association) as page:
        bars_nobody(page)
        expect(page.locator("main")).to_contain_text("请调解退款298元")
        say(page, "accept", reference="朝消〔2026〕0731号")
        say(page, "settle", SETTLED)
    with on_a_phone(visit, at, path) as page:
        tells(page, "It is settled", turn=TRADER)
        expect(page.locator("#answer_heading + p")).to_have_text(SETTLED)
        page.get_by_role("button", name="Yes, I got it").click()
        expect(page.get_by_role("status")).to_contain_text("noted that it was done")
        tells(page, "Next, we close your complaint", turn=DESK)


def ended(at) -> dict[str, str]:
    """How the trader's duty and its promise ended, of which the board tells no more."""
    [case] = call(at, "consumer.complaint", "search", [("name", "like", SUBJECT)])
    about = [("res_model", "=", "consumer.complaint"), ("res_id", "=", case)]
    clocks = call(at, "service.deadline", "search_read", about, ["name", "state"])
    states = {clock["name"]: clock["state"] for clock in clocks}
    return {name: states[name] for name in (STATUTORY, PROMISE)}


def test_a_membership_that_renewed_silently(visit, time_travel):
    with time_travel(MONDAY) as at:
        path = agree(visit, at)
    with time_travel(TOO_LATE) as at:
        association = break_promise(visit, at, path)
        settle(visit, at, path, association)
        with at_the_desk(visit, at, "officer") as page:
            open_case(page, SUBJECT)
            stands(page, "settled")
            press(page, "Close Case")
            confirm(page, choice="Settled by mediation")
            stands(page, "closed")
        with on_a_phone(visit, at, path) as page:
            tells(page, "Your complaint is closed", "Settled by mediation")
            tells(page, "May be opened again until")
            expect(page.get_by_role("button", name="Yes, I got it")).to_have_count(0)
        # paid too late is still late, and the promise stays broken
        assert ended(at) == {STATUTORY: "missed", PROMISE: "missed"}
