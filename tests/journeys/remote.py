"""Asking a server what no screen shows, as the administrator."""

import os
import xmlrpc.client


def call(address: str, model: str, method: str, *arguments, **options):
    """Call a method of a model."""
    proxy = xmlrpc.client.ServerProxy(f"{address}/xmlrpc/2/object", allow_none=True)
    database = os.environ["PGDATABASE"]
    return proxy.execute_kw(database, 2, "admin", model, method, arguments, options)


def id_of(address: str, xml_id: str) -> int:
    """The id of the record with an external id."""
    module, _, name = xml_id.partition(".")
    named = [("module", "=", module), ("name", "=", name)]
    [found] = call(address, "ir.model.data", "search_read", named, ["res_id"])
    return found["res_id"]
