"""The door by which customers book a visit, step by step, without an account."""

import random
import time

from odoo import http
from odoo.http import request
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from odoo.addons.service_door.controllers.door import (
    DOOR,
    FORM,
    redirect_with_notice,
    show_page,
)
from odoo.addons.service_door.controllers.form_press import new_press, press_key
from odoo.addons.service_door.rules.inputs import clean_lines, clean_text

from ..models.service_booking import SlotTaken
from ..rules.booking import (
    AS_IT_IS,
    LONGEST,
    OTHER,
    STEPS,
    emergency_errors,
    errors,
    open_step,
    reach,
    take,
)
from ..rules.phone import parse_phone
from .customer_link import NOTICE

TYPED = "service_booking"
# Requests within the hour: of one address on the internet, of one telephone number.
MOST = {"place": 60, "person": 5}
# Shown to nobody: who fills it in is a program.
TRAP = "homepage"
# How often a booking that met somebody else's is tried anew with what is free then.
TRIES = 8
LONGEST_WAIT = 0.3  # seconds


class BookingController(http.Controller):
    """The steps; what was typed waits in the visitor's session, so that going back,
    a closed tab and a slot that somebody else took lose nothing."""

    @http.route("/service/book", methods=["GET"], **DOOR)
    def show(self, step="", **kw):
        return _show_step(step)

    @http.route("/service/p/<string:code>", methods=["GET"], **DOOR)
    def from_label(self, code, **kw):
        """What a QR code opens: product and serial number are filled in."""
        label = request.env["service.product.label"]._of_code(clean_text(code))
        kept = _typed()
        for name in ("label", "serial", "category"):
            kept.pop(name, None)
        request.session[TYPED] = {**kept, "label": label.code} if label else kept
        return request.redirect(
            "/service/book" if label else "/service/book?unknown=1", code=303
        )

    @http.route("/service/book", **FORM)
    def send(self, step="", **kw):
        """Keep what a step says and go on; the last step files the request."""
        typed = _keep(kw)
        if kw.get(TRAP):
            return _show_step(step, notice="trap")
        if step not in STEPS:
            return request.redirect("/service/book", code=303)
        wanted = _goes_to(step, kw)
        if wanted:
            return request.redirect(f"/service/book?step={wanted}", code=303)
        page = _page(typed)
        wrong = errors(step, typed, page["known"])
        if wrong:
            return _show_step(step, typed, page, wrong=wrong)
        if step != STEPS[-1]:
            following = STEPS[STEPS.index(step) + 1]
            return request.redirect(f"/service/book?step={following}", code=303)
        return _file(typed, page, kw)

    @http.route("/service/book/emergency", methods=["GET"], **DOOR)
    def show_emergency(self, **kw):
        return _show_emergency(_typed())

    @http.route("/service/book/emergency", **FORM)
    def send_emergency(self, **kw):
        """File an emergency; somebody is sent at once."""
        typed = _keep(kw)
        if kw.get(TRAP):
            return _show_emergency(typed, notice="trap")
        country = request.env.company.service_country_code or "CN"
        wrong = emergency_errors(typed, country)
        if wrong:
            return _show_emergency(typed, wrong=wrong)
        if _is_often(typed):
            return _show_emergency(typed, notice="often", status=429)
        booking = request.env["service.booking"]

        def file():
            return booking._file_emergency(typed), "emergency"

        return _once(typed, kw, file)


# -- what was typed


def _typed():
    kept = request.session.get(TYPED)
    return dict(kept) if isinstance(kept, dict) else {}


def _keep(sent):
    """What is typed now, kept for the next step."""
    read = {"fault": clean_lines, "address": clean_lines}
    texts = {
        name: read.get(name, clean_text)(sent[name]) for name in LONGEST if name in sent
    }
    # a label is not typed: it comes from its code's own page
    texts.pop("label", None)
    typed = take(texts, {**_known_of_user(), **_typed()})
    request.session[TYPED] = typed
    return typed


def _known_of_user():
    """What need not be asked of who is logged in on the portal."""
    user = request.env.user
    if user._is_public():
        return {}
    known = {"name": user.name, "phone": user.phone, "email": user.email}
    return {name: value for name, value in known.items() if value}


def _goes_to(step, sent):
    """The earlier step that a button leads back to, or the step itself again."""
    back = sent.get("back")
    return back if back in STEPS and STEPS.index(back) < STEPS.index(step) else None


# -- the pages


