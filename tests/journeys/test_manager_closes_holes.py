"""A manager finds what nobody serves before customers do, and sees who serves what."""

import csv
import io
import re

from playwright.sync_api import expect

from .screens import pick

HOLE = "河北省"
# Every so many counties a ticket is filed.
STEP = 150


def menu(page, *names):
    """Open a menu of the app by its Chinese names, as one does with the mouse."""
    for name in names:
        page.locator(".o_main_navbar, .o-dropdown--menu").get_by_text(
            name, exact=True
        ).first.click()


def found(page, text):
    """The line of the check that says ``text``; the list is drawn by then."""
    expect(page.locator(".o_data_row").first).to_be_visible()
    return page.locator(".o_data_row", has_text=text)


def test_a_hole_is_found_and_closed(visit):
    """From the menu, a province without any station stands in the list; its button
    asks who shall serve it, and then it is gone, also when one comes back."""
    with visit("manager", "/odoo/stations") as page:
        expect(page.locator(".o_main_navbar")).to_contain_text("服务网点")
        menu(page, "服务网点", "配置检查")
        hole = found(page, f"{HOLE}没有网点服务")
        expect(hole).to_have_count(1)
        expect(hole).to_contain_text("会丢单")

        hole.get_by_text("去处理").click()
        dialog = page.locator(".modal")
        expect(dialog).to_contain_text("由谁服务")
        pick(page, "helper_id", "湘西州")
        dialog.locator("button[name='action_cover']").click()
        expect(dialog).to_have_count(0)
        expect(hole).to_have_count(0)

        page.goto(page.url.split("/odoo")[0] + "/odoo/stations")
        menu(page, "服务网点", "配置检查")
        found(page, "没有网点服务")
        expect(hole).to_have_count(0)


def test_only_what_was_asked_for(visit):
    """Asked for one hour of the week, the list is about that hour, also when it is
    loaded again; the menu asks for all hours."""
    with visit("manager", "/odoo/configuration-check") as page:
        found(page, "没有网点服务")
        page.locator("button[name='action_choose']").click()
        dialog = page.locator(".modal")
        dialog.get_by_label("每周的某一小时").check()
        dialog.locator("button[name='action_check']").click()
        expect(page.locator(".o_breadcrumb")).to_contain_text("星期六 3:00")
        page.locator(".o_search_panel").get_by_text("部分时段不接紧急").click()
        expect(found(page, "星期六 03:00至星期六 04:00").first).to_be_visible()
        expect(page).to_have_url(re.compile("/configuration-check"))

        page.reload()
        expect(page.locator(".o_breadcrumb")).to_contain_text("星期六 3:00")
        menu(page, "服务网点", "配置检查")
        expect(page.locator(".o_breadcrumb")).not_to_contain_text("星期六")
        page.locator(".o_search_panel").get_by_text("部分时段不接紧急").click()
        expect(found(page, "至").first).not_to_contain_text("星期六 04:00")


def call(page, model, method, *arguments, **options):
    """Call a method as the person who is logged in."""
    return page.evaluate(
        """async ([model, method, args, kwargs]) => {
            const response = await fetch("/web/dataset/call_kw", {
                method: "POST",
                headers: {"Content-Type": "application/json"},
                body: JSON.stringify(
                    {jsonrpc: "2.0", params: {model, method, args, kwargs}}
                ),
            });
            const answer = await response.json();
            if (answer.error) throw new Error(answer.error.data.message);
            return answer.result;
        }""",
        [model, method, arguments, options],
    )


def owner_of_ticket(page, region):
    """Who gets a ticket filed in a region; it is taken away again, so that the next
    one finds the stations as the proof found them."""
    values = {"is_repair": True, "region_id": region, "region_by_hand": True}
    (ticket,) = call(page, "helpdesk.ticket", "create", [values])
    fields = ["station_id", "routing_reason"]
    chinese = {"lang": "zh_CN"}
    (filed,) = call(page, "helpdesk.ticket", "read", [ticket], fields, context=chinese)
    call(page, "helpdesk.ticket", "write", [ticket], {"active": False})
    return filed["station_id"] and filed["station_id"][1], filed["routing_reason"]


def test_the_proof_is_kept(visit):
    """The proof of the demonstration, as it is downloaded, holds every county exactly
    once, and tickets filed there go where it says, for the reason that it gives."""
    with visit("manager", "/odoo/coverage-proof") as page:
        page.locator("button[name='action_prove']").click()
        export = page.locator("button[name='action_export_text']")
        expect(export).to_be_visible(timeout=60_000)
        with page.expect_download() as download:
            export.click()
        text = download.value.path().read_text("utf-8-sig")
        titles, *rows = csv.reader(io.StringIO(text))
        assert titles[:4] == ["代码", "全称", "服务网点", "分派依据"]

        codes = [row[0] for row in rows]
        assert len(codes) == len(set(codes))
        counties = call(
            page,
            "service.region",
            "search_read",
            [["level", "=", "county"]],
            ["code"],
        )
        ids = {county["code"]: county["id"] for county in counties}
        assert ids.keys() <= set(codes)
        served = [row for row in rows if row[2]]
        assert served
        for code, _name, station, reason, *_asked in rows[::STEP] + served[::40]:
            if code in ids:
                owner, why = owner_of_ticket(page, ids[code])
                assert (owner or "", why) == (station, reason), code
