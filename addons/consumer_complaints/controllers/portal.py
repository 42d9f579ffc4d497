"""The consumers' complaints on the portal."""

from odoo import http
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal, pager
from odoo.addons.service_door.controllers.door import nothing_here
from odoo.addons.service_door.rules.inputs import parse_page

from ..rules.lifecycle import ENDED
from .consumer_page import find_way, show_case

A_PAGE = 20
SHOWN = {
    "all": Domain.TRUE,
    "open": Domain("state", "not in", ENDED),
    "ended": Domain("state", "in", ENDED),
}


class ComplaintPortal(CustomerPortal):
    """A list of one's own complaints; each opens the page that its link opens."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "complaint_count" in counters:
            cases, mine = _mine()
            values["complaint_count"] = cases.search_count(mine)
        return values

    @http.route(
        ["/my/complaints", "/my/complaints/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_my_complaints(self, page=1, filterby=None, **kw):
        """One's own complaints, the latest first."""
        filterby = filterby if filterby in SHOWN else "all"
        cases, mine = _mine()
        shown = mine & SHOWN[filterby]
        found = pager(
            url="/my/complaints",
            url_args={"filterby": filterby},
            total=cases.search_count(shown),
            page=parse_page(page),
            step=A_PAGE,
        )
        values = {
            **self._prepare_portal_layout_values(),
            "complaints": cases.search(
                shown, order="id desc", offset=found["offset"], limit=A_PAGE
            ),
            "page_name": "complaint",
            "pager": found,
            "default_url": "/my/complaints",
            "filterby": filterby,
        }
        return request.render("consumer_complaints.portal_my_complaints", values)

    @http.route(
        "/my/complaints/<int:complaint_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_my_complaint(self, complaint_id, **kw):
        way = find_way(complaint_id=complaint_id)
        return show_case(way) if way else nothing_here()


def _mine():
    """Cases with sudo, and the domain of those that are one's own."""
    # sudo: portal users have no right on cases; every search is by this domain
    cases = request.env["consumer.complaint"].sudo()
    return cases, cases._domain_of_mine()
