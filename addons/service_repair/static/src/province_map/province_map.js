import { Component, onWillStart, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { TILES } from "./layout";

const FIGURES = ["open_count", "homeless_count", "today_count", "capacity"];
// Of the tiles' five shades, the share of the highest value at which each begins.
const SHADES = [0.01, 0.25, 0.5, 0.75];
const BAR_HEIGHT = 26;

const share = (part, whole) => (whole ? part / whole : 0);

/** What a tile's shade stands for; `of` makes it out of a region's figures. */
const MEASURES = {
    open: { label: _t("Open tickets"), of: (row) => row.open_count },
    load: {
        label: _t("Load of today"),
        of: (row) => share(row.today_count, row.capacity),
        isShare: true,
    },
    homeless: {
        label: _t("Share without station"),
        of: (row) => share(row.homeless_count, row.open_count),
        isShare: true,
    },
};

/**
 * Tiles for the provinces, shaded by what is asked; a province opens its prefectures as
 * bars and as a table, and from either its tickets.
 */
export class ProvinceMap extends Component {
    static template = "service_repair.ProvinceMap";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.canvas = useRef("canvas");
        this.measures = MEASURES;
        this.barHeight = BAR_HEIGHT;
        this.state = useState({
            measure: "open",
            shape: "map",
            rows: [],
            placeless: 0,
            chosen: null,
            parts: [],
        });
        onWillStart(async () => {
            const [rows, placeless] = await Promise.all([
                this.load([["level", "=", "province"]]),
                this.countPlaceless(),
                loadBundle("web.chartjs_lib"),
            ]);
            Object.assign(this.state, { rows, placeless });
        });
        useEffect(
            () => this.drawBars(),
            () => [this.state.parts, this.state.measure]
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    /** The figures of regions, one row for each, the most first. */
    async load(domain) {
        const groups = await this.orm.formattedReadGroup(
            "service.region.figures",
            domain,
            ["region_id", "code"],
            FIGURES.map((name) => `${name}:sum`)
        );
        return groups
            .map((group) => ({
                id: group.region_id[0],
                name: group.region_id[1],
                code: group.code,
                ...Object.fromEntries(FIGURES.map((name) => [name, group[`${name}:sum`] || 0])),
            }))
            .sort((one, other) => other.open_count - one.open_count);
    }

    /** How many open tickets have no region yet, and so are in no tile. */
    async countPlaceless() {
        const [figures] = await this.orm.formattedReadGroup(
            "service.region.figures",
            [["region_id", "=", false]],
            [],
            ["open_count:sum"]
        );
        return figures["open_count:sum"] || 0;
    }

    get display() {
        return { controlPanel: {} };
    }

    get tiles() {
        return this.state.rows.filter((row) => row.code in TILES);
    }

    get highest() {
        return Math.max(...this.state.rows.map((row) => this.value(row)), 0);
    }

    value(row) {
        return MEASURES[this.state.measure].of(row);
    }

    text(row) {
        const value = this.value(row);
        return MEASURES[this.state.measure].isShare ? `${Math.round(100 * value)} %` : `${value}`;
    }

    shade(row) {
        const value = share(this.value(row), this.highest);
        return SHADES.filter((start) => value >= start).length;
    }

    place(row) {
        const [column, line] = TILES[row.code];
        return `grid-column: ${column + 1}; grid-row: ${line + 1};`;
    }

    shortName(row) {
        return row.name.replace(/(维吾尔|壮族|回族)?自治区$|特别行政区$|省$|市$/, "");
    }

    describe(row) {
        return _t("%(region)s: %(open)s open, %(homeless)s without station, %(today)s today", {
            region: row.name,
            open: row.open_count,
            homeless: row.homeless_count,
            today: row.today_count,
        });
    }

    async choose(row) {
        const parts = await this.load([["parent_id", "=", row.id]]);
        for (const part of parts) {
            part.name = part.name.replace(row.name, "");
        }
        Object.assign(this.state, { chosen: row, parts });
    }

    openTickets(row) {
        return this.openList({ search_default_region_id: row.id });
    }

    openPlaceless() {
        return this.openList({ search_default_without_region: 1 });
    }

    openList(filters) {
        return this.action.doAction("service_repair.helpdesk_ticket_action", {
            viewType: "list",
            additionalContext: { search_default_open: 1, default_is_repair: true, ...filters },
        });
    }

    drawBars() {
        this.chart?.destroy();
        this.chart = null;
        if (!this.canvas.el || !this.state.parts.length) {
            return;
        }
        const parts = this.state.parts;
        const { isShare, label } = MEASURES[this.state.measure];
        const factor = isShare ? 100 : 1;
        this.chart = new Chart(this.canvas.el, {
            type: "bar",
            data: {
                labels: parts.map((row) => row.name),
                datasets: [
                    {
                        label: label.toString() + (isShare ? " (%)" : ""),
                        data: parts.map((row) => Math.round(factor * this.value(row))),
                        backgroundColor: "#2f6f9f",
                    },
                ],
            },
            options: {
                indexAxis: "y",
                animation: false,
                maintainAspectRatio: false,
                plugins: { legend: { display: false } },
                scales: { x: { beginAtZero: true, ticks: { precision: 0 } } },
                onClick: (_ev, bars) => bars.length && this.openTickets(parts[bars[0].index]),
            },
        });
    }
}

registry.category("actions").add("service_repair.province_map", ProvinceMap);
