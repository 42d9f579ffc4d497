import { Interaction } from "@web/public/interaction";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { VisitOutbox } from "./visit_outbox";
import { newKey, position, shrink } from "./visit_phone";

const RETRY_MS = 5000;
const PATIENCE_MS = 3000;
const COUNT_MS = 10000;

/**
 * A technician's pages on a bad line. Each press is kept before it is sent; what the
 * server can't be told now goes later with the moment at which it was pressed, and the
 * page goes on to the next step by itself. Without scripts the same forms are sent.
 */
export class Visits extends Interaction {
    static selector = ".o_service_visits";
    dynamicContent = {
        form: { "t-on-submit.prevent": this.onPress },
        _window: { "t-on-online": this.flush, "t-on-focus": this.flush },
    };

    setup() {
        this.outbox = new VisitOutbox(this.el.dataset.user);
        this.typedName = `service_repair.typed.${this.el.dataset.user}`;
        this.sending = null;
        this.isAhead = false; // the page shows steps that the server was not told of
        this.problem = "";
    }

    start() {
        this.count();
        for (const press of this.outbox.presses) {
            press.words ? this.refill(press) : this.goOn(press);
        }
        this.retype();
        this.flush();
    }

    /** What was typed in a form that was refused stands in it again. */
    refill({ url, fields, isQuiet }) {
        const form = this.el.querySelector(`form[action="${url}"]`);
        for (const [name, value] of form && !isQuiet ? fields : []) {
            const field = form.elements[name];
            if (field?.type === "checkbox") {
                field.checked = true;
            } else if (field && field.type !== "hidden") {
                field.value = value;
            }
        }
    }

    /** What was typed and not sent yet will stand in the page that comes next. */
    keepTyped(sent) {
        const urls = sent.map(({ press }) => press.url);
        const typed = [...this.el.querySelectorAll("form")]
            .map((form) => ({
                url: new URL(form.action).pathname,
                fields: [...new FormData(form)].filter(([, value]) => typeof value === "string"),
            }))
            .filter(({ url }) => !urls.includes(url));
        try {
            browser.sessionStorage.setItem(this.typedName, JSON.stringify(typed));
        } catch {
            // a browser that keeps nothing
        }
    }

    retype() {
        const typed = JSON.parse(browser.sessionStorage.getItem(this.typedName) || "[]");
        browser.sessionStorage.removeItem(this.typedName);
        typed.forEach((form) => this.refill(form));
    }

    // -- pressing

    async onPress(ev) {
        const form = ev.target;
        const at = Date.now();
        const button = ev.submitter || form.querySelector("button[type=submit]");
        if (button.disabled) {
            return;
        }
        button.disabled = true;
        try {
            await this.take(form, await this.pressOf(form, button, at));
        } finally {
            button.disabled = false;
        }
    }

    /** Keep a press, send it, and go on where that takes longer than one likes to wait. */
    async take(form, press) {
        this.outbox.forgetRefused(press.url);
        if (!this.outbox.keep(press)) {
            this.show("full");
            return;
        }
        form.elements.press.value = newKey();
        if (press.isQuiet) {
            this.tick(form);
        }
        const patience = new Promise((resolve) => this.waitForTimeout(resolve, PATIENCE_MS));
        await Promise.race([this.flush(), patience]);
        if (this.outbox.waiting.some(({ id }) => id === press.id)) {
            this.goOn(press);
        }
    }

    async pressOf(form, button, at) {
        if (form.dataset.place) {
            const found = await position();
            form.elements.latitude.value = found?.latitude ?? "";
            form.elements.longitude.value = found?.longitude ?? "";
        }
        const entries = [...new FormData(form)];
        const chosen = entries.filter(([, value]) => value instanceof File && value.size);
        const files = chosen.map(async ([field, file]) => [field, file.name, await shrink(file)]);
        return {
            id: newKey(),
            url: new URL(form.action).pathname,
            fields: entries.filter(([, value]) => typeof value === "string"),
            files: await Promise.all(files),
            at,
            label: button.textContent.trim().replace(/\s+/g, " "),
            visit: form.closest("[data-visit]")?.dataset.visit,
            to: form.dataset.to,
            isQuiet: Boolean(form.dataset.quiet),
        };
    }

