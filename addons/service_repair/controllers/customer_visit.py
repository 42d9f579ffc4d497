"""The visit on the customer's page, opened by a link without login."""

from odoo import http
from odoo.http import request

from odoo.addons.service_door.controllers.door import (
    DOOR,
    FORM,
    HEADERS,
    NOT_A_PAGE,
    nothing_here,
    redirect_with_notice,
    serve_picture,
    show_page,
    waiting_for_others,
)
from odoo.addons.service_door.controllers.form_press import new_press, press_key
from odoo.addons.service_door.rules.inputs import clean_text, parse_id
from odoo.addons.service_door.rules.links import READ
from odoo.addons.service_door.rules.pictures import thumbnail

from ..models.service_planning import to_moment
from ..rules.booking import read_start
from .customer_link import NOTICE

PHOTO_PIXELS = 256
LONGEST_REASON = 300


class CustomerVisitController(http.Controller):
    @http.route("/service/t/<string:token>/visit", methods=["GET"], **DOOR)
    def times(self, token, **kw):
        """The free times, to book one or to move to another."""
        link = _find(token)
        if not link:
            return nothing_here()
        link._note_use(READ)
        return _show_times(token, link._ticket())

    @http.route("/service/t/<string:token>/visit/photo", methods=["GET"], **DOOR)
    def photo(self, token, **kw):
        """Who comes: nobody's picture before somebody has accepted."""
        link = _find(token)
        photo = link and link._ticket()._visit_for_customer()._photo_of_person()
        small = photo and thumbnail(photo, PHOTO_PIXELS)
        return serve_picture(small) if small else nothing_here()

    @http.route("/service/t/<string:token>/visit/calendar", methods=["GET"], **DOOR)
    def calendar(self, token, **kw):
        link = _find(token)
        visit = link and link._ticket()._visit_for_customer()
        if not visit or not visit.start:
            return nothing_here()
        headers = {
            **HEADERS,
            **NOT_A_PAGE,
            "Content-Type": "text/calendar; charset=utf-8",
            "Content-Disposition": 'attachment; filename="visit.ics"',
        }
        text = visit._calendar_file(link.url)
        return request.make_response(text, headers.items())

    @http.route("/service/t/<string:token>/visit/book", **FORM)
    def book(self, token, **kw):
        """Choose a time, or another one."""
        start = read_start({"start": clean_text(kw.get("start"))})
        if start is None and _find(token):
            return request.redirect(f"/service/t/{token}/visit", code=303)
        moment = None if start is None else to_moment(start)
        return _act(token, "book", kw, start=moment)

    @http.route("/service/t/<string:token>/visit/cancel", **FORM)
    def cancel(self, token, **kw):
        reason = clean_text(kw.get("reason"))[:LONGEST_REASON]
        return _act(token, "cancel", kw, reason=reason)

    @http.route("/service/t/<string:token>/visit/confirm", **FORM)
    def confirm(self, token, **kw):
        minute = read_start({"start": clean_text(kw.get("start"))}) or 0
        return _act(token, "confirm", kw, minute=minute)


def _find(token):
    return request.env["service.ticket.link"]._open(token)


def _act(token, act, sent, **values):
    """Do what a form asks for, once, and go back to the page."""
    link = _find(token)
    if not link:
        return nothing_here()
    link._note_use(f"visit_{act}")
    shown = parse_id(sent.get("visit"))
    press = press_key(sent, act, sent.get("visit") or "", str(values))
    with waiting_for_others():
        outcome = link._act_on_visit(act, shown, press, **values)
    url = f"/service/t/{token}"
    if outcome == "repeated":
        return request.redirect(url, code=303)  # a second press does nothing more
    if outcome == "taken":
        return _show_times(token, link._ticket(), "taken")
    if outcome == "often":
        return _show_times(token, link._ticket(), "often", status=429)
    return redirect_with_notice(url, NOTICE, link.id, outcome, "", "")


def _show_times(token, ticket, notice=None, status=200):
    if not ticket._may_book():
        return request.redirect(f"/service/t/{token}", code=303)
    coming = ticket._visit_to_book()
    values = {
        "ticket": ticket,
        "token": token,
        "coming": coming,
        "days": request.env["service.booking"]._days(coming),
        "notice": notice,
        "press": new_press(),
    }
    return show_page("service_repair.customer_visit_times", values, status=status)
