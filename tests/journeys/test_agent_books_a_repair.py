"""The agent's screen fills itself in while she listens."""

import re

from playwright.sync_api import expect

from .screens import entry, field, pick, row, save, type_in

NEW = "/odoo/repair-tickets/new"


def test_station_appears_before_saving(visit):
    """Half a sentence of address shows the region and the station that will go; the
    saved ticket waits in that station's queue."""
    with visit("agent", NEW) as page:
        type_in(page, "caller_phone", "199-0000-0201")
        expect(field(page, "caller_number")).to_contain_text("+8619900000201")
        type_in(page, "address", "花垣县边城镇，茶峒码头边上那家客栈")
        expect(entry(page, "region_id")).to_have_value(re.compile("花垣县边城镇"))
        expect(field(page, "station_id")).to_contain_text("湘西州服务站")
        expect(field(page, "routing_reason")).to_contain_text("花垣县")
        expect(page).to_have_url(re.compile("/new$"))

        type_in(page, "fault", "密码锁没电了")
        save(page)
        number = field(page, "number").inner_text()
        assert re.fullmatch(r"WX/\d{4}/\d{5}", number)
        expect(entry(page, "name")).to_have_value("密码锁没电了")

        page.locator("a[href*='/odoo/stations']").or_(
            field(page, "station_id").locator("a")
        ).first.click()
        page.locator("button[name]:has(div[name='open_ticket_count'])").click()
        expect(row(page, number)).to_be_visible()


def test_more_specific_station_takes_its_products(visit):
    """In the same county locks go to the contractor who serves locks there, and safes
    to the prefecture's station."""
    with visit("agent", NEW) as page:
        type_in(page, "address", "凤凰县沱江镇")
        expect(field(page, "station_id")).to_contain_text("湘西州服务站")
        pick(page, "product_id", "指纹锁 S1")
        expect(field(page, "station_id")).to_contain_text("凤凰古城合作点")


def test_ambiguous_address_offers_its_candidates(visit):
    """Where the text leaves several counties open, one click says which is meant."""
    with visit("agent", NEW) as page:
        type_in(page, "address", "西安区东一条路")
        expect(field(page, "region_status")).to_be_visible()
        expect(field(page, "station_id")).to_be_empty()
        page.get_by_role("button", name="黑龙江省牡丹江市西安区").click()
        expect(entry(page, "region_id")).to_have_value("黑龙江省牡丹江市西安区")
        expect(field(page, "station_id")).to_contain_text("牡丹江市")


def test_agent_cannot_choose_a_station(visit):
    """Agents have tickets routed; choosing a station is the dispatcher's."""
    with visit("agent", NEW) as page:
        expect(field(page, "address")).to_be_visible()
        expect(field(page, "station_id").locator("input")).to_have_count(0)


def test_form_fits_a_phone(visit):
    """On a phone nothing of the form sticks out sideways."""
    with visit("agent", NEW, width=360, height=740) as page:
        type_in(page, "address", "昆山市花桥镇")
        expect(field(page, "station_id")).to_contain_text("苏州市服务站")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360


def test_typing_ahead_loses_nothing(visit):
    """What is typed while the number is still being read stays where it was typed."""
    with visit("agent", NEW) as page:
        entry(page, "caller_phone").fill("0743-8000088转2")
        entry(page, "caller_phone").press("Tab")
        page.keyboard.type("Mei-Mei Shi of the guesthouse", delay=40)
        expect(field(page, "caller_extension")).to_contain_text("2")
        expect(entry(page, "partner_name")).to_have_value(
            "Mei-Mei Shi of the guesthouse"
        )
