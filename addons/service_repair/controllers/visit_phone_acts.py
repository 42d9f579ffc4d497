"""What each button of the technician's pages asks a visit for."""

import base64
import binascii
import unicodedata
from datetime import datetime
from typing import NamedTuple

from odoo.addons.service_door.rules.inputs import clean_lines, clean_text, parse_id
from odoo.addons.service_door.rules.pictures import thumbnail
from odoo.addons.service_door.rules.uploads import MEGABYTE, PICTURES, kind_of

from ..models.ir_attachment import PHOTO_KINDS
from ..models.service_visit_part import KINDS
from ..rules.finder import read_position
from ..rules.visit_phone import MAX_PRICE, MAX_QUANTITY, parse_number, reason_of

TEXT_LENGTH = 4000
LINE_LENGTH = 200
# A drawing of a few lines; a larger picture is none.
SIGNATURE_BYTES = MEGABYTE
SIGNATURE_PIXELS = 1024


class Press(NamedTuple):
    """A button that was pressed.

    ``visit``: a record with sudo, found to be the user's; ``person``: who of it he is;
    ``at``: when, naive UTC, None for now; ``form``: what was sent with it; ``files``:
    (name, content).
    """

    visit: object
    person: object
    at: datetime | None
    form: dict
    files: list

    def text(self, name):
        return clean_lines(self.form.get(name))[:TEXT_LENGTH]

    def line(self, name):
        return clean_text(self.form.get(name))[:LINE_LENGTH]

    def is_on(self, name):
        return self.form.get(name) == "1"

    def reason(self):
        translate = self.visit.env._
        return reason_of(self.form.get("reason"), self.line("more"), translate)


def accept(press):
    return press.visit._accept(person=press.person)


def decline(press):
    reason = press.reason()
    if not reason:
        return "reason"
    return press.visit._decline(reason, person=press.person)


def depart(press):
    return press.visit._depart(person=press.person, at=press.at)


def arrive(press):
    form = press.form
    position = read_position(form.get("latitude"), form.get("longitude"))
    return press.visit._arrive(person=press.person, at=press.at, position=position)


def hand_over(press):
    reason = press.reason()
    if not reason:
        return "reason"
    return press.visit._hand_over(reason, person=press.person)


def finish(press):
    signature = _signature(press)
    if signature is None:
        return "signature"
    return press.visit._finish(
        press.line("result"),
        person=press.person,
        at=press.at,
        # digits of a Chinese keyboard are digits
        code=unicodedata.normalize("NFKC", press.line("code")),
        signature=signature,
        signed_by=press.line("signed_by"),
        report=press.text("report"),
    )


def _signature(press):
    """The signature in base64: drawn, or a photo of one on paper; empty for none, None
    where it is no picture."""
    drawn = press.form.get("signature") or ""
    content = next((content for _name, content in press.files), b"")
    if not content and drawn:
        content = _decoded(drawn)
    if not content:
        return None if drawn else ""
    if len(content) > PICTURES.max_bytes or not kind_of(content, PICTURES):
        return None
    # a photo of paper may have more points than Odoo takes, and tell where it was taken
    small = thumbnail(content, SIGNATURE_PIXELS)
    return base64.b64encode(small) if small else None


def _decoded(drawn):
    """The picture that a browser writes as ``data:image/png;base64,…``."""
    if not isinstance(drawn, str) or len(drawn) > 2 * SIGNATURE_BYTES:
        return b""
    try:
        return base64.b64decode(drawn.rpartition(",")[2], validate=True)
    except (binascii.Error, ValueError):
        return b""


def check(press):
    item = parse_id(press.form.get("item")) or 0
    return press.visit._check(item, press.is_on("value"), press.person, press.at)


def add(press):
    """A line of parts and prices."""
    written = press.line("price")
    price = parse_number(written, MAX_PRICE) if written else None
    if written and price is None:
        return "price"
    quantity = parse_number(press.line("quantity"), MAX_QUANTITY)
    kind = press.form.get("kind")
    return press.visit._add_line(
        kind if kind in dict(KINDS) else KINDS[0][0],
        press.line("what"),
        quantity,
        price,
        press.is_on("is_warranty"),
    )


def remove(press):
    return press.visit._remove_line(parse_id(press.form.get("line")) or 0)


def warranty(press):
    return press.visit._set_warranty(press.is_on("value"))


def say(press):
    return press.visit._say(press.text("text"))


def photos(press):
    kind = press.form.get("kind")
    kind = kind if kind in dict(PHOTO_KINDS) else PHOTO_KINDS[0][0]
    return press.visit._add_photos(kind, press.files)


ACTS = {
    each.__name__: each
    for each in (
        accept,
        decline,
        depart,
        arrive,
        hand_over,
        check,
        add,
        remove,
        warranty,
        say,
    )
}
# These come with files.
WITH_FILES = {each.__name__: each for each in (finish, photos)}
