from odoo import http
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController
from odoo.addons.service_door.controllers.form_press import new_press, press_key
from odoo.addons.service_door.rules.inputs import clean_text, parse_id

UNNAMED = "attachment"
FORM = ("subject", "description", "category", "team")
# field of the form: (model, what of the company offers it, what requires it)
CHOICES = {
    "category": (
        "helpdesk.ticket.category",
        "helpdesk_mgmt_portal_select_category",
        "helpdesk_mgmt_portal_category_id_required",
    ),
    "team": (
        "helpdesk.ticket.team",
        "helpdesk_mgmt_portal_select_team",
        "helpdesk_mgmt_portal_team_id_required",
    ),
}


class RepairTicketSubmission(HelpdeskTicketController):
    """The form by which customers file tickets: what is wrong in it is said there."""

    @http.route(methods=["GET", "POST"])
    def submit_ticket(self, **kw):
        """File the ticket, or show the form again with what to mend.

        Only a POST files a ticket: a link that somebody follows must not. A form that
        is sent twice files one, and leads to it both times.
        """
        if request.httprequest.method != "POST":
            return request.redirect("/new/ticket")
        form = {key: clean_text(kw.get(key)) for key in FORM}
        problems = self._find_problems(form)
        if problems:
            values = self._get_create_new_ticket_values(**kw)
            page = {**values, "problems": problems, "form": form}
            return request.render("helpdesk_mgmt.portal_create_ticket", page)
        files = request.httprequest.files.getlist("attachment")
        said = (*form.values(), *(clean_text(file.filename) for file in files))
        sent = f"ticket:{request.env.uid}:{press_key(kw, *said)}"
        # sudo: the presses are nobody's to read
        presses = request.env["service.form.press"].sudo()
        if not presses._is_first(sent):
            return request.redirect(presses._led_to(sent) or "/my/tickets", code=303)
        self._prepare_uploads(files)
        response = super().submit_ticket(**{**kw, **form})
        presses._note_where(sent, response.location)
        return response

    def _get_create_new_ticket_values(self, **kw):
        values = super()._get_create_new_ticket_values(**kw)
        return {**values, "press": new_press()}

    def _prepare_uploads(self, files):
        """Give files names that can be kept, and have them read from the beginning."""
        for upload in files:
            upload.seek(0)  # else a second try of the request finds them read
            if upload.filename:
                upload.filename = clean_text(upload.filename) or UNNAMED

    def _find_problems(self, form):
        """What keeps the form from becoming a ticket, as sentences for the customer."""
        sentences = {
            "subject": request.env._("Subject: say in a few words what it is."),
            "description": request.env._("Description: say what is wrong."),
            "category": request.env._("Category: choose one of the list."),
            "team": request.env._("Team: choose one of the list."),
        }
        return [
            sentence
            for field, sentence in sentences.items()
            if not self._is_filled_in(field, form[field])
        ]

    def _is_filled_in(self, field, written):
        """Whether a field holds what it may: of a choice, what the portal offers."""
        if field not in CHOICES:
            return bool(written)
        model, is_offered, is_required = CHOICES[field]
        if not written:
            company = request.env.company
            return not (company[is_offered] and company[is_required])
        record_id = parse_id(written)
        domain = Domain("id", "=", record_id) & Domain("show_in_portal", "=", True)
        return bool(record_id and request.env[model].search_count(domain, limit=1))
