from datetime import timedelta

from odoo import fields, http
from odoo.http import request

from odoo.addons.service_door.controllers.door import waiting_for_others
from odoo.addons.service_door.rules.inputs import MAX_ID, clean_text, parse_id

from ..rules.contractor import shown_day
from ..rules.local_time import local_of
from .contractor import DOOR, LIST_URL, NOTICE

VISITS_URL = f"{LIST_URL}/visits"
VISIT_URL = f"{LIST_URL}/visit/<int:visit_id>"
STATEMENTS_URL = f"{LIST_URL}/statements"
STATEMENT_URL = f"{LIST_URL}/statement/<int:statement_id>"
REASON_LENGTH = 500
CONTENT_TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}


class ContractorVisits(http.Controller):
    """The pages of a contractor's dispatcher: visits and monthly statements."""

    @http.route(VISITS_URL, methods=["GET"], **DOOR)
    def station_visits(self, day=None, **kw):
        stations = request.env["service.station"]._dispatched_by_user()
        if not stations:
            return request.redirect("/my")
        zone = stations[:1]._zone()
        today = local_of(fields.Datetime.now(), zone).date()
        day = shown_day(day, today)
        planned, untimed = request.env["service.visit"]._list_for_contractor(day, zone)
        values = {
            "page_name": "station_visits",
            "day": day,
            "today": today,
            "day_before": day - timedelta(days=1),
            "day_after": day + timedelta(days=1),
            "planned": planned,
            "untimed": untimed,
            "notice": request.session.pop(NOTICE, None),
        }
        return request.render("service_repair.contractor_visits", values)

    @http.route(VISIT_URL, methods=["GET"], **DOOR)
    def station_visit(self, visit_id, **kw):
        visit = _find(visit_id)
        if not visit:
            return request.not_found()
        values = {
            "page_name": "station_visits",
            "visit": visit,
            "work": visit.ticket_id,
            "notice": request.session.pop(NOTICE, None),
        }
        return request.render("service_repair.contractor_visit", values)

    @http.route(f"{VISIT_URL}/give", methods=["POST"], csrf=True, **DOOR)
    def station_visit_give(self, visit_id, technician=None, **kw):
        """Give a visit to one of the station's technicians."""
        chosen = parse_id(technician) or 0
        return _act(visit_id, lambda visit: visit._give_for_contractor(chosen))

    @http.route(f"{VISIT_URL}/decline", methods=["POST"], csrf=True, **DOOR)
    def station_visit_decline(self, visit_id, reason="", **kw):
        """Say that the station does not take a visit."""
        said = clean_text(reason)[:REASON_LENGTH]
        return _act(visit_id, lambda visit: visit._decline_for_contractor(said))

    # -- statements

    @http.route(STATEMENTS_URL, methods=["GET"], **DOOR)
    def station_statements(self, **kw):
        stations = request.env["service.station"]._dispatched_by_user()
        if not stations:
            return request.redirect("/my")
        values = {
            "page_name": "station_statements",
            "statements": request.env["service.station.statement"]._of_contractor(),
        }
        return request.render("service_repair.contractor_statements", values)

    @http.route(STATEMENT_URL, methods=["GET"], **DOOR)
    def station_statement(self, statement_id, **kw):
        statement = _find_statement(statement_id)
        if not statement:
            return request.not_found()
        values = {"page_name": "station_statements", "statement": statement}
        return request.render("service_repair.contractor_statement", values)

    @http.route(f"{STATEMENT_URL}/file", methods=["GET"], **DOOR)
    def station_statement_file(self, statement_id, **kw):
        """The statement as a PDF; as a page where the server can't make one."""
        statement = _find_statement(statement_id)
        if not statement:
            return request.not_found()
        content, kind = statement._print()
        headers = [
            ("Content-Type", CONTENT_TYPES[kind]),
            ("Content-Length", len(content)),
            ("X-Content-Type-Options", "nosniff"),
        ]
        return request.make_response(content, headers)


def _find(visit_id):
    visits = request.env["service.visit"]
    return visits._find_for_contractor(visit_id if visit_id <= MAX_ID else 0)


def _find_statement(statement_id):
    theirs = request.env["service.station.statement"]._of_contractor()
    return theirs.filtered(lambda statement: statement.id == statement_id)


def _act(visit_id, action):
    """Do what a form asks for, and show the visit again, or the list when it is not at
    the user's station any more."""
    visit = _find(visit_id)
    with waiting_for_others():
        outcome = action(visit) if visit else "gone"
    request.session[NOTICE] = outcome
    url = f"{LIST_URL}/visit/{visit_id}"
    if outcome in ("gone", "declined"):
        url = VISITS_URL
    return request.redirect(url, code=303)
