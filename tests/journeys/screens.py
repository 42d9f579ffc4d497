"""Where things are on the screens of the web client, whatever its language."""

from playwright.sync_api import Locator, Page, expect


def field(page: Page, name: str) -> Locator:
    """The field of a form, as it is shown."""
    return page.locator(f".o_form_view .o_field_widget[name='{name}']").first


def entry(page: Page, name: str) -> Locator:
    """Where one types the value of a field of a form."""
    return field(page, name).locator("input, textarea").first


def type_in(page: Page, name: str, text: str) -> None:
    """Type a value and leave the field, so that the form reacts to it."""
    entry(page, name).fill(text)
    entry(page, name).press("Tab")


def pick(page: Page, name: str, text: str) -> None:
    """Choose the record of a many2one that a search for ``text`` finds first."""
    pick_in(entry(page, name), page, text)


def pick_in(box: Locator, page: Page, text: str) -> None:
    box.click()
    box.fill(text)
    menu = page.locator(".o-autocomplete--dropdown-menu")
    menu.locator(".dropdown-item", has_text=text).first.click()


def save(page: Page) -> None:
    page.locator(".o_form_button_save").click()
    expect(page.locator(".o_form_button_save")).to_be_hidden()


def row(page: Page, text: str) -> Locator:
    return page.locator(".o_data_row", has_text=text).first


def find(page: Page, text: str) -> None:
    """Search a list for ``text``, as its first search field does."""
    box = page.locator(".o_searchview_input")
    box.fill(text)
    found = page.locator(".o_searchview_autocomplete .dropdown-item", has_text=text)
    expect(found.first).to_be_visible()
    box.press("Enter")
    expect(page.locator(".o_facet_values", has_text=text)).to_be_visible()
