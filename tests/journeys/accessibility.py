"""What bars people from a page: axe-core's findings, the keyboard, the width."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
IS_SEEN = """() => {
    const one = document.activeElement;
    const style = getComputedStyle(one);
    return one.matches(":focus-visible") &&
        (style.outlineStyle !== "none" || style.boxShadow !== "none");
}"""


def barriers(page: Page, *besides: str) -> list[str]:
    """What axe-core finds wrong with the page, a line each; empty if nothing.

    ``besides``: CSS selectors of parts that are not of our making.
    """
    context = {"exclude": [[selector] for selector in besides]} if besides else None
    found = AXE.run(page, context=context).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]}"
        for rule in found
        for node in rule["nodes"]
    ]


def is_cut_off(page: Page) -> bool:
    """Whether a part of the page can only be reached by scrolling sideways."""
    return page.evaluate(
        "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
    )


def tab_to(page: Page, selector: str, most: int = 40) -> int:
    """Press Tab until the element has the focus, and one can see that it has.

    Returns how often it was pressed; fails where the keyboard does not get there.
    """
    for pressed in range(1, most + 1):
        page.keyboard.press("Tab")
        if page.evaluate("css => document.activeElement.matches(css)", selector):
            assert page.evaluate(IS_SEEN), f"{selector} does not show its focus"
            return pressed
    raise AssertionError(f"the keyboard does not reach {selector}")
