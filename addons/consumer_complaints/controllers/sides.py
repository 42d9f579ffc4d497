"""What the pages of respondents and bodies have in common."""

from functools import wraps

from odoo.http import request

from odoo.addons.service_door.controllers.door import (
    leave_notice,
    nothing_here,
    take_notice,
)
from odoo.addons.service_door.controllers.form_press import new_press
from odoo.addons.service_door.rules.inputs import clean_lines
from odoo.addons.service_door.rules.uploads import EVIDENCE

from ..rules.answer_form import LONGEST, WORDS_LONGEST

NOTICE = "complaint_link_notice"
# The fields of one form that nothing was typed into yet.
NOTHING = {"said": {}, "faults": {}}


def opened_by(audience):
    """For a door of this side, inside of its route: it gets the link that the token in
    its address opens, by position, so that no field of that name can take its place.
    What opens nothing gets the one answer."""

    def wrap(door):
        @wraps(door)
        def enter(self, token, **kw):
            link = request.env["consumer.link"]._open_as(audience, token)
            return door(self, link, token, **kw) if link else nothing_here()

        return enter

    return wrap


def read_fields(form, names):
    """{name: text} of the fields that a form has; what is too long stays too long."""
    return {name: clean_lines(form.get(name))[: 2 * LONGEST] for name in names}


def frame(link, token, **values):
    """What every page of a side needs besides what it shows."""
    return {
        "token": token,
        "may": link._may(),
        "press": new_press(),
        "limits": EVIDENCE,
        "max_length": LONGEST,
        "max_words": WORDS_LONGEST,
        "notice": None,
        **NOTHING,
        **values,
    }


def by_field(faults):
    """{field: what is wrong with it}, the first where there are several."""
    found = {}
    for fault in faults:
        found.setdefault(fault.field, fault.what)
    return found


def refused(outcome):
    """The values of the notice for an outcome of `consumer.link._take_once`; {} where
    the form was taken or can't be taken at all."""
    if isinstance(outcome, str):
        return {}
    return {
        "notice": "refused",
        "refused": outcome.outcome,
        "refused_name": outcome.name,
    }


def go_back(link, path, outcome):
    """To the page, which says once what came of a form; a second press adds nothing."""
    if outcome != "repeated":
        leave_notice(NOTICE, link.id, outcome)
    return request.redirect(path, code=303)


def notice_of(link):
    found = take_notice(NOTICE, link.id)
    return {"notice": found[0]} if found else {}
