import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * The regions an ambiguous address leaves open, as buttons: one click chooses the
 * region by hand. The field that is set is `region_id`, unless the option `target`
 * names another.
 */
export class RegionCandidates extends Component {
    static template = "service_region.RegionCandidates";
    static props = {
        ...standardFieldProps,
        target: { type: String, optional: true },
    };
    static defaultProps = { target: "region_id" };

    get candidates() {
        return this.props.record.data[this.props.name].records.map((record) => ({
            id: record.resId,
            display_name: record.data.display_name,
        }));
    }

    /** The candidates are computed, hence read-only: what counts is the record. */
    get isEditable() {
        return this.props.record.isInEdition;
    }

    choose(candidate) {
        return this.props.record.update({ [this.props.target]: candidate });
    }
}

export const regionCandidates = {
    component: RegionCandidates,
    displayName: _t("Region candidates"),
    supportedTypes: ["many2many"],
    supportedOptions: [
        { label: _t("Field to set"), name: "target", type: "field", availableTypes: ["many2one"] },
    ],
    relatedFields: [{ name: "display_name", type: "char" }],
    extractProps: ({ options }) => ({ target: options.target }),
};

registry.category("fields").add("region_candidates", regionCandidates);
