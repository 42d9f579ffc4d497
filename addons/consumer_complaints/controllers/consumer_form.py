"""The door by which consumers file a complaint, at once or bit by bit."""

import json

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.service_door.controllers.door import (
    DOOR,
    form_with_files,
    nothing_here,
    read_uploads,
    redirect_with_notice,
    show_page,
    take_notice,
)
from odoo.addons.service_door.controllers.form_press import new_press, press_key
from odoo.addons.service_door.rules.inputs import clean_lines, clean_text, parse_id
from odoo.addons.service_door.rules.uploads import EVIDENCE

from ..rules import form, form_wording
from ..rules.form_values import Wrong, read_email, read_phone

NOTICE = "complaint_form_notice"
TEMPLATE = "consumer_complaints.consumer_form"
# Forms within the hour: of one address on the internet, of one person.
MOST = {"place": 60, "person": 5}
MOST_SAVED = 60
# Shown to nobody: who fills it in is a program.
TRAP = "homepage"


class ConsumerFormController(http.Controller):
    """The form, and the draft that it becomes as soon as something is sent."""

    @http.route("/complaint", methods=["GET"], **DOOR)
    def show(self, **kw):
        return show_form({"lang": request.env.lang, **_known_of_user()}, "/complaint")

    @http.route("/complaint", **form_with_files(EVIDENCE))
    def send(self, **kw):
        """Save what was typed as a draft; file it if that is asked for and possible.

        Whatever is wrong with it, nothing that was typed is lost.
        """
        typed = take_typed(kw)
        files, private = read_proof()
        sent = files + private
        if kw.get(TRAP) or (form.is_blank(typed) and not sent):
            errors = {} if kw.get(TRAP) else _errors_of(typed)
            notice = "trap" if kw.get(TRAP) else "unfinished"
            return show_form(typed, "/complaint", errors=errors, notice=notice)
        if _is_often(typed):
            return show_form(typed, "/complaint", notice="often", status=429)
        said = json.dumps(typed, sort_keys=True)
        press = press_key(kw, said, *(content for _name, content in sent))
        # sudo: the presses are nobody's to read
        presses = request.env["service.form.press"].sudo()
        if not presses._takes_bytes(f"complaint:{press}", sent):
            return show_form(typed, "/complaint", notice="heavy", status=429)
        if not presses._is_first(f"complaint:{press}"):
            return _go_to_first(presses._led_to(f"complaint:{press}"))
        cases = request.env["consumer.complaint"]
        company = request.env.company
        draft, refused = cases._start_typed(typed, files, company, private)
        presses._note_where(f"complaint:{press}", str(draft.id))
        presses._note_sender("complaint", press, place=_place())
        return finish(draft, _url_of(draft), kw.get("do"), refused)

    @http.route("/complaint/c/<string:token>/draft", **form_with_files(EVIDENCE))
    def go_on(self, token, **kw):
        """Save the draft again, or file it."""
        link = request.env["consumer.link"]._open_as("consumer", token)
        if not link:
            return nothing_here()
        link._note_use("draft")
        draft, url = link.complaint_id, f"/complaint/c/{token}"
        if draft.state != "draft":
            return request.redirect(url, code=303)  # it was filed meanwhile
        typed = take_typed(kw)
        files, private = read_proof()
        # sudo: the presses are nobody's to read
        presses = request.env["service.form.press"].sudo()
        prefix = f"complaint_draft:{draft.id}:"
        if presses._count_lately(prefix) >= MOST_SAVED:
            return show_draft(draft, url, typed=typed, notice="often", status=429)
        said = json.dumps(typed, sort_keys=True)
        key = press_key(kw, said, *(content for _name, content in files + private))
        if not presses._takes_bytes(f"{prefix}{key}", files + private):
            return show_draft(draft, url, typed=typed, notice="heavy", status=429)
        if not presses._is_first(f"{prefix}{key}"):
            return request.redirect(url, code=303)
        dropped = [parse_id(each) for each in _list("drop")]
        refused = draft._keep_typed(typed, files, dropped, private)
        return finish(draft, url, kw.get("do"), refused)


def take_typed(sent):
    """What a sending holds of the form, safe to be kept."""
    texts = {name: clean_lines(sent.get(name)) for name in form.FIELDS}
    ticked = {name: [clean_text(each) for each in _list(name)] for name in form.TICKED}
    return form.take(texts, ticked)


def read_proof():
    """Files that a form sends, as (name, content): proof, and what shows who it is."""
    return read_uploads("files", EVIDENCE), read_uploads("private", EVIDENCE)


def finish(draft, url, do, refused):
    """File a draft where that was asked for, and say what became of it."""
    # sudo: the draft's lock keeps two presses from filing it twice
    draft.sudo().lock_for_update(allow_referencing=True)
    typed = draft.typed or {}
    if refused:
        notice = ("file", refused.outcome, refused.name)
    elif do == "save":
        notice = ("saved", _mail_link(draft, typed))
    elif draft._read_typed().errors:
        notice = ("unfinished",)
    elif _is_often(typed):
        notice = ("often",)
    else:
        return _file(draft, url, typed)
    return redirect_with_notice(url, NOTICE, draft.id, *notice)


