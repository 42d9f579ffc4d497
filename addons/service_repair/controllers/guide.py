from odoo import http
from odoo.http import request

from odoo.addons.service_door.controllers.door import (
    DOOR,
    FORM,
    NOT_A_PAGE,
    nothing_here,
    redirect_with_notice,
    show_page,
    take_notice,
)
from odoo.addons.service_door.controllers.form_press import new_press, press_key
from odoo.addons.service_door.rules.inputs import parse_id

NOTICE = "service_guide_notice"
# The guides of which this visitor said already whether they helped.
SAID = "service_guides_said"
# Pictures of published guides are the same for everybody.
PICTURE_SECONDS = 3600


class GuideController(http.Controller):
    """Guides that anybody may read."""

    @http.route("/service/guide/<string:slug>", methods=["GET"], **DOOR)
    def show(self, slug, **kw):
        guide = _find(slug)
        if not guide:
            return nothing_here()
        values = {
            "guide": guide,
            "has_said": _has_said(guide),
            "notice": next(iter(take_notice(NOTICE, guide.id)), None),
            "press": new_press(),
        }
        return show_page("service_repair.guide_page", values)

    @http.route(
        "/service/guide/<string:slug>/picture/<int:step>", methods=["GET"], **DOOR
    )
    def picture(self, slug, step, **kw):
        found = _find(slug).step_ids.filtered(lambda each: each.id == step)
        if not found.picture:
            return nothing_here()
        stream = request.env["ir.binary"]._get_image_stream_from(found, "picture")
        response = stream.get_response(max_age=PICTURE_SECONDS)
        response.headers.update(NOT_A_PAGE)
        return response

    @http.route("/service/guide/<string:slug>/helpful", **FORM)
    def helpful(self, slug, answer="", **kw):
        """Whether it helped; each visitor says it once."""
        guide = _find(slug)
        if not guide or answer not in ("yes", "no"):
            return nothing_here()
        outcome = "already"
        if not _has_said(guide):
            address, press = request.httprequest.remote_addr, press_key(kw, answer)
            outcome = guide._say_helpful(answer == "yes", press, address)
            request.session[SAID] = [*request.session.get(SAID, ()), guide.id]
        return redirect_with_notice(guide._page_path(), NOTICE, guide.id, outcome)


def _has_said(guide):
    return guide.id in request.session.get(SAID, ())


def _find(slug):
    """The guide that an address names by what stands behind its last hyphen."""
    number = parse_id(slug.rpartition("-")[2])
    return request.env["service.guide"]._published(number or 0)
