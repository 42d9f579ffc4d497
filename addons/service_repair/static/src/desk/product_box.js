import { Component, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { Question } from "./answers";

/**
 * Where the product is typed: what the caller owns comes first, then what is found.
 * Arrows move, Enter takes; text that no product is found for stays as it is.
 */
export class ProductBox extends Component {
    static template = "service_repair.ProductBox";
    static props = {
        text: String,
        chosen: Boolean,
        owned: Array,
        onType: Function,
        onTake: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ found: [], active: 0, moved: false, open: false });
        this.question = new Question(
            (text) => this.orm.silent.call("service.desk", "find_products", [text]),
            (found) => this.show(found),
            () => this.show([]),
            150
        );
    }

    get options() {
        if (this.props.chosen || !this.state.open) {
            return [];
        }
        const text = this.props.text.trim().toLowerCase();
        const owned = this.props.owned
            .filter((thing) => thing.product_id)
            .map((thing) => ({
                id: thing.product_id,
                name: thing.product,
                serial_number: thing.serial_number,
            }))
            .filter((thing) =>
                `${thing.name} ${thing.serial_number}`.toLowerCase().includes(text)
            );
        const known = new Set(owned.map((thing) => thing.id));
        const others = text ? this.state.found.filter(({ id }) => !known.has(id)) : [];
        return [...owned, ...others];
    }

    get activeId() {
        return this.options.length ? `desk_product_${this.state.active}` : false;
    }

    /** An empty field goes on without a product, unless one was pointed at. */
    get wantsActive() {
        return this.state.moved || Boolean(this.props.text.trim());
    }

    show(found) {
        this.state.found = found;
        this.state.active = 0;
    }

    onInput(ev) {
        Object.assign(this.state, { open: true, active: 0, moved: false });
        this.props.onType(ev.target.value);
        this.question.put(ev.target.value);
    }

    /** Enter goes on to the desk, which moves to the next field. */
    onKeydown(ev) {
        const count = this.options.length;
        if (!count || ev.isComposing) {
            return;
        }
        if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
            ev.preventDefault();
            const step = ev.key === "ArrowDown" ? 1 : count - 1;
            this.state.active = (this.state.active + step) % count;
            this.state.moved = true;
        } else if (ev.key === "Escape") {
            ev.stopPropagation();
            this.state.open = false;
        } else if (ev.key === "Enter" && !ev.ctrlKey && this.wantsActive) {
            this.take(this.options[this.state.active]);
        }
    }

    /** Who types faster than the answer comes gets the product all the same. */
    async onBlur() {
        const text = this.props.text.trim();
        this.state.open = false;
        if (this.props.chosen || !text) {
            return;
        }
        this.question.forget();
        let found = [];
        try {
            found = await this.orm.silent.call("service.desk", "find_products", [text]);
        } catch {
            return;
        }
        const same = found.find(({ name }) => name.toLowerCase().endsWith(text.toLowerCase()));
        const only = found.length === 1 ? found[0] : same;
        if (only && this.props.text.trim() === text && !this.props.chosen) {
            this.take(only);
        }
    }

    take(option) {
        this.state.open = false;
        this.question.forget();
        this.props.onTake(option);
    }
}
