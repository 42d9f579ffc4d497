"""Asking a server what no screen shows, as the administrator."""

import json
import os
import urllib.request


def call(address: str, model: str, method: str, *arguments, **options):
    """Call a method of a model; moments come as text."""
    database = os.environ["PGDATABASE"]
    params = {
        "service": "object",
        "method": "execute_kw",
        "args": [database, 2, "admin", model, method, arguments, options],
    }
    request = urllib.request.Request(
        f"{address}/jsonrpc",
        json.dumps({"params": params}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=300) as response:
        answer = json.load(response)
    assert "error" not in answer, answer["error"]["data"]["debug"]
    return answer.get("result")  # a method that returns nothing answers so


def id_of(address: str, xml_id: str) -> int:
    """The id of the record with an external id."""
    module, _, name = xml_id.partition(".")
    named = [("module", "=", module), ("name", "=", name)]
    [found] = call(address, "ir.model.data", "search_read", named, ["res_id"])
    return found["res_id"]
