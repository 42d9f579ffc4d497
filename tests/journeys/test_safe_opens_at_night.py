"""Story 1: a safe that will not open, from the call at 03:10 to the rated visit.

Three people act: the agent at the desk, the technician on a phone, the customer by her
link. Whoever is asked first sleeps.
"""

from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .accessibility import barriers, is_cut_off
from .remote import call, id_of
from .test_agent_takes_calls import DESK, Keyboard, panel
from .visits import PHONE, completion_code, employ, finish, press, rate, read, sweep

CALLER = "19900000210"
TICKET_FIELDS = ["visit_ids", "station_id", "number"]


def night(minutes: int = 0) -> str:
    """03:10 of the coming night in Shanghai, or minutes later, in UTC."""
    today = datetime.now(timezone.utc).replace(hour=19, minute=10, second=0)
    moment = today + timedelta(days=1, minutes=minutes)
    return moment.strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def on_call(host):
    """At night emergencies go to the province's station, where two are on call."""
    station = id_of(host, "service_repair.station_hunan_night_demo")
    found = [("service_station_id", "=", station)]
    people = call(host, "resource.resource", "search", found)
    call(host, "resource.resource", "write", people, {"service_on_call": True})


def take_call(visit, at) -> tuple[int, int]:
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


def clock_states(host, ticket: int) -> set[str]:
    clocks = [("res_model", "=", "helpdesk.ticket"), ("res_id", "=", ticket)]
    found = call(host, "service.deadline", "search_read", clocks, ["state"])
    return {clock["state"] for clock in found}


def test_a_safe_opens_at_three_in_the_morning(visit, time_travel, on_call):
    with time_travel(night()) as at:
        ticket, made = take_call(visit, at)
        asked = read(at, made)
        assert asked["state"] == "offered"
        path = customers_link(at, ticket)

    with time_travel(night(6)) as at:
        sweep(at, "ir_cron_offers")
        second = read(at, made)
        assert second["state"] == "offered"
        assert second["resource_id"] != asked["resource_id"]
        employ(at, second["resource_id"][0])
        with visit("technician", "/my/visits", at=at, **PHONE) as page:
            press(page, "accept")
        with visit(None, path, at=at, **PHONE) as page:
            expect(page.locator("main")).to_contain_text(second["resource_id"][1])
            expect(page.locator("main")).to_contain_text(second["check_code"])
            assert not barriers(page)

    technicians = f"/my/visits/{made}"
    with (
        time_travel(night(9)) as at,
        visit("technician", technicians, at=at, **PHONE) as page,
    ):
        press(page, "depart")

    with (
        time_travel(night(27)) as at,
        visit("technician", technicians, at=at, **PHONE) as page,
    ):
        expect(page.locator("main")).to_contain_text(second["check_code"])
        press(page, "arrive")
        states = clock_states(at, ticket)
        assert "met" in states and "missed" not in states, states

    with time_travel(night(58)) as at:
        with visit(None, path, at=at, **PHONE) as page:
            code = completion_code(page, second["check_code"])
        with visit("technician", technicians, at=at, **PHONE) as page:
            finish(page, code)
        done = read(at, made)
        assert (done["state"], done["result"]) == ("done", "solved")

    with time_travel(night(5 * 60)) as at, visit(None, path, at=at, **PHONE) as page:
        assert not barriers(page)
        rate(page, 5, "凌晨三点也来了")
        assert not barriers(page)
        assert not is_cut_off(page)
        assert read(at, made)["rating_last_value"] == 5
