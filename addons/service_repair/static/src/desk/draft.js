import { browser } from "@web/core/browser/browser";

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

function newKey() {
    const numbers = crypto.getRandomValues(new Uint32Array(4));
    return [...numbers].map((number) => number.toString(16).padStart(8, "0")).join("");
}

/**
 * Keeps the draft of this tab in the browser, so that neither a reload nor a lost
 * session or network takes a word away. Each user has drafts of their own.
 */
export class DraftStore {
    constructor(userId) {
        this.prefix = `service_repair.desk.${userId}`;
    }

    get name() {
        let tab = browser.sessionStorage.getItem(this.prefix);
        if (!tab) {
            tab = newKey();
            browser.sessionStorage.setItem(this.prefix, tab);
        }
        return `${this.prefix}.${tab}`;
    }

    load() {
        try {
            const kept = JSON.parse(browser.localStorage.getItem(this.name));
            return kept && { ...emptyDraft(), ...kept };
        } catch {
            return null;
        }
    }

    /** Returns false where the browser has no room or keeps nothing. */
    save(draft) {
        try {
            browser.localStorage.setItem(this.name, JSON.stringify(draft));
            return true;
        } catch {
            return false;
        }
    }

    clear() {
        browser.localStorage.removeItem(this.name);
    }
}
