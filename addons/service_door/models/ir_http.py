from werkzeug.exceptions import MethodNotAllowed

from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        """Odoo serves OPTIONS as if it were POST, and asks it for no CSRF token."""
        routing = rule.endpoint.routing
        methods = routing.get("methods") or ["OPTIONS"]
        is_options = request.httprequest.method == "OPTIONS"
        if is_options and "OPTIONS" not in methods and not routing.get("cors"):
            raise MethodNotAllowed(methods)
        return super()._pre_dispatch(rule, args)

    @classmethod
    def _dispatch(cls, endpoint):
        """A field named as Python names the object is passed twice: an error."""
        request.params.pop("self", None)
        return super()._dispatch(endpoint)

    @classmethod
    def _serve_fallback(cls):
        """An address with a NUL is none of a stored file: the database refuses even
        the question, which made an error of the server out of a wrong link."""
        if "\0" in request.httprequest.path:
            return None
        return super()._serve_fallback()

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        """The conversation below a ticket is drawn by mail's scripts: without its
        terms a customer reads it in English."""
        return [*super()._get_translation_frontend_modules_name(), "mail"]
