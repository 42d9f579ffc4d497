import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const SHOWN_AT_FIRST = 6;

/**
 * The regions that an address leaves open, as buttons: one click says which is meant.
 * Option `target` names the field that takes the choice.
 */
export class RegionCandidatesField extends Component {
    static template = "service_repair.RegionCandidatesField";
    static props = { ...standardFieldProps, target: String };

    get candidates() {
        const records = this.props.record.data[this.props.name].records;
        return records.slice(0, SHOWN_AT_FIRST).map((record) => ({
            id: record.resId,
            name: record.data.display_name,
        }));
    }

    get more() {
        const count = this.props.record.data[this.props.name].records.length;
        return count > SHOWN_AT_FIRST
            ? _t("and %s more: ask for the city", count - SHOWN_AT_FIRST)
            : "";
    }

    async choose(candidate) {
        await this.props.record.update({
            [this.props.target]: { id: candidate.id, display_name: candidate.name },
        });
    }
}

export const regionCandidatesField = {
    component: RegionCandidatesField,
    displayName: _t("Region Candidates"),
    supportedTypes: ["many2many"],
    relatedFields: [{ name: "display_name", type: "char" }],
    extractProps: ({ options }) => ({ target: options.target }),
};

registry.category("fields").add("region_candidates", regionCandidatesField);
