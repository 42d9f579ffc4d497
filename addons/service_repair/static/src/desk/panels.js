import { Component } from "@odoo/owl";

/** A ticket in one line; a click opens it. */
export class DeskTicket extends Component {
    static template = "service_repair.DeskTicket";
    static props = { ticket: Object, onOpen: Function, slots: { type: Object, optional: true } };
}

/** What is known of the call so far: caller, place, station, and other tickets. */
export class DeskCase extends Component {
    static template = "service_repair.DeskCase";
    static components = { DeskTicket };
    static props = {
        draft: Object,
        caller: { type: [Object, { value: null }] },
        result: { type: [Object, { value: null }] },
        takeCustomer: Function,
        takeRegion: Function,
        takeProduct: Function,
        takeLastAddress: Function,
        join: Function,
        openTicket: Function,
    };

    get badge() {
        const colors = {
            resolved: "text-bg-success",
            ambiguous: "text-bg-warning",
            unknown: "text-bg-danger",
            manual: "text-bg-info",
        };
        return colors[this.props.result.region.status] || "text-bg-secondary";
    }

    get candidates() {
        return this.props.result.region.candidates;
    }

    get loadColor() {
        const { percent } = this.props.result.station;
        if (percent >= 100) {
            return "bg-danger";
        }
        return percent >= 75 ? "bg-warning" : "bg-success";
    }

    get past() {
        const same = this.props.result?.same;
        return this.props.caller.past.filter((ticket) => ticket.id !== same?.id);
    }
}
