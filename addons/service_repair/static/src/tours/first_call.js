import { markup } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

export const FIRST_CALL = "service_repair_first_call";

// Beside the steps that show something stand those that only a test waits for.
registry.category("web_tour.tours").add(FIRST_CALL, {
    url: "/odoo/hotline",
    steps: () => [
        {
            trigger: "#desk_phone",
            content: markup(
                _t("Begin with the <b>caller's number</b>. Enter leads to the next field.")
            ),
            tooltipPosition: "bottom",
            run: "edit 19900000401",
        },
        {
            trigger: "#desk_address",
            content: markup(
                _t("Then <b>where it is</b>, as spoken: half a sentence will do. Region and station appear beside it.")
            ),
            tooltipPosition: "bottom",
            run: "edit 湖南凤凰县沱江镇",
        },
        { trigger: ".o_desk_station strong", isActive: ["auto"] },
        {
            trigger: "#desk_fault",
            content: markup(_t("Then <b>what is wrong</b>, in the caller's words.")),
            tooltipPosition: "top",
            run: "edit 打不开",
        },
        {
            trigger: ".o_desk_save",
            content: markup(
                _t("Save: the ticket goes to its station, and the next call can begin. <b>Ctrl+Enter</b> does the same. In an <b>emergency</b> press Alt+E before.")
            ),
            tooltipPosition: "top",
            run: "click",
        },
        { trigger: ".o_desk_saved", isActive: ["auto"] },
    ],
});
