from odoo import http
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController

from ..rules.inputs import clean_text, parse_id

UNNAMED = "attachment"
FORM = ("subject", "description", "category", "team")


class RepairTicketSubmission(HelpdeskTicketController):
    """The form by which customers file tickets: what is wrong in it is said there."""

    @http.route(methods=["GET", "POST"])
    def submit_ticket(self, **kw):
        """File the ticket, or show the form again with what to mend.

        Only a POST files a ticket: a link that somebody follows must not.
        """
        if request.httprequest.method != "POST":
            return request.redirect("/new/ticket")
        form = {key: clean_text(kw.get(key)) for key in FORM}
        problems = self._find_problems(form)
        if problems:
            values = self._get_create_new_ticket_values(**kw)
            page = {**values, "problems": problems, "form": form}
            return request.render("helpdesk_mgmt.portal_create_ticket", page)
        for upload in request.httprequest.files.getlist("attachment"):
            if upload.filename:
                upload.filename = clean_text(upload.filename) or UNNAMED
        return super().submit_ticket(**{**kw, **form})

    def _find_problems(self, form):
        """What keeps the form from becoming a ticket, as sentences for the customer."""
        company = request.env.company
        problems = []
        if not form["subject"]:
            problems.append(request.env._("Subject: say in a few words what it is."))
        if not form["description"]:
            problems.append(request.env._("Description: say what is wrong."))
        if not self._is_choice(
            "helpdesk.ticket.category",
            form["category"],
            company.helpdesk_mgmt_portal_select_category
            and company.helpdesk_mgmt_portal_category_id_required,
        ):
            problems.append(request.env._("Category: choose one of the list."))
        if not self._is_choice(
            "helpdesk.ticket.team",
            form["team"],
            company.helpdesk_mgmt_portal_select_team
            and company.helpdesk_mgmt_portal_team_id_required,
        ):
            problems.append(request.env._("Team: choose one of the list."))
        return problems

    def _is_choice(self, model, written, is_required):
        """Whether `written` is one of the records that the portal offers."""
        if not written:
            return not is_required
        record_id = parse_id(written)
        domain = Domain("id", "=", record_id) & Domain("show_in_portal", "=", True)
        return bool(record_id and request.env[model].search_count(domain, limit=1))
