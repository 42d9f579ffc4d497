from odoo import http
from odoo.http import request

from odoo.addons.service_door.controllers.door import (
    DOOR,
    FORM,
    nothing_here,
    redirect_with_notice,
    show_page,
    take_notice,
    waiting_for_others,
)
from odoo.addons.service_door.rules.inputs import parse_id
from odoo.addons.service_door.rules.links import READ

NOTICE = "service_confirm_notice"


class VisitConfirmController(http.Controller):
    """One tap from a message: the customer will be there.

    What is opened changes nothing, as mail scanners open every link; the button does.
    """

    @http.route(
        "/service/t/<string:token>/confirm/<int:visit_id>", methods=["GET"], **DOOR
    )
    def show(self, token, visit_id, **kw):
        link, visit = _find(token, visit_id)
        if not visit:
            return nothing_here()
        link._note_use(READ)
        [notice] = take_notice(NOTICE, visit.id) or [None]
        values = {"visit": visit, "token": token, "notice": notice}
        return show_page("service_repair.visit_confirm_page", values)

    @http.route("/service/t/<string:token>/confirm/<int:visit_id>", **FORM)
    def confirm(self, token, visit_id, start=None, **kw):
        link, visit = _find(token, visit_id)
        if not visit:
            return nothing_here()
        link._note_use("confirm")
        with waiting_for_others():
            outcome = visit._confirm(parse_id(start) or 0)
        url = f"/service/t/{token}/confirm/{visit.id}"
        return redirect_with_notice(url, NOTICE, visit.id, outcome or "confirmed")


def _find(token, visit_id):
    """(link, visit): what the token opens, and the visit if it is one of its ticket's;
    both come with sudo, as the link stands for who has no account."""
    link = request.env["service.ticket.link"]._open(token)
    known = parse_id(str(visit_id)) if link else None
    visit = link.env["service.visit"].browse(known or []).exists()
    if not visit or visit.ticket_id._goes_on_for_customer() != link._ticket():
        return link, None
    return link, visit
