import {
    Component,
    onMounted,
    onWillStart,
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
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Question } from "./answers";
import { DraftStore, emptyDraft, isBlank } from "./draft";
import { KeptCalls } from "./kept_calls";
import { storagePrefix, WAITING } from "./outbox";
import { DeskCase } from "./panels";
import { ProductBox } from "./product_box";
import { failureOf, sendCall } from "./saving";
import { FIRST_CALL } from "../tours/first_call";

const STEPS = ["phone", "name", "address", "product", "serial", "fault"];

/** What a failure tells of the server: null where it was there and refused. */
function awayOnly(failure) {
    return failure.away ? failure : null;
}

/**
 * The agent's screen during a call: the number first, then the sentence as spoken; what
 * follows from them appears beside it. Everything can be done from the keyboard.
 */
export class HotlineDesk extends Component {
    static template = "service_repair.HotlineDesk";
    static components = { DeskCase, KeptCalls, ProductBox };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.tours = useService("tour_service");
        this.root = useRef("root");
        this.outbox = useService("service_repair_outbox");
        this.box = useState(this.outbox.state);
        this.state = useState({
            draft: emptyDraft(),
            restored: false,
            waiting: "",
            caller: null,
            result: null,
            saving: false,
            failure: null,
            saved: null,
            kept: true,
        });
        this.callerQuestion = this.question("look_up", (caller) => this.receiveCaller(caller));
        this.resultQuestion = this.question(
            "preview",
            (result) => (this.state.result = result)
        );
        this.followDraft();
        useExternalListener(window, "keydown", (ev) => this.onHotkey(ev), { capture: true });
        onWillStart(() => this.begin());
        onMounted(() => this.focus(this.state.restored ? this.firstEmptyStep() : "phone"));
        onWillUnmount(() => {
            this.callerQuestion.forget();
            this.resultQuestion.forget();
        });
    }

    question(method, receive) {
        return new Question(
            (argument) => this.orm.silent.call("service.desk", method, [argument]),
            (answer) => {
                this.outbox.note(null);
                receive(answer);
            },
            (error) => this.outbox.note(awayOnly(failureOf(error)))
        );
    }

    /** Go on with the call that this tab was taking, if it was, or take the next. */
    async begin() {
        this.store = await DraftStore.open(storagePrefix());
        await this.store.handOverLeft((draft) => this.outbox.park(draft));
        const incoming = this.incomingPhone();
        const draft = this.store.load();
        if (!draft || isBlank(draft)) {
            this.state.draft = emptyDraft(incoming);
            return;
        }
        Object.assign(this.state, { draft, restored: true });
        if (incoming && incoming !== draft.caller_phone) {
            this.state.waiting = incoming;
        }
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

    /** A key does what a click does, so that whoever watches clicks sees it, too. */
    press(button) {
        this.root.el.querySelector(button).click();
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
            return () => this.press(".o_desk_save");
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
            KeyE: () => this.press(".o_desk_emergency"),
            KeyJ: () => this.join(),
            KeyA: () => this.state.caller?.last_address && this.takeLastAddress(),
        };
        return tasks[ev.code] || null;
    }

    // -- saving

    save() {
        return this.send(false);
    }

    join() {
        const { same } = this.state.result || {};
        return same ? this.send(same.id) : undefined;
    }

    /**
     * Save the call, or add it to the ticket `joins`, and begin the next. While the
     * server is away calls wait in the browser. Words written while the answer was
     * under way stay, to be sent as an addition.
     */
    async send(joins) {
        const { state, outbox } = this;
        if (state.saving) {
            return;
        }
        const text = JSON.stringify(state.draft);
        const seen = state.result?.same?.id || false;
        const call = { draft: JSON.parse(text), joins, seen, status: WAITING };
        if (outbox.isAway && this.keep(call)) {
            outbox.flush();
            return;
        }
        state.saving = true;
        try {
            state.saved = await sendCall(this.orm, call);
            state.failure = null;
            outbox.state.sent = [];
            outbox.note(null);
            if (JSON.stringify(state.draft) === text) {
                this.nextCall();
            }
            outbox.flush();
        } catch (error) {
            const failure = failureOf(error);
            outbox.note(awayOnly(failure));
            const isSame = JSON.stringify(state.draft) === text;
            if (!failure.away || !isSame || !this.keep(call)) {
                state.failure = failure;
            }
        } finally {
            state.saving = false;
        }
    }

    /** Leave the call to the outbox and begin the next; false if it can't be kept. */
    keep(call) {
        if (isBlank(call.draft) || !this.outbox.keep(call)) {
            return false;
        }
        this.state.saved = null;
        this.nextCall();
        return true;
    }

    nextCall() {
        const { state } = this;
        state.draft = emptyDraft(state.waiting);
        Object.assign(state, { restored: false, waiting: "", failure: null });
        this.focus("phone");
    }

    discard() {
        this.state.saved = null;
        this.nextCall();
    }

    /** Go on with a call that was refused or put aside; the present one waits then. */
    openKept({ ...call }) {
        const { state, outbox } = this;
        if (state.saving || !outbox.remove(call)) {
            return;
        }
        if (!isBlank(state.draft) && !outbox.park(state.draft)) {
            outbox.keep(call);
            return;
        }
        const failure = call.reason ? { text: call.reason } : null;
        state.draft = { ...emptyDraft(), ...call.draft };
        Object.assign(state, { restored: true, saved: null, failure });
        this.focus(this.firstEmptyStep());
    }

    logIn() {
        browser.open("/web/login?redirect=/odoo/hotline", "_blank");
    }

    /** In the form of repair tickets, which the server knows. */
    async openTicket(id) {
        const method = "get_formview_action";
        this.action.doAction(await this.orm.call("helpdesk.ticket", method, [[id]]));
    }

    /** The free times of the ticket's station, to be read out to the caller. */
    async bookVisit(id) {
        const method = "action_book_visit";
        this.action.doAction(await this.orm.call("helpdesk.ticket", method, [[id]]));
    }

    /** Nothing has been written or saved yet. */
    get isIdle() {
        return isBlank(this.state.draft) && !this.state.saved;
    }

    showFirstCall() {
        this.focus("phone");
        this.tours.startTour(FIRST_CALL, { mode: "manual", redirect: false });
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
