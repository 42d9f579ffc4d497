import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * An icon where a boolean is true, and nothing where it is not: what is usual stays
 * quiet. Options: `icon`, `class`; the field's label is what a screen reader says.
 */
export class FlagIconField extends Component {
    static template = "service_repair.FlagIconField";
    static props = {
        ...standardFieldProps,
        icon: String,
        className: { type: String, optional: true },
        label: { type: String, optional: true },
    };

    get isSet() {
        return this.props.record.data[this.props.name];
    }
}

export const flagIconField = {
    component: FlagIconField,
    displayName: _t("Icon If True"),
    supportedTypes: ["boolean"],
    extractProps: ({ options, string }) => ({
        icon: options.icon,
        className: options.class,
        label: string,
    }),
    isEmpty: () => false,
};

registry.category("fields").add("flag_icon", flagIconField);
