import json

from odoo import fields, http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.service_door.controllers.door import (
    leave_notice,
    read_uploads,
    serve_file,
    serve_picture,
    take_notice,
)
from odoo.addons.service_door.controllers.form_press import new_press, press_key
from odoo.addons.service_door.rules.inputs import MAX_ID
from odoo.addons.service_door.rules.pictures import SHOWN_TYPES, thumbnail
from odoo.addons.service_door.rules.uploads import MEGABYTE, PICTURES

from ..models.service_visit_part import KINDS
from ..rules.visit_phone import reasons_in_words, told_at
from .visit_phone_acts import ACTS, WITH_FILES, Press

URL = "/my/visits"
NOTICE = "service_visit_notice"
DOOR = {"type": "http", "auth": "user", "website": True, "sitemap": False}
FORM = {**DOOR, "methods": ["POST"], "csrf": True, "max_content_length": 64 * 1024}
FORM_WITH_FILES = {**FORM, "max_content_length": PICTURES.max_together + MEGABYTE}
THUMBNAIL_PIXELS = 256
# What of a form says how it was sent, not what it says.
SENDING = ("press", "at", "back")
NOT_KEPT = ("decline", "hand_over")  # after these the visit is somebody else's
TIMED = ("depart", "arrive", "finish")


class VisitsOnPhone(CustomerPortal):
    """The pages of a technician on the phone, of the own staff or a contractor's."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if not counters:  # the page itself: its scripts ask again, for numbers
            people = request.env["resource.resource"]._of_user()
            values["is_technician"] = bool(people)
        return values

    @http.route(URL, methods=["GET"], **DOOR)
    def visits(self, **kw):
        if not request.env["resource.resource"]._of_user():
            return request.redirect("/my")
        values = {
            "page_name": "visits",
            "parts": request.env["service.visit"]._on_phone(),
            "now": fields.Datetime.now(),
            **_page_values(0),
        }
        return request.render("service_repair.visits_on_phone", values)

    @http.route(f"{URL}/<int:visit_id>", methods=["GET"], **DOOR)
    def visit(self, visit_id, **kw):
        visit, person = _find(visit_id)
        if not visit:
            return request.not_found()
        values = {
            "page_name": "visits",
            "visit": visit,
            "is_mine": person == visit.resource_id,
            "messages": visit._messages_of_team(),
            "suggestions": visit._suggested_parts(),
            "results": visit._fields["result"]._description_selection(request.env),
            "line_kinds": [key for key, _label in KINDS],
            "limits": PICTURES,
            "now": fields.Datetime.now(),
            **_page_values(visit.id),
        }
        return request.render("service_repair.visit_on_phone", values)

    @http.route(f"{URL}/<int:visit_id>/photo/<int:photo>", methods=["GET"], **DOOR)
    def visit_photo(self, visit_id, photo, **kw):
        found = _find_photo(visit_id, photo)
        return serve_file(found) if found else request.not_found()

    @http.route(f"{URL}/<int:visit_id>/thumb/<int:photo>", methods=["GET"], **DOOR)
    def visit_thumbnail(self, visit_id, photo, **kw):
        found = _find_photo(visit_id, photo)
        small = found and thumbnail(found.raw, THUMBNAIL_PIXELS)
        return serve_picture(small) if small else request.not_found()

    @http.route(f"{URL}/<int:visit_id>/<any({','.join(ACTS)}):action>", **FORM)
    def visit_act(self, visit_id, action, **kw):
        return _act(visit_id, action, kw)

    @http.route(
        f"{URL}/<int:visit_id>/<any({','.join(WITH_FILES)}):action>", **FORM_WITH_FILES
    )
    def visit_act_with_files(self, visit_id, action, **kw):
        return _act(visit_id, action, kw, read_uploads("photos", PICTURES))


# -- finding


def _find(visit_id):
    visits = request.env["service.visit"]
    return visits._find_on_phone(visit_id if visit_id <= MAX_ID else 0)


def _find_photo(visit_id, photo):
    visit, _person = _find(visit_id)
    return visit.photo_ids.filtered(
        lambda one: one.id == photo and one.mimetype in SHOWN_TYPES
    )


def _page_values(of):
    said = take_notice(NOTICE, of)
    return {
        "press": new_press(),
        "notice": said and said[0],
        "reasons": reasons_in_words(request.env._),
        "back": "page" if of else "list",
    }


# -- pressing


def _act(visit_id, action, form, files=()):
    """Do what a button asks for, and say what came of it."""
    visit, person = _find(visit_id)
    at = told_at(form.get("at"), fields.Datetime.now())
    press = Press(visit, person, at, form, files)
    act = ACTS.get(action) or WITH_FILES[action]
    key = f"{action}:{_key_of(press)}"
    outcome = visit._once(key, lambda: act(press)) if visit else "gone"
    if outcome is None and action in TIMED:
        visit._note_late(action, at)
    return _answer(visit, action, outcome, form)


def _key_of(press):
    """What tells one press from another: its key, and what was said with it."""
    said = [
        f"{name}={value}"
        for name, value in sorted(press.form.items())
        if name not in SENDING and isinstance(value, str)
    ]
    words = [*said, *(content for _name, content in press.files)]
    key = press.form.get("press")
    return press_key({}, key if isinstance(key, str) else "", *words)


def _answer(visit, action, outcome, form):
    """Scripts get what came of it in words; who has none gets the page again."""
    words = visit._words_of(action, outcome)
    to_list = form.get("back") == "list" or outcome == "gone"
    to_list |= outcome is None and action in NOT_KEPT
    url = URL if to_list else f"{URL}/{visit.id}"
    is_script = "application/json" in request.httprequest.headers.get("Accept", "")
    if outcome is None or outcome == "already" or not is_script:
        leave_notice(NOTICE, 0 if to_list else visit.id, words)
    if not is_script:
        return request.redirect(url, code=303)
    answer = {"done": outcome in (None, "already"), "words": words, "url": url}
    return request.make_response(
        json.dumps(answer),
        [("Content-Type", "application/json")],
        status=409 if outcome == "busy" else 200,
    )
