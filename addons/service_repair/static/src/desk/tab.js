import { browser } from "@web/core/browser/browser";

// How long a page that is being left may hold on to its name.
const HANDOVER_MS = 400;
const claims = {};

/**
 * The name of this tab among all tabs, the same after a reload.
 *
 * A duplicated tab comes with a copy of the original's session storage, and so with its
 * name: the original holds a lock on it, so the copy takes `fresh` instead.
 */
export function claimTab(prefix, fresh) {
    claims[prefix] ||= navigator.locks ? claim(prefix, fresh) : inherit(prefix, fresh);
    return claims[prefix];
}

async function claim(prefix, fresh) {
    const kept = browser.sessionStorage.getItem(prefix);
    if (kept && (await hold(prefix + kept))) {
        return kept;
    }
    await hold(prefix + fresh);
    browser.sessionStorage.setItem(prefix, fresh);
    return fresh;
}

/** Takes a lock for as long as the page lives; false where another page has it. */
function hold(name) {
    return new Promise((resolve) => {
        const signal = AbortSignal.timeout(HANDOVER_MS);
        const whileOpen = () => {
            resolve(true);
            return new Promise(() => {});
        };
        navigator.locks.request(name, { signal }, whileOpen).catch(() => resolve(false));
    });
}

/**
 * Without encryption browsers have no locks: there the name lies in the session storage
 * only between two pages of a tab, when nobody can copy it.
 */
function inherit(prefix, fresh) {
    const name = browser.sessionStorage.getItem(prefix) || fresh;
    browser.sessionStorage.removeItem(prefix);
    browser.addEventListener("pagehide", () => browser.sessionStorage.setItem(prefix, name));
    browser.addEventListener("pageshow", () => browser.sessionStorage.removeItem(prefix));
    return Promise.resolve(name);
}

/** Whether a tab that is open has this name; where there are no locks it may. */
export async function isClaimed(name) {
    if (!navigator.locks) {
        return true;
    }
    const { held } = await navigator.locks.query();
    return held.some((lock) => lock.name === name);
}
