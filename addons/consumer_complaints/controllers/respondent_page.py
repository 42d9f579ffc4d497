from odoo import fields, http

from odoo.addons.service_door.controllers.door import (
    DOOR,
    FORM,
    form_with_files,
    nothing_here,
    read_uploads,
    serve_file,
    show_page,
)
from odoo.addons.service_door.controllers.form_press import new_press, press_key
from odoo.addons.service_door.rules.links import READ
from odoo.addons.service_door.rules.uploads import EVIDENCE

from ..rules import answer_form
from . import sides

PAGE = "consumer_complaints.respondent_page"
REVIEW = "consumer_complaints.respondent_review"
opened = sides.opened_by("respondent")


class RespondentPageController(http.Controller):
    """The respondent's page of one complaint, opened by a link without login."""

    @http.route("/complaint/r/<string:token>", methods=["GET"], **DOOR)
    @opened
    def show(self, link, /, token, **kw):
        link._note_use(READ)
        return _page(link, token, **sides.notice_of(link))

    @http.route(
        "/complaint/r/<string:token>/exhibit/<int:exhibit>", methods=["GET"], **DOOR
    )
    @opened
    def exhibit(self, link, /, token, exhibit, **kw):
        found = link.complaint_id._exhibit_for_respondent(exhibit)
        if not found:
            return nothing_here()
        link._note_use("exhibit")
        name = found._name_for_others()
        return serve_file(found, "content", name, found.mimetype)

    @http.route("/complaint/r/<string:token>/answer", **form_with_files(EVIDENCE))
    @opened
    def answer(self, link, /, token, step="review", **kw):
        """An answer: read, shown once more, and sent."""
        case = link.complaint_id
        remedies = case._remedies_to_reply().ids
        said = sides.read_fields(kw, answer_form.answer_fields(remedies))
        press = press_key(kw, *said.values())
        if step == "change":
            return _page(link, token, said=said, press=press)
        answer, faults = answer_form.read_answer(said, remedies)
        if step == "send" and not faults:
            return _send_answer(link, token, answer, said, press)
        if faults:
            return _faulty(link, token, "answer", said, faults)
        if "answer" not in link._may():
            return _go_back(link, token, "over")
        return _review(link, token, answer, said, press=press)

    @http.route("/complaint/r/<string:token>/time", **FORM)
    @opened
    def time(self, link, /, token, **kw):
        """More time is asked for."""
        case, today = link.complaint_id, fields.Date.context_today(link)
        said = sides.read_fields(kw, ("until", "why"))
        asked, faults = answer_form.read_request(said, today)
        if faults:
            return _faulty(link, token, "ask_time", said, faults)

        def ask():
            case._respondent_asks_time(asked)

        press = press_key(kw, *said.values())
        return _act(link, token, "ask_time", asked.why, [], press, said, ask)

    @http.route("/complaint/r/<string:token>/done", **form_with_files(EVIDENCE))
    @opened
    def done(self, link, /, token, **kw):
        """Something that was promised was done."""
        case = link.complaint_id
        remedies = case.remedy_ids.ids  # also what a first press has reported already
        said = sides.read_fields(kw, answer_form.report_fields(remedies))
        report, faults = answer_form.read_report(said, remedies)
        files = read_uploads("documents", EVIDENCE)
        press = press_key(kw, *said.values(), *(content for _name, content in files))
        if faults:
            return _faulty(link, token, "perform", said, faults)

        def perform():
            case._respondent_performed(report, files)

        text = report.words or "done"
        return _act(link, token, "perform", text, files, press, said, perform)


def _send_answer(link, token, answer, said, press):
    files = read_uploads("documents", EVIDENCE)
    link._note_use("answer")

    def send():
        link.complaint_id._respondent_answers(answer, files)

    outcome = link._take_once("answer", answer.explanation, files, press, send)
    if notice := sides.refused(outcome):
        return _review(link, token, answer, said, **notice)
    return _go_back(link, token, outcome)


def _act(link, token, event, text, files, press, said, act):
    """Do what a form of the page asks for, and go back to the page."""
    link._note_use(event)
    outcome = link._take_once(event, text, files, press, act)
    if notice := sides.refused(outcome):
        return _page(link, token, said=said, **notice)
    return _go_back(link, token, outcome)


def _go_back(link, token, outcome):
    return sides.go_back(link, f"/complaint/r/{token}", outcome)


def _faulty(link, token, event, said, faults):
    """The page with what was typed, and what is wrong with it."""
    if event not in link._may():
        return _go_back(link, token, "over")
    faults = sides.by_field(faults)
    return _page(link, token, said=said, faults=faults, notice="faults")


def _page(link, token, **values):
    case = link.complaint_id
    shown = case._respondent_page()
    by_id = {remedy["id"]: remedy for remedy in shown["remedies"]}
    shown |= {
        "to_reply": [by_id[id_] for id_ in case._remedies_to_reply().ids],
        "to_perform": [by_id[id_] for id_ in case._remedies_to_perform().ids],
        "is_late": case._is_late(fields.Datetime.now()),
    }
    return show_page(PAGE, shown | sides.frame(link, token, **values))


def _review(link, token, answer, said, **values):
    case = link.complaint_id
    labels = case._remedy_labels()
    replies = [
        {
            "label": labels[reply.remedy],
            "reply": reply.kind,
            "words": reply.words,
            "amount": str(reply.amount),
        }
        for reply in answer.replies
    ]
    shown = {
        "number": case.number,
        "currency": case.currency_id,
        "explanation": answer.explanation,
        "replies": replies,
        "is_late": case._is_late(fields.Datetime.now()),
    }
    values = {"said": said, "press": new_press(), **values}
    return show_page(REVIEW, shown | sides.frame(link, token, **values))
