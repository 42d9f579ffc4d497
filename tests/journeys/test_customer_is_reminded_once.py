"""Story 2 of visits: booked from a QR code, moved once, and told of each thing once.

Time moves on; at each stop the sweeps run twice, as two servers would run them.
"""

from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest
from playwright.sync_api import expect

from .remote import call, id_of
from .test_customer_books_from_qr_code import LABEL, NEXT, choose
from .visits import PHONE, completion_code, employ, finish, press, read, sweep

NUMBER = "13800138166"
CUSTOMER = [("ticket_id.caller_phone", "like", NUMBER[-4:])]


def utc(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


def in_the_morning() -> str:
    """10:00 in Shanghai on the day after tomorrow: no quiet hours."""
    today = datetime.now(timezone.utc).replace(hour=2, minute=0)
    return utc(today + timedelta(days=2))


@pytest.fixture
def gateway(host):
    """SMS are written down instead of sent."""
    company = id_of(host, "base.main_company")
    call(host, "res.company", "write", [company], {"service_sms_gateway": "loopback"})
    yield
    call(host, "res.company", "write", [company], {"service_sms_gateway": False})


def tell(at) -> None:
    """Whatever is due is sent; the second time nothing is left to send."""
    for _server in range(2):
        sweep(at, "ir_cron_reminders")
        queue = id_of(at, "sms.ir_cron_sms_scheduler_action")
        call(at, "ir.cron", "method_direct_trigger", [queue])


def book(visit, at) -> int:
    """From the label to the customer's page, and there to another time; the visit."""
    with visit("", LABEL, at=at, width=360) as page:
        page.fill("#book_fault", "密码输对了也打不开")
        page.locator(NEXT).click()
        page.fill("#book_address", "吉首市人民路 16 号")
        page.locator(NEXT).click()
        choose(page, day=1, slot=2)
        page.fill("#book_name", "石女士")
        page.fill("#book_phone", NUMBER)
        page.locator(NEXT).click()
        expect(page.get_by_role("status")).to_be_focused()
        tell(at)
        page.locator("a[href$='/visit']").click()
        choose(page, day=2, slot=-1)
        page.locator("form[action$='/visit/book'] .btn-primary").click()
        expect(page.get_by_role("status")).to_be_focused()
        tell(at)
        [made] = call(at, "service.visit", "search", CUSTOMER)
        return made, page.url


def messages(host, made: int) -> Counter:
    """{kind: how many of it were sent by SMS} of a visit."""
    sent = [("visit_id", "=", made), ("state", "=", "sent"), ("channel", "=", "sms")]
    rows = call(host, "service.visit.reminder", "search_read", sent, ["kind"])
    return Counter(row["kind"] for row in rows)


def texts(host) -> list[str]:
    to_her = [("number", "like", NUMBER)]
    rows = call(host, "service.sms.loopback", "search_read", to_her, ["body"])
    return [row["body"] for row in rows]


def test_each_reminder_comes_once(visit, time_travel, gateway):
    with time_travel(in_the_morning()) as at:
        made, page_url = book(visit, at)
        assert messages(at, made) == {"booked": 1, "moved": 1}
        planned = read(at, made)
        employ(at, planned["resource_id"][0])
    path = page_url[page_url.index("/service/t/") :]
    start = datetime.fromisoformat(planned["start"])

    with time_travel(utc(start - timedelta(hours=23))) as at:
        tell(at)
        with visit("technician", f"/my/visits/{made}", at=at, **PHONE) as page:
            if read(at, made)["state"] == "offered":
                press(page, "accept")
    with time_travel(utc(start - timedelta(minutes=110))) as at:
        tell(at)
        with visit("technician", f"/my/visits/{made}", at=at, **PHONE) as page:
            press(page, "depart")
        tell(at)
    with time_travel(utc(start)) as at:
        with visit("technician", f"/my/visits/{made}", at=at, **PHONE) as page:
            press(page, "arrive")
        with visit(None, path, at=at, **PHONE) as page:
            code = completion_code(page, planned["check_code"])
        with visit("technician", f"/my/visits/{made}", at=at, **PHONE) as page:
            finish(page, code)
    # the day after: what came in the quiet hours is told in the morning
    with time_travel(utc(start + timedelta(days=1))) as at:
        tell(at)
        told = messages(at, made)
        assert told == dict.fromkeys(
            (
                "booked",
                "moved",
                "day_before",
                "two_hours_before",
                "on_way",
                "after_visit",
            ),
            1,
        )
        assert len(texts(at)) == len(set(texts(at))) == sum(told.values())
