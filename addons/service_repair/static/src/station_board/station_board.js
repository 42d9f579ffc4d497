import { onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { KanbanHeader } from "@web/views/kanban/kanban_header";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";

const FIELDS = [
    "today_ticket_count",
    "daily_capacity",
    "load_text",
    "load_percent",
    "open_emergency_count",
    "oldest_open_date",
];

/** A column's head: how full the station is, its emergencies, its oldest ticket. */
class StationBoardHeader extends KanbanHeader {
    static template = "service_repair.StationBoardHeader";
    static props = { ...KanbanHeader.props, loads: { type: Object } };

    get load() {
        return this.props.loads[this.group.value];
    }

    get color() {
        const percent = this.load.load_percent;
        return percent >= 100 ? "bg-danger" : percent >= 75 ? "bg-warning" : "bg-success";
    }

    get oldest() {
        const date = this.load.oldest_open_date;
        return date && deserializeDateTime(date);
    }

    get isLate() {
        return this.oldest && this.oldest < luxon.DateTime.now().minus({ days: 1 });
    }
}

class StationBoardRenderer extends KanbanRenderer {
    static template = "service_repair.StationBoardRenderer";
    static components = { ...KanbanRenderer.components, KanbanHeader: StationBoardHeader };

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.loads = useState({});
        onWillStart(() => this.readLoads(this.props.list));
        onWillUpdateProps(({ list }) => this.readLoads(list));
    }

    /** One call for all open columns, whenever they or their tickets change. */
    async readLoads(list) {
        if (!list.isGrouped || list.groupByField.name !== "station_id") {
            return;
        }
        const open = list.groups.filter((group) => group.value && !group.isFolded);
        const ids = open.map((group) => group.value);
        const seen = open.map((group) => `${group.value}:${group.count}`).join();
        if (ids.length && seen !== this.seen && !list.model.useSampleModel) {
            this.seen = seen;
            const stations = await this.orm.silent.read("service.station", ids, FIELDS);
            Object.assign(this.loads, Object.fromEntries(stations.map((one) => [one.id, one])));
        }
    }
}

registry.category("views").add("service_station_board", {
    ...kanbanView,
    Renderer: StationBoardRenderer,
});