    /** A step of the checklist shows at once that it is done, or not after all. */
    tick(form) {
        const isDone = form.elements.value.value === "1";
        form.querySelector("button").setAttribute("aria-pressed", String(isDone));
        form.elements.value.value = isDone ? "0" : "1";
    }

    /** Show a visit as it is after a press that waits to be sent. */
    goOn({ visit, to }) {
        const shown = this.el.querySelector(`[data-visit="${visit}"]`);
        if (!shown || !to) {
            return;
        }
        this.isAhead = true;
        shown.dataset.state = to;
        for (const part of shown.querySelectorAll("[data-when]")) {
            part.hidden = !part.dataset.when.split(" ").includes(to);
        }
    }

    // -- sending

    /** Who asks while presses are on their way waits for the same answers. */
    flush() {
        this.sending ||= this.sendAll().finally(() => {
            this.sending = null;
        });
        return this.sending;
    }

    async sendAll() {
        const said = [];
        let problem = "";
        let press = null;
        while (!problem && (press = this.outbox.waiting[0])) {
            const answer = await this.outbox.send(press);
            problem = answer.away ? "away" : answer.login ? "login" : "";
            if (!problem) {
                this.note(press, answer);
                said.push({ press, answer });
            }
        }
        this.show(problem);
        if (said.some(({ answer }) => !answer.done)) {
            this.el.querySelector(".o_service_kept").scrollIntoView({ block: "center" });
        }
        if (problem === "away") {
            clearTimeout(this.retry);
            this.retry = this.waitForTimeout(() => this.flush(), RETRY_MS);
        }
        this.renew(said);
    }

    note(press, { done, words }) {
        if (done) {
            this.outbox.remove(press);
        } else {
            this.outbox.keep({ ...press, files: [], words });
        }
    }

    /** The page is asked for anew where the server knows more than it shows. */
    renew(said) {
        const last = said.findLast(({ press, answer }) => answer.done && !press.isQuiet);
        const isWrong = said.some(({ press, answer }) => press.isQuiet && !answer.done);
        const isLeft = last && location.pathname.endsWith(`/${last.press.visit}`);
        if (isLeft && last.answer.url !== location.pathname) {
            this.keepTyped(said);
            location.assign(last.answer.url);
        } else if (last || isWrong || (said.length && this.isAhead)) {
            this.keepTyped(said);
            location.reload();
        }
    }

    // -- showing

    /** @param {string} problem "away", "login", "full", or nothing */
    show(problem) {
        this.problem = problem;
        const presses = this.outbox.presses;
        const kept = this.el.querySelector(".o_service_kept");
        kept.classList.toggle("d-none", !problem && !presses.length);
        for (const name of ["away", "login", "full"]) {
            kept.querySelector(`.o_service_kept_${name}`).classList.toggle("d-none", name !== problem);
        }
        const list = kept.querySelector(".o_service_kept_list");
        list.replaceChildren(...presses.map((press) => this.row(press)));
    }

    wordsOf(name) {
        return this.el.querySelector(`.o_service_kept_${name}`).textContent;
    }

    row(press) {
        const row = document.createElement("li");
        row.textContent = `${press.label}: ${press.words || this.wordsOf("waits")} `;
        if (press.words) {
            const button = document.createElement("button");
            button.type = "button";
            button.className = "btn btn-outline-dark d-block my-2";
            button.textContent = this.wordsOf("dismiss");
            button.addEventListener("click", () => {
                this.outbox.remove(press);
                this.show(this.problem);
            });
            row.append(button);
        }
        return row;
    }

    /** How many minutes are left to answer, as time goes by. */
    count() {
        for (const offer of this.el.querySelectorAll(".o_service_countdown")) {
            const left = (new Date(offer.dataset.until) - Date.now()) / 60000;
            offer.querySelector(".o_service_minutes_left").textContent = Math.max(0, Math.floor(left));
        }
        this.waitForTimeout(() => this.count(), COUNT_MS);
    }
}

registry.category("public.interactions").add("service_repair.visits", Visits);
