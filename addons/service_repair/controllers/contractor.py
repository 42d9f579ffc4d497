from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal.controllers.portal import pager as portal_pager
from odoo.addons.service_door.controllers.form_press import PRESS, new_press
from odoo.addons.service_door.rules.inputs import (
    MAX_ID,
    clean_text,
    parse_id,
    parse_page,
)
from odoo.addons.service_door.rules.pictures import SHOWN_TYPES

from ..models.helpdesk_ticket_contractor import FOLDERS

NOTE_LENGTH = 4000
NOTICE = "service_contractor_notice"
LIST_URL = "/my/station"
DOOR = {"type": "http", "auth": "user", "website": True, "sitemap": False}


class ContractorPortal(CustomerPortal):
    """The pages of a contractor's dispatcher: the tickets of the own stations."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "station_ticket_count" in counters:
            found = request.env["helpdesk.ticket"]._count_for_contractor()
            values["station_ticket_count"] = found["waiting"] + found["working"]
        return values

    @http.route([LIST_URL, f"{LIST_URL}/page/<int:page>"], methods=["GET"], **DOOR)
    def station_tickets(self, page=1, folder=None, **kw):
        stations = request.env["service.station"]._dispatched_by_user()
        if not stations:
            return request.redirect("/my")
        Ticket = request.env["helpdesk.ticket"]
        folder = folder if folder in FOLDERS else FOLDERS[0]
        counts = Ticket._count_for_contractor()
        step = self._items_per_page
        pager = portal_pager(
            LIST_URL,
            counts[folder],
            parse_page(page),
            step,
            url_args={"folder": folder},
        )
        values = {
            "page_name": "station",
            "stations": stations,
            "works": Ticket._list_for_contractor(folder, pager["offset"], step),
            "folder": folder,
            "folders": FOLDERS,
            "counts": counts,
            "pager": pager,
            "notice": request.session.pop(NOTICE, None),
        }
        return request.render("service_repair.contractor_tickets", values)

    @http.route(f"{LIST_URL}/ticket/<int:ticket_id>", methods=["GET"], **DOOR)
    def station_ticket(self, ticket_id, **kw):
        work = _find(ticket_id)
        if not work:
            return request.not_found()
        values = {
            "page_name": "station",
            "work": work,
            "messages": work._messages_outside(),
            "photo_types": SHOWN_TYPES,
            "notes": work._notes_of_contractors(),
            "notice": request.session.pop(NOTICE, None),
            "press": new_press(),
        }
        return request.render("service_repair.contractor_ticket", values)

    @http.route(
        f"{LIST_URL}/ticket/<int:ticket_id>/photo/<int:photo>", methods=["GET"], **DOOR
    )
    def station_photo(self, ticket_id, photo, **kw):
        work = _find(ticket_id)
        found = work and work._photo_for_customer(photo)
        if not found:
            return request.not_found()
        stream = request.env["ir.binary"]._get_stream_from(found)
        return stream.get_response(max_age=0)

    @http.route(
        f"{LIST_URL}/ticket/<int:ticket_id>/dispatch",
        methods=["POST"],
        csrf=True,
        **DOOR,
    )
    def station_dispatch(self, ticket_id, technician=None, **kw):
        """Accept a ticket, and give it to one of the station's people."""
        # a choice that is none must not count as "whoever has it"
        chosen = (parse_id(technician) or 0) if technician else None
        return _act(ticket_id, lambda work: work._dispatch_for_contractor(chosen))

    @http.route(
        f"{LIST_URL}/ticket/<int:ticket_id>/note", methods=["POST"], csrf=True, **DOOR
    )
    def station_note(self, ticket_id, text="", press="", **kw):
        """Write to the company about a ticket, once for each page."""
        said = clean_text(text)[:NOTE_LENGTH]
        # sudo: forms that were sent are nobody's to read
        presses = request.env["service.form.press"].sudo()

        def note(work):
            known = isinstance(press, str) and PRESS.fullmatch(press)
            key = f"contractor:{work.id}:{press}"
            if said and known and not presses._is_first(key):
                return "noted"
            return work._note_of_contractor(said)

        return _act(ticket_id, note)


def _find(ticket_id):
    Ticket = request.env["helpdesk.ticket"]
    return Ticket._find_for_contractor(ticket_id if ticket_id <= MAX_ID else 0)


def _act(ticket_id, action):
    """Do what a form asks for, and show the ticket again, or the list when the ticket
    is not at the user's station any more."""
    work = _find(ticket_id)
    outcome = action(work) if work else "gone"
    request.session[NOTICE] = outcome
    gone = outcome == "gone"
    url = LIST_URL if gone else f"{LIST_URL}/ticket/{ticket_id}"
    return request.redirect(url, code=303)
