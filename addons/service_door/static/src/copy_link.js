import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** Copies a link that is to be kept, and says so. */
export class CopyLink extends Interaction {
    static selector = ".o_service_copy";
    dynamicContent = {
        input: { "t-on-focus": (ev) => ev.target.select() },
        button: { "t-on-click": this.copy },
    };

    async copy() {
        const input = this.el.querySelector("input");
        input.select();
        if (navigator.clipboard) {
            await this.waitFor(navigator.clipboard.writeText(input.value));
        } else {
            document.execCommand("copy"); // without https there is no clipboard
        }
        this.el.querySelector(".o_service_copied").classList.remove("d-none");
    }
}

registry.category("public.interactions").add("service_door.copy_link", CopyLink);
