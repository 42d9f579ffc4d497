"""The dispatcher has the last word, and can give it back."""

from playwright.sync_api import expect

from .screens import entry, field, pick, row, save


def test_choice_stays_until_given_back(visit):
    """A ticket that nobody serves gets a station by hand, keeps it, leaves the queue,
    and comes back to it when the dispatcher takes the choice back."""
    with visit("dispatcher", "/odoo/dispatch-queue") as page:
        expect(row(page, "杭州西湖区")).to_be_visible()
        row(page, "杭州西湖区").locator("td[name='address']").click()
        pick(page, "station_id", "上海市服务站")
        save(page)
        by_hand = page.locator(".o_form_view .fa-hand-paper-o")
        expect(by_hand).to_be_visible()
        expect(field(page, "routing_reason")).to_contain_text("周立")
        expect(page.locator("button[name='action_route']")).to_have_count(0)

        page.locator(".o_back_button").click()
        expect(row(page, "延吉市")).to_be_visible()
        expect(row(page, "杭州西湖区")).to_have_count(0)

        page.go_back()
        page.locator("button[name='action_follow_routing']").click()
        expect(by_hand).to_be_hidden()
        expect(entry(page, "station_id")).to_have_value("")


def test_stations_are_offered_by_nearness(visit):
    """The station field offers those of the same province before the others, and says
    so, with how full each is."""
    with visit("dispatcher", "/odoo/dispatch-queue") as page:
        row(page, "杭州西湖区").locator("td[name='address']").click()
        entry(page, "station_id").click()
        lines = page.locator(".o-autocomplete--dropdown-item")
        expect(lines.first).to_contain_text("同省 · 今日 0/")
        expect(lines.nth(7)).to_contain_text("外省")


def test_queue_says_why_nobody_goes(visit):
    """Each ticket of the queue says why it is there."""
    with visit("dispatcher", "/odoo/dispatch-queue") as page:
        reason = row(page, "延吉市").locator("td[name='routing_reason']")
        expect(reason).to_contain_text("延边州")
        expect(reason).to_contain_text("吉林省")
