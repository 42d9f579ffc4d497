import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/**
 * Shows the photos that a customer has chosen before they are sent, and says at once
 * what the server would refuse: sending them by a phone's network takes a while.
 */
export class ChosenPhotos extends Interaction {
    static selector = ".o_service_photos";
    dynamicContent = {
        "input[type=file]": { "t-on-change": this.show },
    };

    setup() {
        this.addresses = [];
    }

    start() {
        this.show(); // what was chosen before the scripts were there
    }

    destroy() {
        this.forget();
    }

    forget() {
        this.addresses.forEach((address) => URL.revokeObjectURL(address));
        this.addresses = [];
    }

    show() {
        this.forget();
        const inputs = [...this.el.querySelectorAll("input[type=file]")];
        const files = inputs.flatMap((input) => [...input.files]);
        const largest = Number(this.el.dataset.maxBytes);
        const isLarge = (file) => file.size > largest;
        this.el
            .querySelector(".o_service_photos_chosen")
            .replaceChildren(...files.map((file) => this.thumbnail(file, isLarge(file))));
        this.warn("many", files.length > Number(this.el.dataset.maxPhotos));
        this.warn("large", files.some(isLarge));
    }

    thumbnail(file, isRefused) {
        const image = document.createElement("img");
        const address = URL.createObjectURL(file);
        this.addresses.push(address);
        image.src = address;
        image.alt = file.name;
        image.className = "o_service_photo rounded";
        image.classList.toggle("o_service_photo_refused", isRefused);
        return image;
    }

    warn(what, isWrong) {
        const said = this.el.querySelector(`.o_service_photos_${what}`);
        said.classList.toggle("d-none", !isWrong);
    }
}

registry.category("public.interactions").add("service_repair.chosen_photos", ChosenPhotos);
