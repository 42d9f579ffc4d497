"""A technician's day on a phone of 360 px, with a line that comes and goes."""

import os
import secrets
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from devtools.shot import log_in, settle

from .accessibility import barriers, is_cut_off
from .remote import call, id_of
from .test_customer_follows_by_link import photo

PHONE = {"lang": "zh_CN", "width": 360}
# From tomorrow on, at 1, 5, 9 … o'clock: none goes on past a day's end.
HOURS = iter(range(1, 300, 4))
ALL_SENT = """() => Object.keys(localStorage)
    .every((name) => !name.startsWith("service_repair.visits"))"""


@pytest.fixture(scope="module")
def technician():
    """A technician who is at work at any hour, and his station: (ids of both)."""
    host = os.environ["JOURNEY_HOST"]
    name = f"古城站 {secrets.token_hex(3)}"
    values = {"name": name, "is_round_the_clock": True}
    station = call(host, "service.station", "create", values)
    person = {
        "name": "龙海生",
        "user_id": id_of(host, "service_repair.user_technician_demo"),
        "service_station_id": station,
        "calendar_id": False,
        "tz": "Asia/Shanghai",
    }
    return station, call(host, "resource.resource", "create", person)


@pytest.fixture
def plan(host, technician):
    """``plan(offered=False)``: the id of a visit that the technician has, or is asked
    for."""
    station, person = technician

    def planning(offered=False):
        product = id_of(host, "service_repair.product_lock_finger_demo")
        ticket = {
            "is_repair": True,
            "address": "湖南省凤凰县沱江镇虹桥西路18号2栋301室",
            "partner_name": "田苗",
            "caller_phone": "0743-8000012",
            "fault": "指纹识别没有反应",
            "product_id": product,
        }
        today = datetime.now(timezone.utc).replace(hour=0, minute=0)
        start = today + timedelta(days=1, hours=next(HOURS))
        values = {
            "ticket_id": call(host, "helpdesk.ticket", "create", ticket),
            "station_id": station,
            "start": start.strftime("%Y-%m-%d %H:%M:00"),
        }
        if not offered:
            values["resource_id"] = person
        made = call(host, "service.visit", "create", values)
        if offered:
            call(host, "service.visit", "action_dispatch", [made])
        return made

    return planning


def read(host, visit, *names):
    [found] = call(host, "service.visit", "read", [visit], list(names))
    return [found[name] for name in names]


def button(page, visit, action):
    return page.locator(
        f"form[action='/my/visits/{visit}/{action}'] button[type=submit]"
    )


def check(page):
    settle(page)
    assert not barriers(page)
    assert not is_cut_off(page)


