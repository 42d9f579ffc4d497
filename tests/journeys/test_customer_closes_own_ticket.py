"""The customer follows a repair on the portal and closes the ticket."""

from playwright.sync_api import expect


def test_closes_own_ticket_once(visit):
    """The page says who comes from where; closing works by keyboard, once."""
    with visit("customer", "/my/tickets") as page:
        page.get_by_role("link", name="指纹锁 S1").first.click()
        repair = page.locator("section[name='repair']")
        expect(repair).to_contain_text("凤凰古城合作点")
        expect(repair.locator("a[href^='tel:']")).to_be_visible()

        close = page.locator("form[action='/ticket/close'] button").first
        close.focus()
        close.press("Enter")
        expect(page.get_by_role("status")).to_be_visible()
        expect(page.locator("form[action='/ticket/close']")).to_have_count(0)


def test_sees_no_other_tickets(visit):
    """Only the customer's own tickets are listed."""
    with visit("customer", "/my/tickets") as page:
        expect(page.get_by_role("link", name="指纹锁 S1").first).to_be_visible()
        expect(page.locator("tbody tr")).to_have_count(1)
