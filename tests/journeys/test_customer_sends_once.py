"""The customer's form reaches the server twice at the same moment."""

import secrets

from playwright.sync_api import expect

SEND_TWICE = """async () => {
    const form = document.querySelector("form[action='/submitted/ticket']");
    const send = () => fetch(form.action, {method: "POST", body: new FormData(form)});
    const answers = await Promise.all([send(), send()]);
    return answers.map((answer) => [answer.status, new URL(answer.url).pathname]);
}"""


def test_two_sendings_file_one_ticket(visit, host):
    """Both lead to the one ticket that was filed."""
    subject = f"锁舌卡住，连点了两次 {secrets.token_hex(3)}"
    with visit("customer", "/new/ticket") as page:
        page.locator("#subject").fill(subject)
        page.locator("#description").fill("关门后锁舌不弹出")
        first, second = page.evaluate(SEND_TWICE)
        assert first == second
        assert first[0] == 200 and "/my/ticket/" in first[1]
        page.goto(f"{host}/my/tickets")
        expect(page.get_by_role("link", name=subject)).to_have_count(1)
