import secrets

from odoo import http
from odoo.http import request

from ..rules.inputs import clean_lines, clean_text, parse_id
from ..rules.photos import MAX_BYTES, MAX_PHOTOS, SHOWN_TYPES, thumbnail
from ..rules.words import MAX_LENGTH
from .form_press import press_key

NOTICE = "service_link_notice"
THUMBNAIL_PIXELS = 192
HEADERS = {
    # the address is the key: it is told to no other site and kept by no cache
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
    # a page of another site may not show this one and have its buttons pressed
    "X-Frame-Options": "DENY",
}
NOT_A_PAGE = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}
DOOR = {"type": "http", "auth": "public", "website": True, "sitemap": False}
FORM = {**DOOR, "methods": ["POST"], "csrf": True, "max_content_length": 64 * 1024}
# what a form says besides its photos is small; browsers are told of both limits
FORM_WITH_PHOTOS = {**FORM, "max_content_length": MAX_PHOTOS * MAX_BYTES + 2**20}


class CustomerLinkController(http.Controller):
    """The customer's page of one ticket, opened by a link without login."""

    @http.route("/service/t/<string:token>", methods=["GET"], **DOOR)
    def show(self, token, **kw):
        link = _find(token)
        if not link:
            return _nothing_here()
        page = _page_values(link._ticket()) | _take_notice(link)
        response = request.render(
            "service_repair.customer_page", {**page, "token": token}
        )
        response.headers.update(HEADERS)
        return response

    @http.route("/service/t/<string:token>/photo/<int:photo>", methods=["GET"], **DOOR)
    def photo(self, token, photo, **kw):
        found = _find_photo(token, photo)
        if not found:
            return _nothing_here()
        response = request.env["ir.binary"]._get_stream_from(found).get_response()
        response.headers.update(HEADERS)
        return response

    @http.route("/service/t/<string:token>/thumb/<int:photo>", methods=["GET"], **DOOR)
    def thumbnail(self, token, photo, **kw):
        found = _find_photo(token, photo)
        small = found and thumbnail(found.raw, THUMBNAIL_PIXELS)
        if not small:
            return _nothing_here()
        headers = {**HEADERS, "Content-Type": "image/jpeg", **NOT_A_PAGE}
        return request.make_response(small, headers.items())

    @http.route("/service/t/<string:token>/say", **FORM_WITH_PHOTOS)
    def say(self, token, text="", **kw):
        """A reply, photos, or both."""
        photos, text = _uploaded(), clean_lines(text)
        contents = [content for _name, content in photos]

        def say(link):
            key = press_key(kw, text, *contents)
            return link._say(text, photos, key)

        return _act(token, say, text)

    @http.route("/service/t/<string:token>/close", **FORM)
    def close(self, token, stage_id=None, **kw):
        stage = parse_id(stage_id)
        return _act(token, lambda link: link._ticket()._close_from_portal(stage))

    @http.route("/service/t/<string:token>/reopen", **FORM)
    def reopen(self, token, **kw):
        return _act(token, lambda link: link._ticket()._reopen_for_customer())


def _find(token):
    return request.env["service.ticket.link"]._open(token)


def _nothing_here():
    """One answer to wrong, expired and revoked links alike."""
    response = request.render("service_repair.customer_page_gone", {}, status=404)
    response.headers.update(HEADERS)
    return response


def _find_photo(token, photo):
    link = _find(token)
    return link and link._ticket()._photo_for_customer(photo)


def _act(token, action, text=""):
    """Do what a form of the page asks for, and go back to the page.

    :param text: what the customer wrote; given back where it was not taken
    """
    link = _find(token)
    if not link:
        return _nothing_here()
    _note_outcome(link, action(link), text)
    return request.redirect(f"/service/t/{token}", code=303)


def _note_outcome(link, outcome, text):
    """Have the page say what a press led to; a second press has nothing to add."""
    outcome, name = outcome if isinstance(outcome, tuple) else (outcome, "")
    if outcome == "repeated":
        if NOTICE in request.session and request.session[NOTICE][0] == link.id:
            return
        outcome = "added"
    request.session[NOTICE] = [link.id, outcome, name, text[: 2 * MAX_LENGTH]]


def _uploaded():
    """(name, content) of the files that a form sends, no more than is looked at.

    A field without a file sends an empty one, which counts for nothing.
    """
    photos = []
    for file in request.httprequest.files.getlist("photos"):
        file.seek(0)  # else a second try of the request finds it read
        content = file.read(MAX_BYTES + 1)
        if content:
            photos.append((clean_text(file.filename), content))
        if len(photos) > MAX_PHOTOS:
            break
    return photos


def _page_values(ticket):
    """What the page shows; the ticket comes with sudo, from its link."""
    return {
        "ticket": ticket,
        "steps": ticket._progress(),
        "messages": ticket._messages_for_customer(),
        "close_stages": ticket._get_portal_close_stages(),
        "may_reopen": ticket._may_reopen(),
        "photo_types": SHOWN_TYPES,
        "max_photos": MAX_PHOTOS,
        "max_bytes": MAX_BYTES,
        "max_megabytes": MAX_BYTES // 2**20,
        "max_length": MAX_LENGTH,
        "press": secrets.token_hex(16),
    }


def _take_notice(link):
    """What the customer's last press led to; said once."""
    noted, outcome, name, text = request.session.get(NOTICE) or [None] * 4
    if noted != link.id:
        return {"notice": None}
    del request.session[NOTICE]
    taken = outcome in ("added", "reopened", "new")
    return {"notice": outcome, "notice_name": name, "text": "" if taken else text}
