import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { REFUSED, WAITING } from "./outbox";

/** What lies in the browser: why, how many calls wait, which want a person. */
export class KeptCalls extends Component {
    static template = "service_repair.KeptCalls";
    static props = {
        calls: Array,
        sent: Array,
        problem: { type: [Object, { value: null }] },
        onLogIn: Function,
        onOpen: Function,
        openTicket: Function,
    };

    get waitingText() {
        const count = this.props.calls.filter((call) => call.status === WAITING).length;
        if (!count) {
            return "";
        }
        return count === 1
            ? _t("1 call is kept here, to be sent")
            : _t("%(count)s calls are kept here, to be sent", { count });
    }

    /** Calls that do not go by themselves. */
    get held() {
        return this.props.calls.filter((call) => call.status !== WAITING);
    }

    reasonOf(call) {
        return call.status === REFUSED ? call.reason : _t("Put aside, not saved.");
    }

    wordsOf({ draft }) {
        const words = [draft.caller_phone, draft.partner_name, draft.address, draft.fault];
        return words.filter((word) => word.trim()).join(" · ");
    }
}
