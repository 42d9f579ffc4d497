from odoo import http
from odoo.http import request

from odoo.addons.service_door.controllers.door import (
    DOOR,
    FORM,
    form_with_files,
    has_notice,
    nothing_here,
    read_uploads,
    redirect_with_notice,
    serve_file,
    serve_picture,
    show_page,
    take_notice,
    waiting_for_others,
)
from odoo.addons.service_door.controllers.form_press import new_press, press_key
from odoo.addons.service_door.rules.inputs import clean_lines, parse_id
from odoo.addons.service_door.rules.links import READ
from odoo.addons.service_door.rules.pictures import SHOWN_TYPES, thumbnail
from odoo.addons.service_door.rules.uploads import PICTURES
from odoo.addons.service_door.rules.words import MAX_LENGTH

from ..rules.after_visit import WORDS_LENGTH

NOTICE = "service_link_notice"
THUMBNAIL_PIXELS = 192


class CustomerLinkController(http.Controller):
    """The customer's page of one ticket, opened by a link without login."""

    @http.route("/service/t/<string:token>", methods=["GET"], **DOOR)
    def show(self, token, **kw):
        link = _find(token)
        if not link:
            return nothing_here()
        link._note_use(READ)
        page = _page_values(link._ticket()) | _take_notice(link)
        return show_page("service_repair.customer_page", {**page, "token": token})

    @http.route("/service/t/<string:token>/photo/<int:photo>", methods=["GET"], **DOOR)
    def photo(self, token, photo, **kw):
        found = _find_photo(token, photo)
        return serve_file(found) if found else nothing_here()

    @http.route("/service/t/<string:token>/thumb/<int:photo>", methods=["GET"], **DOOR)
    def thumbnail(self, token, photo, **kw):
        found = _find_photo(token, photo)
        small = found and thumbnail(found.raw, THUMBNAIL_PIXELS)
        return serve_picture(small) if small else nothing_here()

    @http.route("/service/t/<string:token>/say", **form_with_files(PICTURES))
    def say(self, token, text="", **kw):
        """A reply, photos, or both."""
        photos, text = read_uploads("photos", PICTURES), clean_lines(text)
        contents = [content for _name, content in photos]

        def say(link):
            key = press_key(kw, text, *contents)
            return link._say(text, photos, key)

        return _act(token, "say", say, text)

    @http.route("/service/t/<string:token>/close", **FORM)
    def close(self, token, stage_id=None, **kw):
        stage = parse_id(stage_id)

        def close(link):
            return link._ticket()._close_from_portal(stage)

        return _act(token, "close", close)

    @http.route("/service/t/<string:token>/reopen", **FORM)
    def reopen(self, token, **kw):
        def reopen(link):
            return link._ticket()._reopen_for_customer()

        return _act(token, "reopen", reopen)

    @http.route("/service/t/<string:token>/rate", **FORM)
    def rate(self, token, stars=None, words="", visit=None, **kw):
        """How the customer found a visit that is done."""
        number, words = parse_id(visit), clean_lines(words)[:WORDS_LENGTH]

        def rate(link):
            rated = link._ticket()._visit_to_rate()
            if rated.id != number:
                return "already"
            return rated._rate(parse_id(stars), words)

        return _act(token, "rate", rate)


def _find(token):
    return request.env["service.ticket.link"]._open(token)


def _find_photo(token, photo):
    link = _find(token)
    return link and link._ticket()._photo_for_customer(photo)


def _act(token, name, action, text=""):
    """Do what a form of the page asks for, and go back to the page.

    :param name: of the action, in the log of the link's uses
    :param text: what the customer wrote; given back where it was not taken
    """
    link = _find(token)
    if not link:
        return nothing_here()
    link._note_use(name)
    with waiting_for_others():
        outcome = action(link)
    outcome, file = outcome if isinstance(outcome, tuple) else (outcome, "")
    url = f"/service/t/{token}"
    if outcome == "repeated":
        if has_notice(NOTICE, link.id):
            return request.redirect(url, code=303)  # a second press adds nothing
        outcome = "added"
    said = text[: 2 * MAX_LENGTH]
    return redirect_with_notice(url, NOTICE, link.id, outcome, file, said)


def _page_values(ticket):
    """What the page shows; the ticket comes with sudo, from its link."""
    return {
        "ticket": ticket,
        "steps": ticket._progress(),
        "messages": ticket._messages_outside(),
        "close_stages": ticket._get_portal_close_stages(),
        "may_reopen": ticket._may_reopen(),
        "photo_types": SHOWN_TYPES,
        "limits": PICTURES,
        "max_length": MAX_LENGTH,
        "press": new_press(),
        **ticket._visit_page(),
    }


def _take_notice(link):
    """What the customer's last press led to; said once."""
    outcome, name, text = take_notice(NOTICE, link.id) or [None, "", ""]
    taken = outcome in ("added", "reopened", "new")
    return {"notice": outcome, "notice_name": name, "text": "" if taken else text}
