import {
    Component,
    onMounted,
    onWillUnmount,
    useEffect,
    useExternalListener,
    useRef,
    useState,
} from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { router } from "@web/core/browser/router";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Question } from "./answers";
import { DraftStore, emptyDraft, isBlank } from "./draft";
import { DeskCase } from "./panels";
import { ProductBox } from "./product_box";
import { failureOf, RETRY_MS, withinTime } from "./saving";

const STEPS = ["phone", "name", "address", "product", "serial", "fault"];

/**
 * The agent's screen during a call: the number first, then the sentence as spoken; what
 * follows from them appears beside it. Everything can be done from the keyboard.
 */
export class HotlineDesk extends Component {
    static template = "service_repair.HotlineDesk";
    static components = { DeskCase, ProductBox };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.root = useRef("root");
        this.store = new DraftStore(user.userId);
        const incoming = this.incomingPhone();
        const kept = this.store.load();
        const restored = Boolean(kept && !isBlank(kept));
        this.state = useState({
            draft: restored ? kept : emptyDraft(incoming),
            restored,
            waiting: "",
            caller: null,
            result: null,
            saving: false,
            failure: null,
            saved: null,
            kept: true,
        });
        if (restored && incoming && incoming !== kept.caller_phone) {
            this.state.waiting = incoming;
        }
        this.callerQuestion = new Question(
            (phone) => this.orm.silent.call("service.desk", "look_up", [phone]),
            (caller) => this.receiveCaller(caller)
        );
        this.resultQuestion = new Question(
            (draft) => this.orm.silent.call("service.desk", "preview", [draft]),
            (result) => (this.state.result = result)
        );
        this.followDraft();
        useExternalListener(window, "keydown", (ev) => this.onHotkey(ev), { capture: true });
        useExternalListener(window, "online", () => this.retry());
        onMounted(() => this.focus(restored ? this.firstEmptyStep() : "phone"));
        onWillUnmount(() => {
            clearTimeout(this.retryTimer);
            this.callerQuestion.forget();
            this.resultQuestion.forget();
        });
    }

    /** A telephone system opens the desk with `?phone=`; an action may pass it too. */
    incomingPhone() {
        const { params = {}, context = {} } = this.props.action;
        // the router would read it as a figure, without its plus
        const asked = new URLSearchParams(browser.location.search).get("phone");
        const given = params.phone || context.phone || asked || router.current.phone || "";
        return String(given).replace(/^ /, "+").trim();
    }

    followDraft() {
        useEffect(
            (phone) => {
                this.state.caller = null;
                if (phone.replace(/\D/g, "").length >= 3) {
                    this.callerQuestion.put(phone);
                } else {
                    this.callerQuestion.forget();
                }
            },
            () => [this.state.draft.caller_phone]
        );
        useEffect(
            (text) => {
                this.state.kept = this.store.save(JSON.parse(text));
                if (isBlank(this.state.draft)) {
                    this.resultQuestion.forget();
                    this.state.result = null;
                } else {
                    this.resultQuestion.put(JSON.parse(text));
                }
            },
            () => [JSON.stringify(this.state.draft)]
        );
    }

    // -- writing down

    set(name, value) {
        this.state.draft[name] = value;
        this.state.saved = null;
        if (name === "address") {
            this.state.draft.region_id = false;
        }
        if (name === "partner_name") {
            this.state.draft.partner_id = false;
        }
        if (name === "product_text") {
            this.state.draft.product_id = false;
        }
    }

    typeProduct(text) {
        this.set("product_text", text);
    }

    receiveCaller(caller) {
        this.state.caller = caller;
        const { draft } = this.state;
        if (caller.customers.length === 1 && !draft.partner_name) {
            this.takeCustomer(caller.customers[0]);
        }
    }

    takeCustomer({ id, name }) {
        if (this.state.saving) {
            return;
        }
        Object.assign(this.state.draft, { partner_id: id, partner_name: name });
    }

    takeProduct({ id, name, serial_number }) {
        if (this.state.saving) {
            return;
        }
        const { draft } = this.state;
        Object.assign(draft, { product_id: id, product_text: name });
        if (serial_number && !draft.serial_number) {
            draft.serial_number = serial_number;
        }
    }

    takeRegion({ id, name }) {
        Object.assign(this.state.draft, { region_id: id, region_name: name });
    }

    takeLastAddress() {
        this.set("address", this.state.caller.last_address);
        this.focus("address");
    }

    toggleEmergency() {
        this.set("is_emergency", !this.state.draft.is_emergency);
    }

    get candidates() {
        return this.state.result?.region.candidates || [];
    }

    // -- keys

    focus(step) {
        const field = this.root.el?.querySelector(`[data-step="${step}"]`);
        field?.focus();
        field?.select?.();
    }

    firstEmptyStep() {
        const { draft } = this.state;
        const texts = [
            draft.caller_phone,
            draft.partner_name,
            draft.address,
            draft.product_text,
            draft.serial_number,
            draft.fault,
        ];
        return STEPS[texts.findIndex((text) => !text)] || "fault";
    }

    onEnter(ev) {
        const step = ev.target.dataset.step;
        const plain = !ev.shiftKey && !ev.ctrlKey && !ev.altKey && !ev.metaKey;
        if (ev.key !== "Enter" || ev.isComposing || !plain || !step) {
            return;
        }
        ev.preventDefault();
        this.focus(STEPS[Math.min(STEPS.indexOf(step) + 1, STEPS.length - 1)]);
    }

    onHotkey(ev) {
        const task = this.taskOf(ev);
        if (task && !document.querySelector(".modal.show, .o_dialog")) {
            ev.preventDefault();
            ev.stopImmediatePropagation();
            task();
        }
    }

    taskOf(ev) {
        if (ev.isComposing || ev.shiftKey || ev.repeat) {
            return null;
        }
        if ((ev.ctrlKey || ev.metaKey) && !ev.altKey && ev.key === "Enter") {
            return () => this.save();
        }
        if (!ev.altKey || ev.ctrlKey || ev.metaKey) {
            return null;
        }
        const digit = /^(?:Digit|Numpad)([1-9])$/.exec(ev.code);
        if (digit) {
            const candidate = this.candidates[digit[1] - 1];
            return candidate ? () => this.takeRegion(candidate) : null;
        }
        const tasks = {
            KeyE: () => this.toggleEmergency(),
            KeyJ: () => this.join(),
            KeyA: () => this.state.caller?.last_address && this.takeLastAddress(),
        };
        return tasks[ev.code] || null;
    }

    // -- saving

    save() {
        return this.send("save", []);
    }

    join() {
        const { same } = this.state.result || {};
        return same ? this.send("join", [same.id]) : undefined;
    }

    /**
     * A call is sent until it is answered; its key lets it count once. Words written
     * while the answer was under way stay, to be sent as an addition.
     */
    async send(method, args) {
        const { state } = this;
        if (state.saving) {
            return;
        }
        clearTimeout(this.retryTimer);
        state.saving = true;
        const sent = JSON.stringify(state.draft);
        try {
            // the product is found a moment after its field was left
            const draft = await withinTime(this.completed(JSON.parse(sent)));
            const ticket = await withinTime(
                this.orm.silent.call("service.desk", method, [...args, draft])
            );
            state.failure = null;
            state.saved = { ...ticket, joined: method === "join" };
            if (JSON.stringify(state.draft) === sent) {
                this.nextCall();
            }
        } catch (error) {
            state.failure = failureOf(error);
            if (state.failure.retry) {
                this.pending = [method, args];
                this.retryTimer = setTimeout(() => this.retry(), RETRY_MS);
            }
        } finally {
            state.saving = false;
        }
    }

    async completed(draft) {
        const text = draft.product_text.trim();
        if (!text || draft.product_id) {
            return draft;
        }
        const found = await this.orm.silent.call("service.desk", "find_products", [text]);
        const product_id = found.length === 1 ? found[0].id : false;
        return { ...draft, product_id };
    }

    retry() {
        if (this.state.failure?.retry && !isBlank(this.state.draft)) {
            this.send(...this.pending);
        }
    }

    nextCall() {
        const { state } = this;
        state.draft = emptyDraft(state.waiting);
        Object.assign(state, { restored: false, waiting: "", failure: null });
        this.focus("phone");
    }

    discard() {
        clearTimeout(this.retryTimer);
        this.state.saved = null;
        this.nextCall();
    }

    logIn() {
        browser.location.reload();
    }

    openTicket(id) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "helpdesk.ticket",
            res_id: id,
            views: [[false, "form"]],
        });
    }

    get savedText() {
        const { number, station, joined } = this.state.saved;
        if (joined) {
            return _t("The call was added to %(number)s.", { number });
        }
        return station
            ? _t("Saved as %(number)s, at %(station)s.", { number, station })
            : _t("Saved as %(number)s, in the dispatcher's queue.", { number });
    }
}

registry.category("actions").add("service_repair.hotline_desk", HotlineDesk);