def _page(typed):
    """What the records say of what was typed."""
    booking = request.env["service.booking"]
    draft = booking._draft(typed)
    known = booking._known(typed, draft)
    days = visit = None
    if open_step(typed, known) in ("time", None):
        visit = booking._visit_of(draft)
        days = booking._days(visit)
        known = booking._known(typed, draft, days)
    return {"draft": draft, "known": known, "days": days, "coming": visit}


def _show_step(step, typed=None, page=None, notice=None, wrong=None, status=200):
    typed = _typed() if typed is None else typed
    if not typed:
        typed = _known_of_user()
    page = page or _page(typed)
    booking, draft = request.env["service.booking"], page["draft"]
    if not notice and "unknown" in request.params:
        notice = "unknown_code"
    shown = reach(step, typed, page["known"])
    values = {
        **page,
        **_of_any_page(typed, notice, wrong),
        "step": shown,
        "steps": STEPS,
        "number": STEPS.index(shown) + 1,
        "label": booking._label(typed),
        "categories": booking._categories(),
        "guides": booking._guides_for(draft.product_category_id._origin),
        "candidates": booking._candidates(draft),
        "other": OTHER,
        "as_it_is": AS_IT_IS,
    }
    return show_page("service_repair.booking_page", values, status=status)


def _show_emergency(typed, notice=None, wrong=None, status=200):
    values = _of_any_page(typed or _known_of_user(), notice, wrong)
    return show_page("service_repair.booking_emergency", values, status=status)


def _of_any_page(typed, notice, wrong):
    wrong = wrong or {}
    return {
        "typed": typed,
        "notice": notice,
        "wrong": {field: request.env._(text) for field, text in wrong.items()},
        "longest": LONGEST,
        "trap": TRAP,
        "press": new_press(),
        "hotline": request.env.company.sudo().phone,  # sudo: a public number
    }


# -- filing


def _file(typed, page, sent):
    if _is_often(typed):
        return _show_step("time", typed, page, notice="often", status=429)
    booking, looked_at = request.env["service.booking"], [page]

    def file():
        # what was looked at once may be taken when it is tried again
        seen = looked_at.pop() if looked_at else _page(typed)
        return booking._file(typed, seen["draft"], seen["days"])

    try:
        return _once(typed, sent, file)
    except SlotTaken:
        return _offer_others(typed)
    except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
        _begin_anew()
        return _offer_others(typed)


def _offer_others(typed):
    """The same page with what is free now; all that was typed is still there."""
    typed = {name: text for name, text in typed.items() if name != "start"}
    request.session[TYPED] = typed
    return _show_step("time", typed, notice="taken", status=200)


def _once(typed, sent, file):
    """File what a form asks for, once however often it is sent, and go to its page."""
    for left in reversed(range(TRIES)):
        try:
            return _press(typed, sent, file)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            if not left:
                raise
            # somebody planned the same technician: look again at what is free now
            _begin_anew()
            time.sleep(random.uniform(0, LONGEST_WAIT))
    return None


def _begin_anew():
    """A transaction of its own, as Odoo begins one for a request it tries again."""
    request.env.cr.rollback()
    request.env.transaction.reset()


def _press(typed, sent, file):
    env = request.env
    press = press_key(sent, *(f"{name}={typed[name]}" for name in sorted(typed)))
    # sudo: the presses are nobody's to read
    presses = env["service.form.press"].sudo()
    key = f"booking:{press}"
    with env.cr.savepoint():
        if not presses._is_first(key):
            return request.redirect(presses._led_to(key) or "/service/book", code=303)
        ticket, outcome = file()
        link = ticket._create_link().sudo()  # sudo: who booked gets the link
        url = f"/service/t/{link._token()}"
        presses._note_where(key, url)
        for kind, by in _senders(typed).items():
            presses._note_sender(f"booking_{kind}", press, **by)
        env.flush_all()
    request.session.pop(TYPED, None)
    return redirect_with_notice(url, NOTICE, link.id, outcome, "", "")


def _senders(typed):
    """Who sends, as the limits count."""
    country = request.env.company.service_country_code or "CN"
    phone = parse_phone(typed.get("phone"), country).number or typed.get("phone")
    return {
        "place": {"place": request.httprequest.remote_addr},
        "person": {"phone": phone},
    }


def _is_often(typed):
    # sudo: the presses are nobody's to read
    presses = request.env["service.form.press"].sudo()
    return any(
        presses._is_often(f"booking_{kind}", MOST[kind], **by)
        for kind, by in _senders(typed).items()
    )
