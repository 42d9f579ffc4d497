import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** Looks again while a technician is on the way, unless somebody is writing. */
export class LooksAgain extends Interaction {
    static selector = "[data-reload]";

    setup() {
        const seconds = Number(this.el.dataset.reload);
        this.registerCleanup(() => clearInterval(this.timer));
        this.timer = setInterval(() => this.look(), seconds * 1000);
    }

    look() {
        const fields = [...document.querySelectorAll("textarea, input[type=text], input[type=file]")];
        const isWriting = fields.some((field) => field.value !== field.defaultValue);
        if (!isWriting && !document.hidden) {
            window.location.reload();
        }
    }
}

/** Finds the nearest stations by where the phone is: to a kilometre, no closer. */
export class NearMe extends Interaction {
    static selector = "form:has(.o_service_here)";
    dynamicContent = {
        ".o_service_here": {
            "t-on-click": this.ask,
            "t-att-class": () => ({ "d-none": !navigator.geolocation }),
        },
        ".o_service_here_not": {
            "t-att-class": () => ({ "d-none": !this.failed }),
        },
    };

    setup() {
        this.failed = false;
    }

    ask() {
        navigator.geolocation.getCurrentPosition(
            ({ coords }) => {
                const [lat, lng] = [coords.latitude, coords.longitude].map((each) =>
                    each.toFixed(2)
                );
                window.location.assign(`/service/stations?lat=${lat}&lng=${lng}`);
            },
            () => {
                this.failed = true;
                this.updateContent();
            }
        );
    }
}

registry.category("public.interactions").add("service_repair.looks_again", LooksAgain);
registry.category("public.interactions").add("service_repair.near_me", NearMe);
