"""Story 1: a safe that will not open, from the call at 03:10 to the rated visit.

Three people act: the agent at the desk, the technician on a phone, the customer by her
link. Whoever is asked first sleeps.
"""

import re
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .accessibility import barriers
from .remote import call, id_of
from .test_agent_takes_calls import DESK, Keyboard, panel

PHONE = {"lang": "zh_CN", "width": 360}
CALLER = "19900000210"
# A step of the checklist that is not ticked yet.
TO_DO = "form[action$='/check']:has(input[name=value][value='1']) button"
TICKET_FIELDS = ["visit_ids", "station_id", "number"]
VISIT_FIELDS = [
    "state",
    "resource_id",
    "check_code",
    "completion_code",
    "arrived_at",
    "result",
]


def night(minutes: int = 0) -> str:
    """03:10 of the coming night in Shanghai, or minutes later, in UTC."""
    today = datetime.now(timezone.utc).replace(hour=19, minute=10, second=0)
    moment = today + timedelta(days=1, minutes=minutes)
    return moment.strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def crew(host):
    """At night emergencies go to the province's station, where two are on call; the
    one who is asked in the end has an account."""
    station = id_of(host, "service_repair.station_hunan_night_demo")
    user = id_of(host, "service_repair.user_technician_demo")
    found = [("service_station_id", "=", station)]
    people = call(host, "resource.resource", "search", found)
    call(host, "resource.resource", "write", people, {"service_on_call": True})

    def employ(person):
        others = call(host, "resource.resource", "search", [("user_id", "=", user)])
        call(host, "resource.resource", "write", others, {"user_id": False})
        call(host, "resource.resource", "write", [person], {"user_id": user})

    return employ


def read(host, visit) -> dict:
    return call(host, "service.visit", "read", [visit], VISIT_FIELDS)[0]


def press(page, act: str) -> None:
    """One of the technician's buttons: a form of its own."""
    with page.expect_navigation():
        page.locator(f"form[action$='/{act}'] button[type=submit]").first.click()


def take_call(visit, at) -> tuple[int, str]:
    """The agent's part; the ids of ticket and visit."""
    with visit("agent", DESK, at=at) as page:
        expect(page.locator("#desk_phone")).to_be_focused()
        keys = Keyboard(page)
        keys.say(CALLER)
        for words in ("周女士", "花垣县边城镇，码头边那家客栈", "保险箱", "B45-310"):
            keys.press("Enter")
            keys.say(words)
        keys.press("Enter")
        keys.say("保险箱打不开，药在里面")
        keys.press("Alt+e")
        keys.press("Control+Enter")
        expect(panel(page, "saved")).to_contain_text("湖南紧急开锁中心")
    of_caller = [("caller_number", "=", f"+86{CALLER}")]
    [ticket] = call(at, "helpdesk.ticket", "search_read", of_caller, TICKET_FIELDS)
    [made] = ticket["visit_ids"]
    return ticket["id"], made


def customers_link(host, ticket: int) -> str:
    """The path of the customer's page, as the message to her has it."""
    opened = call(host, "helpdesk.ticket", "action_customer_link", [ticket])
    [link] = call(host, "service.ticket.link", "read", [opened["res_id"]], ["url"])
    return urlsplit(link["url"]).path


def test_a_safe_opens_at_three_in_the_morning(visit, time_travel, crew):
    with time_travel(night()) as at:
        ticket, made = take_call(visit, at)
        asked = read(at, made)
        assert asked["state"] == "offered"
        path = customers_link(at, ticket)

    with time_travel(night(6)) as at:
        sweep = id_of(at, "service_repair.ir_cron_offers")
        call(at, "ir.cron", "method_direct_trigger", [sweep])
        second = read(at, made)
        assert second["state"] == "offered"
        assert second["resource_id"] != asked["resource_id"]
        crew(second["resource_id"][0])
        with visit("technician", "/my/visits", at=at, **PHONE) as page:
            press(page, "accept")
        with visit(None, path, at=at, **PHONE) as page:
            expect(page.locator("main")).to_contain_text(second["resource_id"][1])
            expect(page.locator("main")).to_contain_text(second["check_code"])
            assert not barriers(page)

    with (
        time_travel(night(9)) as at,
        visit("technician", f"/my/visits/{made}", at=at, **PHONE) as page,
    ):
        press(page, "depart")

    with (
        time_travel(night(27)) as at,
        visit("technician", f"/my/visits/{made}", at=at, **PHONE) as page,
    ):
        expect(page.locator("main")).to_contain_text(second["check_code"])
        press(page, "arrive")
        clocks = [("res_model", "=", "helpdesk.ticket"), ("res_id", "=", ticket)]
        states = call(at, "service.deadline", "search_read", clocks, ["state", "name"])
        assert "missed" not in {clock["state"] for clock in states}, states
        assert "met" in {clock["state"] for clock in states}, states

    with time_travel(night(58)) as at:
        with visit(None, path, at=at, **PHONE) as page:
            [code] = [
                each
                for each in page.locator(".o_service_code").all_inner_texts()
                if re.sub(r"\D", "", each) != second["check_code"]
            ]
        with visit("technician", f"/my/visits/{made}", at=at, **PHONE) as page:
            to_do = page.locator(TO_DO)
            for left in range(to_do.count(), 0, -1):
                to_do.first.click()
                expect(to_do).to_have_count(left - 1)
            page.locator("input[name=result][value=solved]").check()
            page.locator("input[name=code]").fill(re.sub(r"\D", "", code))
            page.locator("form[action$='/finish'] button[type=submit]").click()
            expect(page.locator("#finish")).to_be_hidden(timeout=30_000)
        done = read(at, made)
        assert (done["state"], done["result"]) == ("done", "solved")
