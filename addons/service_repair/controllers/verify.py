"""The door at which a customer finds out whether a technician is genuine."""

import secrets
from base64 import b64encode

from odoo import http
from odoo.http import request

from odoo.addons.service_door.controllers.door import DOOR, FORM, show_page
from odoo.addons.service_door.rules.inputs import clean_text
from odoo.addons.service_door.rules.pictures import thumbnail

from ..rules.genuine import LONGEST_BADGE, MOST, read_question

PHOTO_PIXELS = 256
LONGEST = {"code": 8, "phone": 20, "badge": LONGEST_BADGE}


class VerifyController(http.Controller):
    @http.route("/service/verify", methods=["GET"], **DOOR)
    def show(self, **kw):
        """The question; a QR code on the technician's phone fills it in."""
        return _show(_take(kw))

    @http.route("/service/verify", **FORM)
    def verify(self, **kw):
        """One answer to all that is wrong, so that nobody finds out what is not."""
        typed = _take(kw)
        question = read_question(typed["code"], typed["phone"], typed["badge"])
        if not question:
            return _show(typed, "unfinished")
        # sudo: the presses are nobody's to read
        presses = request.env["service.form.press"].sudo()
        place = {"place": request.httprequest.remote_addr}
        person = {"phone": question.phone, "badge": question.badge.casefold()}
        if presses._is_often("verify_place", MOST["place"], **place) or (
            presses._is_often("verify_person", MOST["person"], **person)
        ):
            return _show(typed, "often", status=429)
        press = secrets.token_hex(16)
        presses._note_sender("verify_place", press, **place)
        visit = request.env["service.visit"]._find_genuine(question)
        if not visit:
            presses._note_sender("verify_person", press, **person)
            return _show(typed, "wrong")
        return _show(typed, "genuine", visit, visit._answers(question))


def _take(sent):
    return {
        name: clean_text(sent.get(name))[:longest] for name, longest in LONGEST.items()
    }


def _show(typed, outcome=None, visit=None, person=None, status=200):
    photo = person and person._photo_for_customer()
    small = photo and thumbnail(photo, PHOTO_PIXELS)
    values = {
        "typed": typed,
        "outcome": outcome,
        "visit": visit,
        "person": person,
        "photo": small and f"data:image/jpeg;base64,{b64encode(small).decode()}",
        "longest": LONGEST,
        "hotline": request.env.company.sudo().phone,  # sudo: a public number
    }
    return show_page("service_repair.verify_page", values, status=status)
