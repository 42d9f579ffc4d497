from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.fields import Date
from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController
from odoo.addons.helpdesk_mgmt.controllers.myaccount import CustomerPortalHelpdesk
from odoo.addons.service_door.controllers.door import leave_notice, take_notice
from odoo.addons.service_door.rules.inputs import (
    MAX_ID,
    clean_text,
    parse_id,
    parse_page,
    parse_token,
)

NOTICE = "service_repair_notice"
SEARCHED_LENGTH = 200
FIRST_YEAR = 1900  # earlier ones have no four digits, or mean nothing


class RepairTicketController(HelpdeskTicketController):
    """The door by which customers close their tickets."""

    @http.route(auth="public", methods=["POST"], website=True, csrf=True)
    def support_ticket_close(
        self, ticket_id=None, stage_id=None, access_token=None, **kw
    ):
        """Close a ticket of one's own, or one whose secret link one has.

        `helpdesk_mgmt` answers to GET, for any ticket; this takes its place.
        """
        ticket_id = parse_id(ticket_id)
        access_token = parse_token(access_token)
        if not ticket_id:
            return request.not_found()
        try:
            ticket_sudo = CustomerPortalHelpdesk()._document_check_access(
                "helpdesk.ticket", ticket_id, access_token=access_token
            )
        except (AccessError, MissingError):
            # the same for others' tickets as for none: nothing is told about either
            return request.not_found()
        # sudo: customers only read tickets; this one was found to be theirs
        ticket = ticket_sudo.with_user(request.env.user).sudo()
        outcome = ticket._close_from_portal(parse_id(stage_id))
        leave_notice(NOTICE, ticket_id, outcome)
        return request.redirect(_ticket_url(ticket_id, access_token), code=302)

    @http.route(
        "/service/ticket/reopen",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
        csrf=True,
    )
    def reopen_ticket(self, ticket_id=None, **kw):
        """Open a closed ticket of one's own again, within its window."""
        ticket_id = parse_id(ticket_id)
        try:
            ticket_sudo = CustomerPortalHelpdesk()._document_check_access(
                "helpdesk.ticket", ticket_id or 0
            )
        except (AccessError, MissingError):
            return request.not_found()
        ticket_sudo._reopen_for_customer()
        return request.redirect(_ticket_url(ticket_id, None), code=302)


class RepairCustomerPortal(CustomerPortalHelpdesk):
    """The customers' pages about their tickets."""

    @http.route()
    def portal_my_tickets(self, page=1, date_begin=None, date_end=None, **kw):
        """What the address asks for is used where it exists, else left out."""
        dates = [_parse_date(date_begin), _parse_date(date_end)]
        for key, choices in (
            ("sortby", self._ticket_get_searchbar_sortings()),
            ("groupby", self._ticket_get_searchbar_groupby()),
            ("search_in", self._ticket_get_searchbar_inputs()),
        ):
            if kw.get(key) not in choices:
                kw.pop(key, None)
        kw["search"] = clean_text(kw.get("search"))[:SEARCHED_LENGTH]
        return super().portal_my_tickets(parse_page(page), *dates, **kw)

    @http.route()
    def portal_my_ticket(self, ticket_id, access_token=None, **kw):
        if ticket_id > MAX_ID:
            return request.redirect("/my")
        return super().portal_my_ticket(ticket_id, parse_token(access_token), **kw)

    def _ticket_get_page_view_values(self, ticket, access_token, **kwargs):
        values = super()._ticket_get_page_view_values(ticket, access_token, **kwargs)
        values["closed_stages"] = ticket._get_portal_close_stages()
        # what the customer's last try to close it led to
        values["close_notice"] = next(iter(take_notice(NOTICE, ticket.id)), None)
        return values


def _ticket_url(ticket_id, access_token):
    return f"/my/ticket/{ticket_id}" + (f"/{access_token}" if access_token else "")


def _parse_date(written):
    try:
        date = Date.to_date(written)
    except ValueError:
        return None
    return Date.to_string(date) if date and date.year >= FIRST_YEAR else None
