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


def ask_server(page, model: str, method: str, *args, **kwargs):
    """What the server answers whoever is logged in."""
    asked = {"model": model, "method": method, "args": args, "kwargs": kwargs}
    return page.evaluate(
        """async (params) => (await (await fetch("/web/dataset/call_kw", {
            method: "POST", headers: {"Content-Type": "application/json"},
            body: JSON.stringify({jsonrpc: "2.0", method: "call", params}),
        })).json()).result""",
        asked,
    )


def tickets_of(page, number: str) -> list[dict]:
    """The tickets of a caller, as the server has them."""
    fields = ["number", "station_id", "is_emergency", "product_id", "partner_name"]
    of_caller = [("caller_number", "=", f"+86{number}")]
    return ask_server(
        page, "helpdesk.ticket", "search_read", of_caller, fields=[*fields, "fault"]
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


def test_known_customer_in_an_ambiguous_emergency(call):
    """Who calls again is there by the number alone; the town of her number comes first
    among the places that are left open, a key chooses it, and save begins the next."""
    number = "0453-5551300"
    with call(number) as (page, keys):
        keys.press("Enter")
        keys.say("周女士")
        keys.press("Control+Enter")
        expect(panel(page, "saved")).to_be_visible()

        keys.pressed = 0
        keys.say(number)
        expect(page.locator("#desk_name")).to_have_value("周女士")
        keys.press("Enter")
        keys.press("Enter")
        keys.say("西安区东一条路")
        expect(panel(page, "candidate").first).to_contain_text("牡丹江市西安区")
        expect(panel(page, "candidate").nth(1)).to_contain_text("辽源市西安区")
        keys.press("Alt+1")
        expect(panel(page, "station")).to_contain_text("牡丹江市")
        for _field in ("product", "serial", "fault"):
            keys.press("Enter")
        keys.say("孩子锁在屋里")
        keys.press("Alt+e")
        keys.press("Control+Enter")
        expect(panel(page, "saved")).to_contain_text("牡丹江市")
        assert keys.pressed <= KEYSTROKES
        expect(page.locator("#desk_phone")).to_be_focused()
        expect(page.locator("#desk_phone")).to_have_value("")
        latest, first = tickets_of(page, "4535551300")
        assert latest["partner_name"] == first["partner_name"] == "周女士"
        assert latest["is_emergency"] and latest["station_id"]


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
    """Where the session ended the desk says so while she types; she goes on with the
    next call, logs in in another tab, and the call that waited is sent by itself."""
    number, other = "19900000310", "19900000311"
    with call(number) as (page, keys):
        expect(panel(page, "caller")).to_contain_text(number)
        keys.press("Enter")
        page.context.clear_cookies()
        keys.press("Enter")
        keys.say("凤凰县沱江镇")
        expect(panel(page, "away")).to_be_visible()
        keys.press("Control+Enter")
        expect(panel(page, "kept")).to_contain_text("1")
        keys.say(other)
        with page.context.expect_page() as opened:
            panel(page, "away").get_by_role("button").click()
        log_in(opened.value)
        expect(panel(page, "kept")).to_be_hidden(timeout=20_000)
        expect(panel(page, "away")).to_be_hidden(timeout=20_000)
        expect(page.locator("#desk_phone")).to_have_value(other)
        assert len(tickets_of(page, number)) == 1


def log_in(page, login="agent"):
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", login)
    page.click("button[type=submit]")
    expect(page.locator(".o_main_navbar")).to_be_visible()


def test_calls_are_taken_while_the_network_is_away(call):
    """Without network she takes one call after the other; the desk counts what waits,
    keeps it over a change of page, and sends each once when the network is back."""
    numbers = [f"199000003{number}" for number in (20, 21, 22)]
    with call(numbers[0]) as (page, keys):
        page.context.set_offline(True)
        keys.press("Control+Enter")
        expect(panel(page, "kept")).to_contain_text("1")
        expect(panel(page, "away")).to_be_visible()
        for waiting, number in enumerate(numbers[1:], 2):
            expect(page.locator("#desk_phone")).to_be_focused()
            keys.say(number)
            keys.press("Control+Enter")
            expect(panel(page, "kept")).to_contain_text(str(waiting))
        assert keys.pressed == len(numbers)
        page.context.set_offline(False)
        expect(panel(page, "kept")).to_be_hidden(timeout=20_000)
        expect(panel(page, "away")).to_be_hidden()
        expect(panel(page, "sent").get_by_role("button")).to_have_count(3)
        for number in numbers:
            assert len(tickets_of(page, number)) == 1


def test_kept_calls_outlive_the_page(call):
    """A browser that was closed without network sends what waited when it is opened
    again, whatever page that is."""
    number = "19900000323"
    with call(number) as (page, keys):
        page.route(re.compile("service.desk/"), lambda r: r.abort("connectionreset"))
        keys.press("Control+Enter")
        expect(panel(page, "kept")).to_be_visible()
        address = page.url
        page.goto("about:blank")
        page.unroute_all()
        page.goto(address)
        expect(panel(page, "sent")).to_be_visible()
        assert len(tickets_of(page, number)) == 1


def test_refused_call_is_opened_again(call):
    """A call that the server refuses later stays to be corrected; what she is writing
    then is put aside and not lost either."""
    number, other = "19900000324", "19900000325"
    with call("") as (page, keys):
        page.context.set_offline(True)
        keys.press("Enter")
        keys.say("没有号码")
        keys.press("Control+Enter")
        expect(panel(page, "kept")).to_be_visible()
        keys.say(other)
        page.context.set_offline(False)
        expect(panel(page, "held")).to_contain_text("没有号码", timeout=20_000)
        panel(page, "held").get_by_role("button").click()
        expect(page.locator("#desk_name")).to_have_value("没有号码")
        expect(panel(page, "held")).to_contain_text(other)
        expect(page.locator("#desk_phone")).to_be_focused()
        keys.say(number)
        keys.press("Control+Enter")
        expect(panel(page, "saved")).to_be_visible()
        panel(page, "held").get_by_role("button").click()
        expect(page.locator("#desk_phone")).to_have_value(other)
        expect(panel(page, "held")).to_have_count(0)
        assert tickets_of(page, number)[0]["partner_name"] == "没有号码"


def test_another_agent_does_not_file_kept_calls(call):
    """Who logs in next on the computer neither sees nor files what another agent
    wrote; it is sent when that agent is back."""
    number = "19900000326"
    with call(number) as (page, keys):
        expect(panel(page, "caller")).to_contain_text(number)
        page.context.clear_cookies()
        keys.press("Control+Enter")
        expect(panel(page, "kept")).to_be_visible()
        with page.context.expect_page() as opened:
            panel(page, "away").get_by_role("button").click()
        log_in(opened.value, "dispatcher")
        desk = opened.value
        desk.goto(page.url)
        expect(desk.locator("#desk_phone")).to_have_value("")
        expect(panel(desk, "kept")).to_be_hidden()
        expect(panel(page, "away")).to_contain_text("周立", timeout=20_000)
        assert tickets_of(desk, number) == []
        desk.context.clear_cookies()
        desk.goto(page.url.partition("/odoo")[0] + "/web/login")
        desk.locator(".o_user_switch .list-group-item", has_text="何晓雯").click()
        log_in(desk)
        expect(panel(page, "kept")).to_be_hidden(timeout=20_000)
        assert len(tickets_of(page, number)) == 1


def test_duplicated_tab_takes_a_call_of_its_own(call):
    """A tab that is duplicated during a call begins a new one: two calls make two
    tickets, and each tab keeps its own words over a reload."""
    first, second = "19900000327", "19900000328"
    with call(first) as (page, keys):
        expect(panel(page, "caller")).to_contain_text(first)
        with page.context.expect_page() as opened:
            # a tab opened from a page gets a copy of its session storage
            page.evaluate("window.open(location.href)")
        copy = opened.value
        expect(copy.locator("#desk_phone")).to_be_focused()
        expect(copy.locator("#desk_phone")).to_have_value("")
        copy.keyboard.type(second)
        expect(panel(copy, "caller")).to_contain_text(second)
        for tab, number in ((page, first), (copy, second)):
            tab.reload()
            expect(tab.locator("#desk_phone")).to_have_value(number)
            tab.keyboard.press("Control+Enter")
            expect(panel(tab, "saved")).to_be_visible()
        for number in (first, second):
            assert len(tickets_of(page, number)) == 1


def test_closed_tab_leaves_its_call(call):
    """What was written in a tab that is closed is offered by the next desk."""
    number = "19900000329"
    with call(number) as (page, _keys):
        expect(panel(page, "caller")).to_contain_text(number)
        later = page.context.new_page()
        address = page.url
        page.close()
        later.goto(address)
        panel(later, "held").get_by_role("button").click()
        expect(later.locator("#desk_phone")).to_have_value(number)


def test_second_press_makes_one_ticket(call):
    """Who presses twice has saved one ticket."""
    number = "19900000303"
    with call(number) as (page, keys):
        keys.press("Control+Enter")
        keys.press("Control+Enter")
        expect(panel(page, "saved")).to_be_visible()
        assert len(tickets_of(page, number)) == 1


def test_lost_answer_makes_one_ticket(call):
    """Where the network loses the answer the call waits, is sent again by itself, and
    there is one ticket all the same."""
    number = "19900000304"
    lost, is_losing = [], [True]

    def lose(route):
        if is_losing:
            lost.append(route.fetch())
            return route.abort("connectionreset")
        return route.continue_()

    with call(number) as (page, keys):
        page.route(re.compile("service.desk/save"), lose)
        keys.press("Control+Enter")
        expect(panel(page, "kept")).to_be_visible()
        is_losing.clear()  # and not before it was seen that the call waits
        expect(page.locator("#desk_phone")).to_be_focused()
        expect(panel(page, "sent")).to_be_visible(timeout=60_000)
        assert lost
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


def test_ticket_is_closed_while_a_call_is_added(call):
    """Where the open ticket was closed meanwhile the desk says so, the words stay, and
    the call is saved as a ticket of its own."""
    number = "19900000312"
    with call(number) as (page, keys):
        keys.press("Control+Enter")
        expect(panel(page, "saved")).to_be_visible()
        keys.say(number)
        expect(panel(page, "same")).to_be_visible()
        (ticket,) = tickets_of(page, number)
        closed = [("closed", "=", True)]
        (stage,) = ask_server(page, "helpdesk.ticket.stage", "search", closed, limit=1)
        ask_server(
            page, "helpdesk.ticket", "write", [ticket["id"]], {"stage_id": stage}
        )
        keys.press("Alt+j")
        expect(page.get_by_role("alert")).to_contain_text(ticket["number"])
        expect(page.locator("#desk_phone")).to_have_value(number)
        keys.press("Control+Enter")
        expect(panel(page, "saved")).to_be_visible()
        assert len(tickets_of(page, number)) == 2


def test_two_agents_take_down_one_case(call):
    """Who saves later is told of the ticket that came in during the call, which was on
    no screen before; nothing of either is lost."""
    number = "19900000313"
    with call(number) as (page, keys):
        other = page.context.new_page()
        other.goto(page.url)
        expect(other.locator("#desk_phone")).to_be_focused()
        other.keyboard.type(number)
        expect(panel(other, "caller")).to_contain_text(number)
        keys.press("Control+Enter")
        expect(panel(page, "saved")).to_be_visible()
        other.keyboard.press("Control+Enter")
        (*_latest, first) = tickets_of(page, number)
        expect(panel(other, "met")).to_contain_text(first["number"])
        assert len(tickets_of(page, number)) == 2


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


def test_first_call_is_shown(visit):
    """A new agent is led through the first call, from the button on the empty desk."""
    with visit("agent", DESK) as page:
        page.locator(".o_desk_tour").click()
        pointer = page.locator(".o_tour_pointer")
        expect(pointer).to_be_visible()
        page.locator("#desk_phone").hover()
        expect(pointer).to_contain_text("来电号码")
        for step, words in (("phone", "19900000330"), ("address", "凤凰县沱江镇")):
            page.locator(f"#desk_{step}").click()
            page.keyboard.type(words)
        expect(page.locator(".o_desk_tour")).to_have_count(0)
        expect(panel(page, "station")).to_contain_text("湘西州服务站")
        page.locator("#desk_fault").click()
        page.keyboard.type("打不开")
        page.locator(".o_desk_save").hover()
        expect(pointer).to_contain_text("Ctrl+Enter")
        page.keyboard.press("Control+Enter")
        expect(panel(page, "saved")).to_be_visible()
        ask_server(page, "res.users", "switch_tour_enabled", False)
