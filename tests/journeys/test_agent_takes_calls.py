"""The hotline desk, as an agent in Chinese uses it: without the mouse."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

DESK = "/odoo/hotline"
# Beyond the words themselves, from the number to the saved ticket.
KEYSTROKES = 12


class Keyboard:
    """Types words, and counts every other key that is pressed."""

    def __init__(self, page):
        self.page = page
        self.pressed = 0

    def say(self, words):
        self.page.keyboard.type(words)

    def press(self, key):
        self.pressed += 1
        self.page.keyboard.press(key)


@pytest.fixture
def call(visit):
    """``with call("199…") as (page, keys)``: the desk, with the number typed."""

    @contextmanager
    def calling(number, **view):
        with visit("agent", DESK, **view) as page:
            expect(page.locator("#desk_phone")).to_be_focused()
            keys = Keyboard(page)
            keys.say(number)
            yield page, keys

    return calling


def tickets_of(page, number: str) -> list[dict]:
    """The tickets of a caller, as the server has them."""
    return page.evaluate(
        """async (number) => (await (await fetch(
            "/web/dataset/call_kw/helpdesk.ticket/search_read", {
                method: "POST", headers: {"Content-Type": "application/json"},
                body: JSON.stringify({jsonrpc: "2.0", method: "call", params: {
                    model: "helpdesk.ticket", method: "search_read",
                    args: [[["caller_number", "=", number]]],
                    kwargs: {fields: ["number", "station_id", "is_emergency",
                                      "product_id", "partner_name", "fault"]}}}),
            })).json()).result""",
        f"+86{number}",
    )


def panel(page, name: str):
    return page.locator(f".o_desk_{name}")


def test_call_is_at_the_station_without_the_mouse(call):
    """From the number to the ticket at its station with few keys beyond the words;
    what is known appears while she types, and the next call can begin at once."""
    number = "19900000301"
    with call(number) as (page, keys):
        expect(panel(page, "caller")).to_contain_text(f"+86{number}")
        for words in (
            "周女士",
            "花垣县边城镇，码头边那家客栈",
            "指纹锁 S1",
            "S1-9-301",
        ):
            keys.press("Enter")
            keys.say(words)
        expect(panel(page, "station")).to_contain_text("湘西州服务站")
        keys.press("Enter")
        keys.say("孩子锁在屋里")
        keys.press("Alt+e")
        expect(page.locator(".o_desk_emergency")).to_have_attribute(
            "aria-pressed", "true"
        )
        keys.press("Control+Enter")
        expect(panel(page, "saved")).to_contain_text("湘西州服务站")
        assert keys.pressed <= KEYSTROKES
        expect(page.locator("#desk_phone")).to_be_focused()
        expect(page.locator("#desk_phone")).to_have_value("")

        (ticket,) = tickets_of(page, number)
        assert ticket["station_id"][1].endswith("湘西州服务站")
        assert ticket["product_id"][1].endswith("指纹锁 S1")
        assert ticket["partner_name"] == "周女士"
        assert ticket["is_emergency"]


def test_reload_loses_nothing(call):
    """What was written before a reload is there after it, and the desk says so."""
    with call("19900000302") as (page, keys):
        keys.press("Enter")
        keys.press("Enter")
        keys.say("凤凰县沱江镇")
        page.reload()
        expect(panel(page, "restored")).to_be_visible()
        expect(page.locator("#desk_phone")).to_have_value("19900000302")
        expect(page.locator("#desk_address")).to_have_value("凤凰县沱江镇")
        expect(panel(page, "place")).to_contain_text("沱江镇")


def test_ended_session_loses_nothing(call):
    """Where the session ended meanwhile the desk says so and keeps the words; they are
    there again after the next login."""
    with call("19900000310") as (page, keys):
        keys.press("Enter")
        keys.press("Enter")
        keys.say("凤凰县沱江镇")
        page.context.clear_cookies()
        keys.press("Control+Enter")
        page.locator(".o_desk_notes [role=alert] button").click()
        page.fill("input[name=login]", "agent")
        page.fill("input[name=password]", "agent")
        page.click("button[type=submit]")
        expect(panel(page, "restored")).to_be_visible()
        expect(page.locator("#desk_address")).to_have_value("凤凰县沱江镇")
        keys.press("Control+Enter")
        expect(panel(page, "saved")).to_be_visible()
        assert len(tickets_of(page, "19900000310")) == 1


def test_second_press_makes_one_ticket(call):
    """Who presses twice has saved one ticket."""
    number = "19900000303"
    with call(number) as (page, keys):
        keys.press("Control+Enter")
        keys.press("Control+Enter")
        expect(panel(page, "saved")).to_be_visible()
        assert len(tickets_of(page, number)) == 1


def test_lost_answer_makes_one_ticket(call):
    """Where the network loses the answer the words stay, the call is sent again by
    itself, and there is one ticket all the same."""
    number = "19900000304"
    lost = []

    def lose(route):
        if not lost:
            lost.append(route.fetch())
            return route.abort("connectionreset")
        return route.continue_()

    with call(number) as (page, keys):
        page.route(re.compile("service.desk/save"), lose)
        keys.press("Control+Enter")
        expect(page.locator(".o_desk_notes [role=alert]")).to_be_visible()
        expect(page.locator("#desk_phone")).to_have_value(number)
        expect(panel(page, "saved")).to_be_visible(timeout=20_000)
        assert len(lost) == 1
        assert len(tickets_of(page, number)) == 1


def test_candidate_is_chosen_by_key(call):
    """An ambiguous place shows its candidates as buttons; Alt and a digit choose."""
    with call("19900000305") as (page, keys):
        keys.press("Enter")
        keys.press("Enter")
        keys.say("西安区东一条路")
        candidate = panel(page, "candidate").first
        expect(candidate).to_be_visible()
        name = re.sub(r"Alt\+1$", "", candidate.inner_text()).strip()
        keys.press("Alt+1")
        expect(panel(page, "candidate")).to_have_count(0)
        expect(panel(page, "place").locator("strong").first).to_have_text(name)


def test_same_caller_joins_the_open_ticket(call):
    """Who calls again within the day is offered the open ticket, and one key adds the
    call to it."""
    number = "19900000306"
    with call(number) as (page, keys):
        keys.press("Control+Enter")
        expect(panel(page, "saved")).to_be_visible()
        keys.say(number)
        expect(panel(page, "same")).to_be_visible()
        keys.press("Alt+j")
        expect(panel(page, "same")).to_be_hidden()
        expect(panel(page, "saved")).to_be_visible()
        assert len(tickets_of(page, number)) == 1


def test_telephone_system_opens_the_desk(visit):
    """A number in the address is the caller's; a call that is not saved yet stays, and
    the new one waits."""
    with visit("agent", f"{DESK}?phone=%2B8619900000307") as page:
        expect(page.locator("#desk_phone")).to_have_value("+8619900000307")
        expect(panel(page, "caller")).to_contain_text("+8619900000307")
        page.goto(page.url.partition("?")[0] + "?phone=19900000308")
        expect(page.locator("#desk_phone")).to_have_value("+8619900000307")
        expect(panel(page, "waiting")).to_contain_text("19900000308")


def test_desk_fits_a_phone(call):
    """On a phone nothing of the desk sticks out sideways."""
    with call("19900000309", width=360, height=740) as (page, keys):
        keys.press("Enter")
        keys.press("Enter")
        keys.say("西安区东一条路")
        expect(panel(page, "candidate").first).to_be_visible()
        for element in (
            "document.scrollingElement",
            "document.querySelector('.o_desk')",
        ):
            assert page.evaluate(f"{element}.scrollWidth") <= 360
