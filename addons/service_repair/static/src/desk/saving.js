import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { user } from "@web/core/user";

// A line that is dead without saying so must not keep a call waiting for ever.
const ANSWER_MS = 10000;
const SESSION_ENDED = "odoo.http.SessionExpiredException";
const OTHER_AGENT = "odoo.addons.service_repair.models.service_desk_saving.OtherAgentError";

/**
 * Why the server did not take a call, in words. `away` says that it was not asked or
 * did not answer, so that the call waits; `login` that somebody has to log in before.
 * Otherwise the server refused the call as it is.
 */
export function failureOf(error) {
    if (error instanceof RPCError && error.exceptionName === SESSION_ENDED) {
        return {
            away: true,
            login: true,
            text: _t("Your session has ended. Go on: calls are kept here until you log in."),
        };
    }
    if (error instanceof RPCError && error.exceptionName === OTHER_AGENT) {
        return { away: true, login: true, text: error.data.message };
    }
    if (error instanceof RPCError && error.data?.message) {
        return { text: _t("Not saved: %(reason)s", { reason: error.data.message }) };
    }
    const text =
        error instanceof ConnectionLostError
            ? _t("No connection. Go on: calls are kept here and sent by themselves.")
            : _t("No answer. Go on: calls are kept here and sent by themselves.");
    return { away: true, text };
}

/**
 * Sends a call, which its key lets count once however often it is sent.
 *
 * @param {{draft: Object, joins: number|false, seen: number|false}} call `joins`: the
 *  ticket it is added to, `seen`: the one about the same that the agent was shown
 * @returns {Promise<Object>} the ticket as the desk shows it
 */
export async function sendCall(orm, { draft, joins, seen }) {
    const words = await withinTime(completed(orm, draft));
    const values = { ...words, agent: user.userId, seen };
    const [method, args] = joins ? ["join", [joins, values]] : ["save", [values]];
    const ticket = await withinTime(orm.silent.call("service.desk", method, args));
    return { ...ticket, joined: Boolean(joins) };
}

/** The product is found a moment after its field was left. */
async function completed(orm, draft) {
    const text = draft.product_text.trim();
    if (!text || draft.product_id) {
        return draft;
    }
    const found = await orm.silent.call("service.desk", "find_products", [text]);
    const product_id = found.length === 1 ? found[0].id : false;
    return { ...draft, product_id };
}

function withinTime(answer) {
    let timer = 0;
    const silence = new Promise((resolve, reject) => {
        timer = setTimeout(() => reject(new Error("no answer")), ANSWER_MS);
    });
    return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}
