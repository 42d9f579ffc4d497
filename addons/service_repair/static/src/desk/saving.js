import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";

export const RETRY_MS = 3000;
const ANSWER_MS = 20000;
const SESSION_ENDED = "odoo.http.SessionExpiredException";

/**
 * Why a call could not be saved, in words, and what comes next: `retry` by itself, or
 * `login` first. The words of the call stay where they are in any case.
 */
export function failureOf(error) {
    if (error instanceof ConnectionLostError) {
        return {
            retry: true,
            text: _t("No connection. The call is kept here and sent again by itself."),
        };
    }
    if (error instanceof RPCError && error.exceptionName === SESSION_ENDED) {
        return {
            login: true,
            text: _t("Your session has ended. The call is kept here: log in, then save it."),
        };
    }
    if (error instanceof RPCError && error.data?.message) {
        return { text: _t("Not saved: %(reason)s", { reason: error.data.message }) };
    }
    return {
        retry: true,
        text: _t("The server did not answer. The call is kept here and sent again by itself."),
    };
}

/** A line that is dead without saying so must not keep a call waiting for ever. */
export function withinTime(answer) {
    let timer = 0;
    const silence = new Promise((resolve, reject) => {
        timer = setTimeout(() => reject(new Error("no answer")), ANSWER_MS);
    });
    return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}
