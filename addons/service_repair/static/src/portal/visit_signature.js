import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

const LINE_PIXELS = 2.5;

/** A field to sign in with a finger, a pen or a mouse. */
export class VisitSignature extends Interaction {
    static selector = ".o_service_signature";
    dynamicContent = {
        canvas: {
            "t-on-pointerdown.prevent": this.begin,
            "t-on-pointermove.prevent": this.draw,
            "t-on-pointerup": this.end,
            "t-on-pointercancel": this.end,
        },
        button: { "t-on-click": this.clear },
    };

    setup() {
        this.canvas = this.el.querySelector("canvas");
        this.field = this.el.querySelector("input");
        this.pen = this.canvas.getContext("2d");
        this.last = null;
    }

    start() {
        this.clear();
    }

    /** The canvas is as fine as the screen, once it is to be seen. */
    fit() {
        const { clientWidth, clientHeight } = this.canvas;
        const scale = window.devicePixelRatio || 1;
        this.canvas.width = clientWidth * scale;
        this.canvas.height = clientHeight * scale;
        Object.assign(this.pen, { lineCap: "round", lineJoin: "round" });
        this.pen.scale(scale, scale);
        this.pen.lineWidth = LINE_PIXELS;
        this.pen.fillStyle = "#fff";
        this.pen.fillRect(0, 0, clientWidth, clientHeight);
    }

    clear() {
        this.field.value = "";
        this.last = null;
        this.canvas.width = 0;
    }

    begin(ev) {
        if (!this.field.value && !this.canvas.width) {
            this.fit();
        }
        this.canvas.setPointerCapture(ev.pointerId);
        this.last = [ev.offsetX, ev.offsetY];
        this.draw(ev);
    }

    draw(ev) {
        if (!this.last) {
            return;
        }
        this.pen.beginPath();
        this.pen.moveTo(...this.last);
        this.last = [ev.offsetX, ev.offsetY];
        this.pen.lineTo(...this.last);
        this.pen.stroke();
    }

    end() {
        if (this.last) {
            this.last = null;
            this.field.value = this.canvas.toDataURL("image/png");
        }
    }
}

registry.category("public.interactions").add("service_repair.visit_signature", VisitSignature);
