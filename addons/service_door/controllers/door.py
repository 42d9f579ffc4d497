"""What doors that need no account have in common."""

from contextlib import contextmanager

from odoo.exceptions import ConcurrencyError, LockError
from odoo.http import request

from ..rules.inputs import clean_text
from ..rules.pictures import SHOWN_TYPES
from ..rules.uploads import MEGABYTE

HEADERS = {
    # the address is the key: it is told to no other site and kept by no cache
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
    # a page of another site may not show this one and have its buttons pressed
    "X-Frame-Options": "DENY",
}
NOT_A_PAGE = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}
DOOR = {"type": "http", "auth": "public", "website": True, "sitemap": False}
FORM = {**DOOR, "methods": ["POST"], "csrf": True, "max_content_length": 64 * 1024}


def form_with_files(limits):
    """The route of a form with files: what it says besides them is small."""
    return {**FORM, "max_content_length": limits.max_together + MEGABYTE}


def show_page(template, values, status=200):
    """A page that is told to nobody else."""
    response = request.render(template, values, status=status)
    response.headers.update(HEADERS)
    return response


def nothing_here(template="service_door.nothing_here"):
    """One answer to wrong, expired and revoked links alike."""
    return show_page(template, {}, status=404)


def serve_file(record, field="raw", name=None, media_type=None):
    """The file in a field, of an attachment or under a name and type that are given:
    pictures are shown, all else is saved, nothing is run."""
    stream = request.env["ir.binary"]._get_stream_from(
        record, field, filename=name, mimetype=media_type
    )
    is_shown = (media_type or record.mimetype) in SHOWN_TYPES
    response = stream.get_response(as_attachment=not is_shown)
    response.headers.update({**HEADERS, **NOT_A_PAGE})
    return response


def serve_picture(content):
    """A JPEG that was made just now, such as a `rules.pictures.thumbnail`."""
    headers = {**HEADERS, "Content-Type": "image/jpeg", **NOT_A_PAGE}
    return request.make_response(content, headers.items())


def read_uploads(field, limits):
    """(name, content) of the files that a form sends, no more than is looked at.

    A field without a file sends an empty one without a name, which counts for nothing.
    """
    files = []
    for file in request.httprequest.files.getlist(field):
        file.seek(0)  # else a second try of the request finds it read
        name, content = clean_text(file.filename), file.read(limits.max_bytes + 1)
        if name or content:
            files.append((name, content))
        if len(files) > limits.max_files:
            break
    return files


@contextmanager
def waiting_for_others():
    """Who changes the same record at this moment is waited for: Odoo begins the request
    anew, which then sees what came of it. Else it would answer with a bare error."""
    try:
        yield
    except LockError as error:
        raise ConcurrencyError(*error.args) from error


def redirect_with_notice(url, notice, of, *said):
    """Go back to a page after a form, and have it say once what came of it.

    :param notice: the key of the session for this kind of page
    :param of: id of the record that the page is of: no other one shows it
    :param said: what `take_notice` hands to the page
    """
    leave_notice(notice, of, *said)
    return request.redirect(url, code=303)


def leave_notice(notice, of, *said):
    request.session[notice] = [of, *said]


def has_notice(notice, of):
    return (request.session.get(notice) or [None])[0] == of


def take_notice(notice, of):
    """What `leave_notice` was told about this record, once; nothing otherwise."""
    if not has_notice(notice, of):
        return []
    return request.session.pop(notice)[1:]
