import { registry } from "@web/core/registry";
import { calendarView } from "@web/views/calendar/calendar_view";

/** The planner: what is refused goes back to where it was. */
class PlannerModel extends calendarView.Model {
    async updateRecord() {
        try {
            await super.updateRecord(...arguments);
        } catch (error) {
            await this.load();
            throw error;
        }
    }
}

registry.category("views").add("service_planner", { ...calendarView, Model: PlannerModel });
