import { browser } from "@web/core/browser/browser";
import { claimTab, isClaimed } from "./tab";

/** What an agent writes down of a call. `key` tells one call from the next. */
export function emptyDraft(phone = "") {
    return {
        key: newKey(),
        caller_phone: phone,
        partner_id: false,
        partner_name: "",
        address: "",
        region_id: false,
        region_name: "",
        product_id: false,
        product_text: "",
        serial_number: "",
        fault: "",
        is_emergency: false,
    };
}

const WORDS = [
    "caller_phone",
    "partner_name",
    "address",
    "product_text",
    "serial_number",
    "fault",
];

export function isBlank(draft) {
    return !draft.is_emergency && WORDS.every((name) => !draft[name].trim());
}

export function newKey() {
    const numbers = crypto.getRandomValues(new Uint32Array(4));
    return [...numbers].map((number) => number.toString(16).padStart(8, "0")).join("");
}

function read(name) {
    try {
        const kept = JSON.parse(browser.localStorage.getItem(name));
        return kept && { ...emptyDraft(), ...kept };
    } catch {
        return null;
    }
}

/**
 * Keeps the draft of this tab in the browser, so that neither a reload nor a lost
 * session or network takes a word away. Each user has drafts of their own.
 */
export class DraftStore {
    static async open(prefix) {
        const store = new DraftStore();
        store.prefix = `${prefix}.draft.`;
        store.name = store.prefix + (await claimTab(store.prefix, newKey()));
        return store;
    }

    load() {
        return read(this.name);
    }

    /** Returns false where the browser has no room or keeps nothing. */
    save(draft) {
        try {
            if (isBlank(draft)) {
                browser.localStorage.removeItem(this.name);
            } else {
                browser.localStorage.setItem(this.name, JSON.stringify(draft));
            }
            return true;
        } catch {
            return false;
        }
    }

    /**
     * Hands the drafts of tabs that are closed to `keep`, which says whether it could
     * keep them.
     */
    async handOverLeft(keep) {
        const names = Object.keys(browser.localStorage).filter(
            (name) => name.startsWith(this.prefix) && name !== this.name
        );
        for (const name of names) {
            const draft = (await isClaimed(name)) ? null : read(name);
            if (draft && keep(draft)) {
                browser.localStorage.removeItem(name);
            }
        }
    }
}
