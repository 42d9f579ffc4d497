"""The page of the own case: what comes next, what happened, what one may do."""

from typing import NamedTuple

from odoo import http
from odoo.http import request

from odoo.addons.service_door.controllers.door import (
    DOOR,
    FORM,
    HEADERS,
    NOT_A_PAGE,
    form_with_files,
    has_notice,
    nothing_here,
    redirect_with_notice,
    show_page,
    take_notice,
)
from odoo.addons.service_door.controllers.form_press import new_press, press_key
from odoo.addons.service_door.rules.inputs import MAX_ID, clean_lines, parse_id
from odoo.addons.service_door.rules.links import READ
from odoo.addons.service_door.rules.pictures import SHOWN_TYPES
from odoo.addons.service_door.rules.uploads import EVIDENCE
from odoo.addons.service_door.rules.words import MAX_LENGTH

from .consumer_form import read_proof, show_draft

NOTICE = "complaint_page_notice"
ACT = "<any(accept,dispute,withdraw,perform,default,reopen):event>"


def ways(door):
    """Both addresses of a door: by the link, and for who is logged in."""
    return [
        f"/complaint/c/<string:token>{door}",
        f"/my/complaints/<int:complaint_id>{door}",
    ]


class Way(NamedTuple):
    """How somebody came to the own case: ``link`` is None for who is logged in."""

    case: object
    url: str
    link: object


def find_way(token=None, complaint_id=None):
    """The case that an address leads this visitor to, None for any other."""
    if token is not None:
        link = request.env["consumer.link"]._open_as("consumer", token)
        return Way(link.complaint_id, f"/complaint/c/{token}", link) if link else None
    if not 0 < complaint_id <= MAX_ID:
        return None
    case = request.env["consumer.complaint"]._mine_on_portal(complaint_id)
    return Way(case, f"/my/complaints/{complaint_id}", None) if case else None


class ConsumerPageController(http.Controller):
    """The consumer's page of one case, opened by its link."""

    @http.route("/complaint/c/<string:token>", methods=["GET"], **DOOR)
    def show(self, token, **kw):
        way = find_way(token)
        if not way:
            return nothing_here()
        way.link._note_use(READ)
        if way.case.state == "draft":
            return show_draft(way.case, way.url)
        return show_case(way)

    @http.route(ways("/file/<int:exhibit>"), methods=["GET"], **DOOR)
    def file(self, exhibit, token=None, complaint_id=None, **kw):
        way = find_way(token, complaint_id)
        found = way and way.case._exhibit_for_consumer(exhibit)
        return _serve_exhibit(found) if found else nothing_here()

    @http.route(ways("/say"), **form_with_files(EVIDENCE))
    def say(self, token=None, complaint_id=None, text="", **kw):
        """Words, proof, or both."""
        files, private = read_proof()
        text = clean_lines(text)
        press = press_key(kw, text, *(content for _name, content in files + private))

        def say(case):
            return case._consumer_says(text, files, press, private)

        return _act(find_way(token, complaint_id), "say", say, text)

    @http.route(ways("/withdraw"), methods=["GET"], **DOOR)
    def ask_withdraw(self, token=None, complaint_id=None, **kw):
        """Ask whether it is meant: a case that is withdrawn goes no further."""
        way = find_way(token, complaint_id)
        if not way:
            return nothing_here()
        is_draft = way.case.state == "draft"
        if not is_draft and "withdraw" not in way.case._acts_for_consumer():
            return request.redirect(way.url, code=303)
        values = {"case": way.case, "url": way.url, "press": new_press()}
        values |= {"max_length": MAX_LENGTH}
        return show_page("consumer_complaints.consumer_withdraw", values)

    @http.route(ways(f"/{ACT}"), **FORM)
    def act(self, event, token=None, complaint_id=None, text="", **kw):
        """One of the buttons of the page."""
        way, text = find_way(token, complaint_id), clean_lines(text)
        if way and way.case.state == "draft":
            return _throw_away(way) if event == "withdraw" else nothing_here()
        press = press_key(kw, event, text)

        def act(case):
            return case._consumer_does(event, text, press)

        return _act(way, event, act, text)

    @http.route(ways("/rate"), **FORM)
    def rate(self, token=None, complaint_id=None, stars=None, text="", **kw):
        """Stars and words for the last answer."""
        text, given = clean_lines(text), parse_id(stars) or 0
        press = press_key(kw, "rate", str(given), text)

        def rate(case):
            return case._consumer_rates(given, text, press)

        return _act(find_way(token, complaint_id), "rate", rate, text)


def show_case(way):
    values = way.case._page_for_consumer() | _take_notice(way.case)
    values |= {
        "url": way.url,
        "link": way.link and way.link.url,
        "link_until": way.link and way.link.expires_on,
        "limits": EVIDENCE,
        "max_length": MAX_LENGTH,
        "press": new_press,
    }
    return show_page("consumer_complaints.consumer_page", values)


def _act(way, name, action, text=""):
    """Do what a form of the page asks for, and go back to the page.

    :param name: of the action, in the log of the link's uses
    :param text: what was written; given back where it was not taken
    """
    if not way:
        return nothing_here()
    if way.link:
        way.link._note_use(name)
    if way.case.state == "draft":
        return request.redirect(way.url, code=303)
    # of two presses at once the second waits, and finds what the first one did
    way.case.lock_for_update(allow_referencing=True)
    outcome = action(way.case)
    outcome, file = outcome if isinstance(outcome, tuple) else (outcome, "")
    if outcome == "repeated":
        if has_notice(NOTICE, way.case.id):
            return request.redirect(way.url, code=303)
        outcome = "done"
    outcome = name if outcome == "done" else outcome
    said = (outcome, file, text[: 2 * MAX_LENGTH], name)
    return redirect_with_notice(way.url, NOTICE, way.case.id, *said)


def _take_notice(case):
    """What the last press led to; said once."""
    outcome, name, text, door = ([*take_notice(NOTICE, case.id), "", "", "", ""])[:4]
    refused = outcome and outcome not in DONE
    return {
        "notice": outcome,
        "notice_name": name,
        "kept": {door: text} if refused else {},
    }


DONE = (
    *("filed", "say", "accept", "dispute", "withdraw", "perform", "default"),
    *("reopen", "rate"),
)


def _throw_away(way):
    """A draft that is withdrawn leaves nothing."""
    way.case._throw_away()
    return show_page("consumer_complaints.consumer_thrown_away", {})


def _serve_exhibit(exhibit):
    """A file as it came: pictures are shown, all else is saved, nothing is run."""
    stream = request.env["ir.binary"]._get_stream_from(
        exhibit, "content", filename=exhibit.name
    )
    is_shown = exhibit.mimetype in SHOWN_TYPES
    response = stream.get_response(as_attachment=not is_shown)
    response.headers.update({**HEADERS, **NOT_A_PAGE})
    return response
