import { registry } from "@web/core/registry";
import { GraphRenderer } from "@web/views/graph/graph_renderer";
import { graphView } from "@web/views/graph/graph_view";

const COLORS = {
    late: "#dc3545",
    missed: "#8f1d2c",
    running: "#17a2b8",
    paused: "#ffac00",
    met: "#28a745",
    cancelled: "#adb5bd",
};

/** The state that all points of a dataset share, if bars are split by it. */
function stateOf(dataset) {
    const [identifier] = dataset.identifiers;
    const [, ...split] = JSON.parse(identifier);
    return split.find((group) => "state" in group)?.state;
}

/** Bars of deadlines: red is late, whatever else is shown; counts are whole numbers. */
export class StateGraphRenderer extends GraphRenderer {
    getBarChartData() {
        const data = super.getBarChartData();
        for (const dataset of this.model.data.datasets) {
            dataset.backgroundColor = COLORS[stateOf(dataset)] ?? dataset.backgroundColor;
        }
        return data;
    }

    formatValue(value, allIntegers, formatType) {
        const counted = this.model.metaData.measure === "__count";
        return super.formatValue(value, allIntegers || counted, formatType);
    }
}

registry.category("views").add("service_deadline_state_graph", {
    ...graphView,
    Renderer: StateGraphRenderer,
});
