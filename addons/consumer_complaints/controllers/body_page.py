from odoo import http

from odoo.addons.service_door.controllers.door import (
    DOOR,
    form_with_files,
    nothing_here,
    read_uploads,
    serve_file,
    show_page,
)
from odoo.addons.service_door.controllers.form_press import press_key
from odoo.addons.service_door.rules.links import READ
from odoo.addons.service_door.rules.uploads import EVIDENCE

from ..rules import body_form
from . import sides

PAGE = "consumer_complaints.body_page"
# What of a dossier is handed out: its field, and what kind of file that is.
FILES = {
    "pdf": ("pdf", "pdf_name", "application/pdf"),
    "zip": ("archive", "archive_name", "application/zip"),
}
opened = sides.opened_by("body")


class BodyPageController(http.Controller):
    """A body's page of one referral, opened by a link without login."""

    @http.route("/complaint/b/<string:token>", methods=["GET"], **DOOR)
    @opened
    def show(self, link, /, token, **kw):
        link._note_use(READ)
        return _page(link, token, **sides.notice_of(link))

    @http.route(
        "/complaint/b/<string:token>/dossier/<string:kind>", methods=["GET"], **DOOR
    )
    @opened
    def dossier(self, link, /, token, kind, **kw):
        dossier = link.referral_id._dossier_for_body()
        if not dossier or kind not in FILES:
            return nothing_here()
        link._note_use(f"dossier_{kind}")
        field, name, media_type = FILES[kind]
        return serve_file(dossier, field, dossier[name], media_type)

    @http.route("/complaint/b/<string:token>/say", **form_with_files(EVIDENCE))
    @opened
    def say(self, link, /, token, **kw):
        """What the body says becomes of the case."""
        said = sides.read_fields(kw, ("event", "text", "reference"))
        files = read_uploads("documents", EVIDENCE)
        press = press_key(kw, *said.values(), *(content for _name, content in files))
        faults = body_form.faults(said, body_form.SAID)
        if not faults:
            return _say(link, token, said, files, press)
        if not link._may():
            return _go_back(link, token, "over")
        faulty = sides.by_field(faults)
        return _page(link, token, said=said, faults=faulty, notice="faults")


def _say(link, token, said, files, press):
    event, text = said["event"], said["text"]
    link._note_use(event)

    def say():
        link.referral_id._body_says(event, text, said["reference"], files)

    outcome = link._take_once(event, text or event, files, press, say)
    if notice := sides.refused(outcome):
        return _page(link, token, said=said, **notice)
    return _go_back(link, token, "said" if outcome == event else outcome)


def _go_back(link, token, outcome):
    return sides.go_back(link, f"/complaint/b/{token}", outcome)


def _page(link, token, **values):
    shown = link.referral_id._body_page()
    limits = {"max_reference": body_form.REFERENCE_LONGEST}
    return show_page(PAGE, shown | limits | sides.frame(link, token, **values))
