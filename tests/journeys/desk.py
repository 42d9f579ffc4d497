"""What people do at the complaints desk, and what a page without an account shows."""

from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from .accessibility import barriers, is_cut_off
from .screens import entry


def open_case(page: Page, subject: str) -> None:
    """Open the card of a case on the board."""
    card_of(page, subject).click()
    expect(page.locator(".o_form_view .o_field_widget[name='number']")).to_be_visible()


def card_of(page: Page, subject: str) -> Locator:
    return page.locator(".o_kanban_record", has_text=subject).first


def press(page: Page, label: str) -> None:
    """Press a button at the top of a form, by what is written on it."""
    buttons = page.locator(".o_control_panel, .o_form_statusbar").locator("button")
    buttons.get_by_text(label, exact=True).first.click()


def stands(page: Page, state: str) -> None:
    """The status bar of the form shows this state, by its value, as the present one."""
    now = page.locator(".o_statusbar_status .o_arrow_button_current")
    expect(now.first).to_have_attribute("data-value", state)


def confirm(page: Page, words: str = "", choice: str = "") -> None:
    """Say in the dialog of a step what it asks for, and go on."""
    dialog = page.locator(".modal")
    if choice:
        dialog.get_by_label(choice, exact=True).check()
    if words:
        dialog.locator(".o_field_widget[name='words'] textarea").fill(words)
    dialog.get_by_role("button", name="Confirm").click()


def file_by_hand(page: Page, on: str) -> None:
    """Hand a referral over in a way of one's own, and say when, e.g. 10/28/2026."""
    press(page, "Prepare for Filing")
    stands(page, "to_file")
    expect(page.get_by_text("Not filed yet.")).to_be_visible()
    entry(page, "filed_at").fill(f"{on} 01:00:00")
    entry(page, "reference").fill("2026-118")
    press(page, "It Is Filed")
    stands(page, "sent")


def shown_link(page: Page) -> str:
    """The path of the link that the dialog shows, which is closed again."""
    shown = page.locator(".modal .o_field_widget[name='url']")
    expect(shown).to_contain_text("/complaint/")
    path = urlsplit(shown.inner_text().strip().split()[0]).path
    page.locator(".modal").get_by_role("button", name="Close").last.click()
    expect(page.locator(".modal")).to_have_count(0)
    return path


def tells(page: Page, *what: str, turn: str = "") -> None:
    """The consumer's page tells what happens next, and whose turn it is ("": no
    one's); it bars nobody."""
    standing = page.locator("section[aria-labelledby='standing_heading']")
    for words in what:
        expect(standing).to_contain_text(words)
    whose = standing.locator("dt:text-is('Whose turn it is') + dd")
    expect(whose).to_have_text([turn] if turn else [])
    bars_nobody(page)


def bars_nobody(page: Page) -> None:
    assert barriers(page) == []
    assert not is_cut_off(page)
