"""An Odoo that forks: scripts are done by processes of their own, at once.

As Odoo's own server does with its workers, everything is loaded once and no connection
is shared, so a process costs no start of its own and can be killed often. PostgreSQL
knows each as ``fork-`` and its id.

Each line of its input is a list in JSON, and is answered by a line:

- ``["start", script]``: the id of the process that does the script, with ``env``;
- ``["poll", id]``: how that process ended, as `os.waitstatus_to_exitcode` has it, or
  null while it works.
"""

import json
import os
import sys
import traceback

from odoo import SUPERUSER_ID, api, sql_db
from odoo.modules.registry import Registry
from odoo.tools import config


def load():
    """Load all addons, and keep no connection that forks would share."""
    config.parse_config(["--no-http", "--log-level=critical"], setup_logging=True)
    Registry(os.environ["PGDATABASE"])
    sql_db.close_all()


def start(script: str) -> int:
    pid = os.fork()
    if not pid:
        os._exit(_do(script))
    return pid


def _do(script: str) -> int:
    """What a fork does: the script; 1 and a traceback if it fails."""
    try:
        with Registry(os.environ["PGDATABASE"]).cursor() as cr:
            cr.execute(f"SET application_name TO 'fork-{os.getpid()}'")
            cr.commit()
            exec(script, {"env": api.Environment(cr, SUPERUSER_ID, {})})
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def poll(pid: int) -> int | None:
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


if __name__ == "__main__":
    load()
    for line in sys.stdin:
        what, argument = json.loads(line)
        answer = {"start": start, "poll": poll}[what](argument)
        print(json.dumps(answer), flush=True)
