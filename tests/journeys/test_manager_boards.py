"""A manager sees where work piles up."""

from playwright.sync_api import expect


def test_from_the_map_to_the_tickets(visit):
    """A province opens its prefectures, a prefecture its tickets; by keyboard alone."""
    with visit("manager", "/odoo/province-map") as page:
        tile = page.locator("[data-code='430000']")
        tile.focus()
        page.keyboard.press("Enter")
        place = page.locator(".o_service_map_parts th button", has_text="湘西").first
        expect(place).to_be_visible()
        place.focus()
        page.keyboard.press("Enter")
        rows = page.locator(".o_list_view .o_data_row")
        expect(rows.first).to_be_visible()
        expect(rows.filter(has_text="湘西").first).to_be_visible()
