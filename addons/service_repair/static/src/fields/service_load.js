import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * Today's tickets of a station against what it can take in a day, as a bar.
 * Shows the count alone where there is no limit.
 */
export class ServiceLoadField extends Component {
    static template = "service_repair.ServiceLoadField";
    static props = { ...standardFieldProps };

    get count() {
        return this.props.record.data.today_ticket_count;
    }

    get capacity() {
        return this.props.record.data.daily_capacity;
    }

    get percent() {
        return Math.min(100, this.props.record.data[this.props.name]);
    }

    get color() {
        const percent = this.props.record.data[this.props.name];
        if (percent >= 100) {
            return "bg-danger";
        }
        return percent >= 75 ? "bg-warning" : "bg-success";
    }

    get text() {
        if (!this.capacity) {
            return _t("%(count)s today", { count: this.count });
        }
        return _t("%(count)s of %(capacity)s today", {
            count: this.count,
            capacity: this.capacity,
        });
    }
}

export const serviceLoadField = {
    component: ServiceLoadField,
    displayName: _t("Station Load"),
    supportedTypes: ["float"],
    fieldDependencies: [
        { name: "today_ticket_count", type: "integer" },
        { name: "daily_capacity", type: "integer" },
    ],
    isEmpty: () => false,
};

registry.category("fields").add("service_load", serviceLoadField);
