import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/**
 * Shows the files that somebody has chosen before they are sent, and says at once what
 * the server would refuse: sending them by a phone's network takes a while.
 */
export class ChosenFiles extends Interaction {
    static selector = ".o_service_files";
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
        const { maxBytes, maxFiles, maxTogether } = this.el.dataset;
        const inputs = [...this.el.querySelectorAll("input[type=file]")];
        const files = inputs.flatMap((input) => [...input.files]);
        const isLarge = (file) => file.size > Number(maxBytes);
        this.el
            .querySelector(".o_service_files_chosen")
            .replaceChildren(...files.map((file) => this.draw(file, isLarge(file))));
        this.warn("many", files.length > Number(maxFiles));
        this.warn("large", files.some(isLarge));
        const together = files.reduce((sum, file) => sum + file.size, 0);
        this.warn("together", together > Number(maxTogether));
    }

    draw(file, isRefused) {
        const isPicture = file.type.startsWith("image/");
        const drawn = isPicture ? this.thumbnail(file) : this.label(file);
        drawn.classList.toggle("o_service_file_refused", isRefused);
        return drawn;
    }

    thumbnail(file) {
        const image = document.createElement("img");
        const address = URL.createObjectURL(file);
        this.addresses.push(address);
        image.src = address;
        image.alt = file.name;
        image.className = "o_service_photo rounded";
        return image;
    }

    label(file) {
        const label = document.createElement("span");
        label.textContent = file.name;
        label.className = "border rounded px-2 py-1 text-break";
        return label;
    }

    warn(what, isWrong) {
        const said = this.el.querySelector(`.o_service_files_${what}`);
        said.classList.toggle("d-none", !isWrong);
    }
}

registry.category("public.interactions").add("service_door.chosen_files", ChosenFiles);
