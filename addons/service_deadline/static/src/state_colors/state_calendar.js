import { registry } from "@web/core/registry";
import { CalendarModel } from "@web/views/calendar/calendar_model";
import { calendarView } from "@web/views/calendar/calendar_view";

// Colours of the web client, by their number: red for what is late or off, green for
// what is well or worked.
const COLORS = {
    late: 1,
    missed: 21,
    running: 4,
    paused: 3,
    met: 10,
    cancelled: 28,
    off: 1,
    on: 10,
};

/**
 * A calendar whose colours mean something: each state has its own, everywhere. What is
 * due at midnight stands on the day that it ends.
 */
export class StateCalendarModel extends CalendarModel {
    normalizeRecord(rawRecord) {
        const record = super.normalizeRecord(...arguments);
        const state = rawRecord[this.meta.fieldMapping.color];
        record.colorIndex = COLORS[state] ?? record.colorIndex;
        if (record.startType === "datetime" && !record.start.hour && !record.start.minute) {
            record.start = record.start.minus({ minutes: 1 });
            record.end = record.start;
            record.isTimeHidden = true;
        }
        return record;
    }

    makeFilterDynamic() {
        const filter = super.makeFilterDynamic(...arguments);
        return { ...filter, colorIndex: COLORS[filter.value] ?? filter.colorIndex };
    }
}

registry.category("views").add("service_deadline_state_calendar", {
    ...calendarView,
    Model: StateCalendarModel,
});