def sign(page):
    canvas = page.locator(".o_service_signature canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 30, steps=5)
    page.mouse.up()


def test_a_visit_from_offer_to_signature(visit, host, plan):
    """Accepted on the list; on the way and there without a line; then the work."""
    asked = plan(offered=True)
    with visit("technician", "/my", **PHONE) as page:
        page.locator("a[href='/my/visits']").first.click()
        check(page)
        button(page, asked, "accept").click()
        expect(page.get_by_role("status").first).to_be_focused()
        assert read(host, asked, "state") == ["accepted"]

        page.goto(f"{host}/my/visits/{asked}")
        check(page)
        page.context.set_offline(True)
        button(page, asked, "depart").click()
        expect(page.locator(".o_service_kept_away")).to_be_visible()
        expect(button(page, asked, "depart")).to_be_hidden()
        button(page, asked, "arrive").click()
        expect(page.locator("#finish")).to_be_visible()
        expect(page.locator(".o_service_kept_list li")).to_have_count(2)
        assert not barriers(page)
        assert read(host, asked, "state") == ["accepted"]
        page.context.set_offline(False)
        expect(page.locator(".o_service_kept")).to_be_hidden()
        state, left, came = read(host, asked, "state", "departed_at", "arrived_at")
        assert state == "arrived" and left <= came

        for step in page.locator(".o_service_check").all():
            step.click()
            expect(step).to_have_attribute("aria-pressed", "true")
        page.locator("#photos").set_input_files([photo(), photo()])
        button(page, asked, "photos").click()
        expect(page.locator("a img.o_service_photo")).to_have_count(2)
        page.locator("summary:visible").first.click()
        page.locator("#line_what").fill("电池")
        page.locator("#line_quantity").fill("４")
        page.locator("#line_price").fill("2.5")
        button(page, asked, "add").click()
        expect(page.locator(".list-group-item")).to_contain_text("电池")

        page.locator("#result_solved").check()
        page.locator("#report").fill("更换电池，测试三次正常")
        page.locator("#code").fill("99999")
        button(page, asked, "finish").click()
        said = page.locator(".o_service_kept_list li")
        expect(said).to_be_visible()
        expect(page.locator("#report")).to_have_value("更换电池，测试三次正常")
        page.locator("#code").fill("")
        sign(page)
        check(page)
        button(page, asked, "finish").click()
        expect(page.locator("#finish")).to_be_hidden()
        expect(said).to_have_count(0)
        check(page)
    names = ("state", "result", "amount_total", "signed_by", "is_confirmed")
    assert read(host, asked, *names) == ["done", "solved", 10.0, "田苗", False]
    [signature] = read(host, asked, "signature")
    assert signature


def test_what_is_pressed_after_the_session_is_kept_until_log_in(visit, host, plan):
    """In the night the session ended: nothing is lost, and nobody presses again."""
    held = plan()
    with visit("technician", "/my/visits", **PHONE) as page:
        settle(page)
        page.context.clear_cookies()
        button(page, held, "depart").click()
        expect(page.locator(".o_service_kept_login")).to_be_visible()
        assert not barriers(page)
        assert read(host, held, "state") == ["accepted"]
        page.locator(".o_service_kept_login a").click()
        assert urlsplit(page.url).path == "/web/login"
        log_in(page.context, host, "technician", "zh_CN")
        page.goto(f"{host}/my/visits")
        page.wait_for_function(ALL_SENT)
        expect(page.locator(".o_service_kept")).to_be_hidden()
        assert read(host, held, "state") == ["on_way"]


def test_what_came_too_late_is_said_until_it_is_read(visit, host, plan):
    """Somebody else changed the visit while the phone had no line."""
    held = plan()
    with visit("technician", "/my/visits", **PHONE) as page:
        settle(page)
        page.context.set_offline(True)
        button(page, held, "depart").click()
        expect(page.locator(".o_service_kept_away")).to_be_visible()
        call(host, "service.visit", "action_cancel", [held])
        page.context.set_offline(False)
        said = page.locator(".o_service_kept_list li")
        expect(said.locator("button")).to_be_visible()
        check(page)
        said.locator("button").click()
        expect(page.locator(".o_service_kept")).to_be_hidden()


def test_without_scripts(visit, host, plan):
    """The same buttons are forms that a bare browser sends."""
    held = plan()
    with visit("technician", f"/my/visits/{held}", **PHONE) as page:
        cookies = page.context.cookies()
        bare = page.context.browser.new_context(
            java_script_enabled=False, viewport={"width": 360, "height": 740}
        )
        bare.add_cookies(cookies)
        plain = bare.new_page()
        plain.goto(f"{host}/my/visits/{held}")
        for action, state in (("depart", "on_way"), ("arrive", "arrived")):
            button(plain, held, action).click()
            expect(plain.get_by_role("status").first).to_be_visible()
            assert read(host, held, "state") == [state]
        plain.locator("#result_customer_absent").check()
        button(plain, held, "finish").click()
        expect(plain.locator("#finish")).to_be_hidden()
        bare.close()
    assert read(host, held, "result") == ["customer_absent"]


@pytest.mark.parametrize("lang", ["zh_CN", "en_US"])
@pytest.mark.parametrize("width", [1400, 360])
def test_pages_bar_nobody(visit, host, plan, lang, width):
    plan(offered=True)
    held = plan()
    with visit("technician", "/my/visits", lang=lang, width=width) as page:
        check(page)
        page.goto(f"{host}/my/visits/{held}")
        for summary in page.locator("summary:visible").all():
            summary.click()
        check(page)
        button(page, held, "arrive").click()
        expect(page.locator("#finish")).to_be_visible()
        check(page)
