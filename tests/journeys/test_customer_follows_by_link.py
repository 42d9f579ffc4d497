"""The agent copies a link; its customer follows the repair by it without an account."""

import io
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import expect

TICKETS = "/odoo/repair-tickets?view_type=list"


def photo() -> dict:
    file = io.BytesIO()
    Image.new("RGB", (320, 240), "navy").save(file, "JPEG")
    return {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def link_of(page) -> str:
    """The path of the link that the dialog shows to be copied."""
    shown = page.locator(".modal .o_field_widget[name='url']")
    expect(shown).to_contain_text("/service/t/")
    return urlsplit(shown.inner_text().strip().split()[0]).path


def open_ticket(page) -> None:
    """The latest repair ticket, in its form."""
    page.locator(".o_data_row .o_data_cell").nth(1).click()
    expect(page.locator("button[name='action_customer_link']")).to_be_visible()


def test_link_opens_is_used_and_is_revoked(visit, host):
    """Steps, a message with a photo sent by keyboard, and no entry any more."""
    with visit("agent", TICKETS) as desk:
        open_ticket(desk)
        desk.locator("button[name='action_customer_link']").click()
        path = link_of(desk)

    with visit("", path, width=360) as page:
        expect(page.locator(".o_service_step").nth(3)).to_be_visible()
        expect(page.locator("[aria-current='step']")).to_have_count(1)
        page.locator("#say_text").focus()
        page.keyboard.type("门口的灯也不亮了")
        page.locator("#say_photos").set_input_files(photo())
        page.locator("form[action$='/say'] button").press("Enter")
        expect(page.get_by_role("status")).to_be_visible()
        expect(page.locator("article").last).to_contain_text("门口的灯")
        expect(page.locator("article img").last).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360

    with visit("agent", TICKETS) as desk:
        open_ticket(desk)
        said = desk.locator(".o-mail-Message", has_text="门口的灯")
        expect(said.first).to_be_visible()
        desk.locator("button[name='action_revoke_links']").click()
        expect(desk.locator("button[name='action_revoke_links']")).to_be_hidden()
        assert desk.request.get(host + path).status == 404
