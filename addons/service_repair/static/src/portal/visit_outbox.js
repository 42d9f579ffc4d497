import { browser } from "@web/core/browser/browser";

const ANSWER_MS = 15000;
const ANSWER_WITH_FILES_MS = 90000;

/**
 * What a technician pressed and the server has not taken yet. It lies in this browser,
 * belongs to a user and not to a page, and is sent in the order in which it was pressed.
 * A press has a key: sent twice it counts once.
 *
 * A press is `{id, url, fields, files, at, label}`; `files` are pictures as addresses
 * (data:). One that the server refused has its `words` and waits to be read.
 */
export class VisitOutbox {
    constructor(user) {
        this.prefix = `service_repair.visits.${user}.`;
    }

    get presses() {
        return Object.keys(browser.localStorage)
            .filter((name) => name.startsWith(this.prefix))
            .map((name) => this.read(name))
            .filter((press) => press?.id)
            .sort((one, other) => one.at - other.at);
    }

    get waiting() {
        return this.presses.filter((press) => !press.words);
    }

    read(name) {
        try {
            return JSON.parse(browser.localStorage.getItem(name));
        } catch {
            return null;
        }
    }

    /** Returns false where the browser has no room or keeps nothing. */
    keep(press) {
        try {
            browser.localStorage.setItem(this.prefix + press.id, JSON.stringify(press));
        } catch {
            return false;
        }
        return true;
    }

    remove(press) {
        browser.localStorage.removeItem(this.prefix + press.id);
    }

    /** A new press of a button makes what was said about its last one past. */
    forgetRefused(url) {
        this.presses
            .filter((press) => press.words && press.url === url)
            .forEach((press) => this.remove(press));
    }

    /**
     * @returns {Promise<Object>} `{away}` where the server was not reached, `{login}`
     *  where somebody has to log in first, else what it said: `{done, words, url}`
     */
    async send(press) {
        let answer;
        try {
            answer = await fetch(press.url, {
                method: "POST",
                body: await this.bodyOf(press),
                headers: { Accept: "application/json" },
                signal: AbortSignal.timeout(
                    press.files.length ? ANSWER_WITH_FILES_MS : ANSWER_MS
                ),
            });
            if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
                return answer.status === 409 ? { away: true } : await answer.json();
            }
        } catch {
            return { away: true };
        }
        const isLogin = new URL(answer.url).pathname.startsWith("/web/login");
        // 400: the page is from before the log-in, and so is its secret
        return isLogin || answer.status === 400 ? { login: true } : { away: true };
    }

    async bodyOf({ fields, files, at }) {
        const body = new FormData();
        fields.forEach(([name, value]) => body.append(name, value));
        for (const [field, name, address] of files) {
            body.append(field, await (await fetch(address)).blob(), name);
        }
        body.set("at", at);
        body.set("csrf_token", odoo.csrf_token);
        return body;
    }
}
