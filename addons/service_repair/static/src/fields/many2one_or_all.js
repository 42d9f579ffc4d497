import { registry } from "@web/core/registry";
import { buildM2OFieldDescription, Many2OneField } from "@web/views/fields/many2one/many2one_field";

/** A many2one whose emptiness says something: it shows its placeholder when read too. */
export class Many2OneOrAllField extends Many2OneField {
    static template = "service_repair.Many2OneOrAllField";

    get isEmpty() {
        return this.props.readonly && !this.props.record.data[this.props.name];
    }
}

registry.category("fields").add("many2one_or_all", {
    ...buildM2OFieldDescription(Many2OneOrAllField),
    isEmpty: () => false,
});