def _file(draft, url, typed):
    try:
        with request.env.cr.savepoint():
            draft._happen("file", role="consumer")
    except UserError as error:
        # whatever the case does not take: what was typed stays a draft
        return redirect_with_notice(url, NOTICE, draft.id, "refused", str(error))
    draft._link_for("consumer").action_renew()
    draft._confirm_filing(_place())
    # sudo: the presses are nobody's to write
    presses = request.env["service.form.press"].sudo()
    presses._note_sender("complaint", f"filed{draft.id}", **_person(typed))
    return redirect_with_notice(url, "complaint_page_notice", draft.id, "filed", "", "")


def show_draft(draft, url, typed=None, notice=None, status=200):
    """The form as it was left; errors are shown to who tried to file it."""
    said = (notice,) if notice else tuple(take_notice(NOTICE, draft.id))
    errors = {}
    if said[:1] == ("unfinished",):
        errors = draft._word_errors(draft._read_typed().errors)
    return show_form(
        draft.typed if typed is None else typed,
        f"{url}/draft",
        errors=errors,
        notice=said[0] if said else None,
        said=said[1:],
        draft=draft,
        url=url,
        status=status,
    )


def show_form(
    typed, action, errors=None, notice=None, said=(), draft=None, url="", status=200
):
    cases = request.env["consumer.complaint"]
    translate = request.env._
    # sudo: who has the draft's page in hand came by this link
    until = draft and draft._link_for("consumer").sudo().expires_on
    values = {
        "typed": typed or {},
        "action": action,
        "errors": errors or {},
        "notice": notice,
        "said": said,
        "draft": draft,
        "files": draft._draft_files() if draft else (),
        "link": draft and draft.get_base_url() + url,
        "link_until": until,
        "moment": draft and draft._moment_in_words,
        "url": url,
        "practices": cases._form_practices(),
        "remedies": cases._form_remedies(),
        "companies": cases._form_companies(),
        "langs": request.env["res.lang"].get_installed(),
        "channels": [
            (code, translate(form_wording.CHANNELS[code])) for code in form.CHANNELS
        ],
        "cells": [form.cells(number) for number in range(1, form.ATTEMPTS + 1)],
        "label": lambda field: form_wording.label(field, translate),
        "help_of": lambda field: translate(form_wording.HELPS.get(field, "")),
        "required": form.REQUIRED,
        "longest": {
            **form.TEXTS,
            **{cell["said"]: form.SAID_MOST for cell in map(form.cells, range(1, 6))},
        },
        "limits": EVIDENCE,
        "trap": TRAP,
        "press": new_press(),
    }
    return show_page(TEMPLATE, values, status=status)


def _errors_of(typed):
    """What a form that is no draft yet lacks."""
    cases = request.env["consumer.complaint"]
    found = cases.new({"typed": typed, "company_id": request.env.company.id})
    # sudo: nobody else reads what was just typed
    return cases._word_errors(found.sudo()._read_typed().errors)


def _known_of_user():
    """What the form need not ask of who is logged in on the portal."""
    user = request.env.user
    if user._is_public():
        return {}
    known = {"name": user.name, "phone": user.phone, "email": user.email}
    return {name: value for name, value in known.items() if value}


def _person(typed):
    """What tells one person who files from another: telephone and mail."""
    found = {}
    for name, read in (("phone", read_phone), ("email", read_email)):
        try:
            value = (read(typed.get(name)) or "").lower()
        except Wrong:
            continue
        found[name] = "".join(value.split())
    return found


def _is_often(typed):
    # sudo: the presses are nobody's to read
    presses = request.env["service.form.press"].sudo()
    return presses._is_often(
        "complaint", MOST["place"], place=_place()
    ) or presses._is_often("complaint", MOST["person"], **_person(typed))


def _place():
    return request.httprequest.remote_addr


def _mail_link(draft, typed):
    """Whether the link to the draft was mailed: "mailed" or ""."""
    try:
        email = read_email(typed.get("email"))
    except Wrong:
        return ""
    return "mailed" if email and draft._mail_draft_link(email, _place()) else ""


def _url_of(draft):
    return f"/complaint/c/{draft._link_for('consumer')._token()}"


def _go_to_first(led_to):
    """Where the first press of a form led to: the case that it made."""
    found = parse_id(led_to)
    # sudo: who pressed a second time has the key of the first
    draft = request.env["consumer.complaint"].sudo().browse(found or []).exists()
    return request.redirect(_url_of(draft) if draft else "/complaint", code=303)


def _list(name):
    return request.httprequest.form.getlist(name)
