import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("service_region_try", {
    steps: () => [
        {
            trigger: ".o_control_panel button:contains(Try an Address)",
            run: "click",
        },
        { trigger: ".modal div[name=address] textarea", run: "edit 朝阳区" },
        { trigger: ".modal .modal-title", run: "click" },
        {
            trigger: ".modal .o_region_candidates button:contains(吉林省长春市朝阳区)",
            run: "click",
        },
        { trigger: ".modal div[name=region_status]:contains(Chosen by hand)" },
        { trigger: ".modal div[name=region_code]:contains(220104)" },
        { trigger: ".modal footer button[special=cancel]", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});

registry.category("web_tour.tours").add("service_region_walk", {
    steps: () => [
        {
            trigger:
                ".o_data_row:contains(北京市) button[name=action_open_children]",
            run: "click",
        },
        { trigger: ".o_breadcrumb .active:contains(北京市)" },
        { trigger: ".o_data_cell:contains(北京市朝阳区)", run: "click" },
        { trigger: ".o_form_view div[name=code]:contains(110105)" },
        { trigger: ".o_breadcrumb .o_back_button a", run: "click" },
        { trigger: ".o_breadcrumb .active:contains(北京市)" },
    ],
});
