import hashlib
import re
import secrets

from odoo import http
from odoo.http import request

from ..rules.inputs import clean_text, parse_id
from ..rules.photos import MAX_BYTES, MAX_PHOTOS, SHOWN_TYPES

SAID_LENGTH = 4000
NOTICE = "service_link_notice"
PRESS = re.compile(r"[0-9a-f]{32}")
HEADERS = {
    # the address is the key: it is told to no other site and kept by no cache
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
DOOR = {"type": "http", "auth": "public", "website": True, "sitemap": False}


class CustomerLinkController(http.Controller):
    """The customer's page of one ticket, opened by a link without login."""

    @http.route("/service/t/<string:token>", methods=["GET"], **DOOR)
    def show(self, token, **kw):
        link = _find(token)
        if not link:
            return _nothing_here()
        page = _page_values(link.ticket_id)
        page |= {"token": token, "notice": _take_notice(link)}
        response = request.render("service_repair.customer_page", page)
        response.headers.update(HEADERS)
        return response

    @http.route("/service/t/<string:token>/photo/<int:photo>", methods=["GET"], **DOOR)
    def photo(self, token, photo, **kw):
        link = _find(token)
        found = link and link.ticket_id._photo_for_customer(photo)
        if not found:
            return _nothing_here()
        stream = request.env["ir.binary"]._get_stream_from(found)
        response = stream.get_response(max_age=0)
        response.headers.update(HEADERS)
        return response

    @http.route("/service/t/<string:token>/say", methods=["POST"], csrf=True, **DOOR)
    def say(self, token, text="", **kw):
        """A reply, photos, or both."""
        photos, text = _uploaded(), clean_text(text)[:SAID_LENGTH]
        return _act(
            token, kw, lambda t: t._customer_says(text, photos), "say", text, *photos
        )

    @http.route("/service/t/<string:token>/close", methods=["POST"], csrf=True, **DOOR)
    def close(self, token, stage_id=None, **kw):
        stage = parse_id(stage_id)
        return _act(token, kw, lambda ticket: ticket._close_from_portal(stage), "close")

    @http.route("/service/t/<string:token>/reopen", methods=["POST"], csrf=True, **DOOR)
    def reopen(self, token, **kw):
        return _act(token, kw, lambda ticket: ticket._reopen_for_customer(), "reopen")


def _find(token):
    return request.env["service.ticket.link"]._open(token)


def _nothing_here():
    """One answer to wrong, expired and revoked links alike."""
    response = request.render("service_repair.customer_page_gone", {}, status=404)
    response.headers.update(HEADERS)
    return response


def _act(token, form, action, *said):
    """Do what a form of the page asks for, the first time it is sent, and go back.

    Forms of the page carry a key; one without is known by what it says.
    """
    link = _find(token)
    if not link:
        return _nothing_here()
    press = form.get("press")
    if not isinstance(press, str) or not PRESS.fullmatch(press):
        press = _digest(*said)
    # sudo: the link stands for the customer's right to this one ticket
    presses = request.env["service.form.press"].sudo()
    stays_same = said[0] != "say"  # the ticket itself knows whether it is closed
    if stays_same or presses._is_first(f"{link.id}:{press}"):
        outcome = action(link.ticket_id)
    else:
        outcome = "added"
    request.session[NOTICE] = [link.id, outcome]
    return request.redirect(f"/service/t/{token}", code=303)


def _digest(*said):
    digest = hashlib.sha256()
    for part in said:
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\0")
    return digest.hexdigest()[:32]


def _uploaded():
    """The contents of the files that a form sends, none longer than is looked at."""
    files = request.httprequest.files.getlist("photos")[: MAX_PHOTOS + 1]
    contents = [upload.read(MAX_BYTES + 1) for upload in files]
    return [content for content in contents if content]


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
        "max_megabytes": MAX_BYTES // 2**20,
        "press": secrets.token_hex(16),
    }


def _take_notice(link):
    """What the customer's last press led to; said once."""
    noted, outcome = request.session.get(NOTICE) or (None, None)
    if noted != link.id:
        return None
    del request.session[NOTICE]
    return outcome
