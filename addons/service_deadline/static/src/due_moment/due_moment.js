import { registry } from "@web/core/registry";
import { DateTimeField, dateTimeField } from "@web/views/fields/datetime/datetime_field";
import { formatDate } from "@web/views/fields/formatters";

/** When something is due; midnight is 24:00 of the day it ends, as explanations say. */
export class DueMomentField extends DateTimeField {
    getFormattedValue(valueIndex, numeric = this.props.numeric) {
        const due = this.values[valueIndex];
        const isMidnight = due && !due.hour && !due.minute;
        if (!isMidnight || !this.props.readonly) {
            return super.getFormattedValue(valueIndex, numeric);
        }
        return `${formatDate(due.minus({ days: 1 }), { numeric })} 24:00`;
    }
}

registry.category("fields").add("service_deadline_due_moment", {
    ...dateTimeField,
    component: DueMomentField,
});
