"""A repair that went wrong becomes a complaint about the house itself."""

import secrets

import pytest
from playwright.sync_api import expect

from .desk import bars_nobody, confirm, open_case, press, shown_link, stands, tells
from .remote import call, id_of
from .screens import entry, field, pick, save, type_in

LOGIN = "repairs_and_complaints"
FAULT = f"指纹锁修了三次还是打不开（{secrets.token_hex(3)}）"
PHONE = "199 0000 0731"
NAME, MASKED = "石小满", "石**, 199****0731"
ADDRESS = "凤凰县沱江镇虹桥中路"
REGION = "湖南省湘西土家族苗族自治州凤凰县沱江镇"
SERIAL = "S1-2401-0731"
ANSWER = "给您换一把新锁，三次上门费全部退还。"
DUTY = "Operator repairs, returns, refunds or compensates"


@pytest.fixture
def both(host) -> str:
    """The login of somebody who takes calls for repairs, and complaints."""
    users = call(host, "res.users", "search", [("login", "=", LOGIN)])
    groups = ("service_repair.group_agent", "consumer_complaints.group_agent")
    who = {
        "name": "容亦心（客服兼投诉）",
        "login": LOGIN,
        "password": LOGIN,
        "group_ids": [(6, 0, [id_of(host, group) for group in groups])],
    }
    if not users:
        call(host, "res.users", "create", who)
    return LOGIN


@pytest.fixture
def house(host) -> str:
    """The name of the house, which nobody has entered as a respondent yet."""
    own = call(host, "consumer.respondent", "search", [("is_own", "=", True)])
    call(host, "consumer.respondent", "write", own, {"active": False})
    [company] = call(host, "res.company", "search_read", [], ["name"], limit=1)
    return company["name"]


def take_call(page) -> str:
    """File the repair; the number of its ticket."""
    type_in(page, "caller_phone", PHONE)
    type_in(page, "partner_name", NAME)
    type_in(page, "address", ADDRESS)
    # a server that was asked for no place yet first learns them all
    expect(entry(page, "region_id")).to_have_value(REGION, timeout=30_000)
    pick(page, "product_id", "指纹锁 S1")
    type_in(page, "serial_number", SERIAL)
    type_in(page, "fault", FAULT)
    save(page)
    return field(page, "number").inner_text()


def tab(page, name) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def open_complaint(page, house, ticket) -> str:
    """What the ticket knows is in its complaint; the complaint's number."""
    page.get_by_role("button", name="Open a Complaint").click()
    expect(field(page, "respondent_id").locator("input")).to_have_value(house)
    stands(page, "received")
    number = field(page, "number").inner_text()
    assert number.startswith("TS/")
    expect(entry(page, "name")).to_have_value(f"指纹锁 S1: {FAULT}")
    expect(entry(page, "description")).to_have_value(FAULT)
    expect(entry(page, "product")).to_have_value(f"指纹锁 S1, {SERIAL}")
    expect(entry(page, "address")).to_have_value(ADDRESS)
    expect(entry(page, "region_id")).to_have_value(REGION)
    expect(field(page, "complainant_id").locator("input")).to_have_value(MASKED)
    tab(page, "Tickets")
    expect(field(page, "ticket_ids")).to_contain_text(ticket)
    tab(page, "Deadlines")
    duty = page.locator("[name='deadline_ids'] .o_kanban_record", has_text=DUTY)
    expect(duty).to_contain_text("Running")
    return number


def complainant_of(host, number) -> tuple[str, str]:
    """Who complains, which screens mask: name and telephone."""
    about = [("complaint_ids.number", "=", number)]
    [who] = call(host, "consumer.complainant", "search_read", about, ["name", "phone"])
    return who["name"], who["phone"].replace(" ", "")


def begin(page) -> str:
    """The agent begins on the case; the path of the consumer's page."""
    press(page, "Acknowledge")
    stands(page, "acknowledged")
    press(page, "Other Step")
    page.locator(".modal").get_by_role("button", name="Look Into It").click()
    stands(page, "investigating")
    page.locator("button[name='action_consumer_link']").click()
    return shown_link(page)


def test_a_repair_that_turned_into_a_complaint(host, visit, both, house):
    with visit(both, "/odoo/repair-tickets/new", lang="en_US") as page:
        ticket = take_call(page)
        number = open_complaint(page, house, ticket)
        path = begin(page)
        page.go_back()
        stat = page.locator("button[name='action_open_complaint']")
        expect(stat).to_have_text("1Complaint")
        stat.click()
        expect(field(page, "number")).to_have_text(number)
    assert complainant_of(host, number) == (NAME, PHONE.replace(" ", ""))
    with visit("", path, lang="en_US", width=360, height=740) as page:
        tells(page, "We are looking into it", DUTY, turn="Our complaints desk")
    with visit("complaints_manager", "/odoo/complaints", lang="en_US") as page:
        open_case(page, FAULT)
        press(page, "Final Answer")
        confirm(page, ANSWER)
        stands(page, "answered")
        expect(field(page, "rung")).to_contain_text("Company's last word")
    with visit("", path, lang="en_US", width=360, height=740) as page:
        expect(page.locator("#answer_heading + p")).to_have_text(ANSWER)
        tells(page, "say below whether you agree with it", turn="You")
        page.get_by_role("button", name="I agree", exact=True).click()
        tells(
            page,
            "Now what was agreed must be done",
            turn="The company you complain about",
        )
        page.get_by_role("button", name="Yes, I got it").click()
        tells(page, "Next, we close your complaint", turn="Our complaints desk")
    with visit("complaints_manager", "/odoo/complaints", lang="en_US") as page:
        open_case(page, FAULT)
        stands(page, "accepted")
        press(page, "Close Case")
        confirm(page, choice="Remedied in full")
        stands(page, "closed")
    with visit("", path, lang="en_US", width=360, height=740) as page:
        tells(page, "Your complaint is closed", "Remedied in full")
        bars_nobody(page)
