import { reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { session } from "@web/session";
import { failureOf, sendCall } from "./saving";

const RETRY_MS = 3000;
const SENT_SHOWN = 5;
export const WAITING = "waiting";
export const REFUSED = "refused";
export const PARKED = "parked";

/** Where a user's calls lie in this browser. */
export function storagePrefix() {
    return `service_repair.desk.${session.db}.${user.userId}`;
}

/**
 * Calls that are not with the server yet, kept in the browser until they are: `waiting`
 * to be sent, `refused` by the server and to be corrected, or `parked` by the agent.
 * They belong to a user, not to a tab, and are sent from whatever page is open.
 */
export class Outbox {
    constructor(orm) {
        this.orm = orm;
        this.prefix = `${storagePrefix()}.call.`;
        this.state = reactive({ calls: [], sent: [], problem: null });
        this.isSending = false;
        this.read();
        browser.addEventListener("online", () => this.flush());
        browser.addEventListener("focus", () => this.flush());
        browser.addEventListener("storage", (ev) => {
            if (!ev.key || ev.key.startsWith(this.prefix)) {
                this.read();
            }
        });
    }

    /** Whether the server was away when it was last asked. */
    get isAway() {
        return Boolean(this.state.problem);
    }

    get waiting() {
        return this.state.calls.filter((call) => call.status === WAITING);
    }

    // -- what is kept

    read() {
        this.state.calls = Object.keys(browser.localStorage)
            .filter((name) => name.startsWith(this.prefix))
            .map((name) => this.stored(name))
            .filter((call) => call?.draft?.key)
            .sort((one, other) => one.since - other.since);
    }

    stored(name) {
        try {
            return JSON.parse(browser.localStorage.getItem(name));
        } catch {
            return null;
        }
    }

    /** Returns false where the browser has no room or keeps nothing. */
    keep(call) {
        try {
            const text = JSON.stringify({ since: Date.now(), ...call });
            browser.localStorage.setItem(this.prefix + call.draft.key, text);
        } catch {
            return false;
        }
        this.read();
        return true;
    }

    park(draft) {
        return this.keep({ draft, joins: false, status: PARKED });
    }

    /** Takes a call out; false when another tab was faster. */
    remove({ draft }) {
        const name = this.prefix + draft.key;
        const isKept = browser.localStorage.getItem(name) !== null;
        browser.localStorage.removeItem(name);
        this.read();
        return isKept;
    }

    // -- sending

    /** What the last question to the server told: why it is away, or null. */
    note(failure) {
        this.state.problem = failure;
        if (failure) {
            this.retryLater();
        }
    }

    retryLater() {
        browser.clearTimeout(this.timer);
        this.timer = browser.setTimeout(() => this.flush(), RETRY_MS);
    }

    /** Send what waits, in its order, until the server is away again. */
    async flush() {
        if (this.isSending) {
            return;
        }
        this.isSending = true;
        if (this.isAway && !this.waiting.length) {
            await this.knock();
        }
        for (const call of this.waiting) {
            if (!(await this.deliver(call))) {
                break;
            }
        }
        this.isSending = false;
        if (this.waiting.length) {
            this.retryLater();
        }
    }

    /** See whether the server is back. */
    async knock() {
        try {
            await this.orm.silent.call("service.desk", "look_up", [""]);
            this.note(null);
        } catch (error) {
            const failure = failureOf(error);
            this.note(failure.away ? failure : null);
        }
    }

    /** Returns whether the server was there to answer. */
    async deliver(call) {
        try {
            const ticket = await sendCall(this.orm, call);
            this.remove(call);
            this.state.sent = [...this.state.sent, ticket].slice(-SENT_SHOWN);
        } catch (error) {
            const failure = failureOf(error);
            if (failure.away) {
                this.note(failure);
                return false;
            }
            if (this.remove(call)) {
                this.keep({ ...call, status: REFUSED, reason: failure.text });
            }
        }
        this.note(null);
        return true;
    }
}

export const outboxService = {
    dependencies: ["orm"],
    start(env, { orm }) {
        const outbox = new Outbox(orm);
        outbox.flush();
        return outbox;
    },
};

registry.category("services").add("service_repair_outbox", outboxService);
