"""What resolving and routing cost: repair tickets beside plain helpdesk tickets.

The peer is ``helpdesk_mgmt`` alone, in a database of its own beside ours, in the same
process; both take turns, so that a busy machine slows down both, and of each the better
quarter of its turns counts.
A plain ticket is filed as an agent would: title, description, customer and team. Each
creation is measured from an empty cache up to where it would be committed, and then
rolled back. Nothing is promised here: what clocks add is measured by
``deadline_clocks.py``. Exits with 0 if a repair ticket costs at most 1.25 plain ones,
in a batch and one by one.
"""

import gc
import os
import statistics
import subprocess
import sys
import time

from databases import environment

from odoo.modules.registry import Registry
from odoo.service.db import exp_db_exist
from odoo.tools import config

LIMIT = 1.25
BATCH, BATCHES = 500, 7
SINGLES = 200
COUNTIES = 400
STATIONS = 120
FAULTS = ["密码锁打不开", "门把手松了", "电池没电", "指纹识别不了", "按键没有反应"]


def main() -> int:
    database = config["db_name"][0] if config["db_name"] else os.environ["PGDATABASE"]
    peer = ensure_plain(database)
    for name in (peer, database):
        tidy(name)
    with environment(peer) as plain, environment(database) as ours:
        prepare(ours)
        addresses = sample(ours)
        peers = {
            "helpdesk_mgmt": (plain, plain_values(plain)),
            "repair": (ours, repair_values),
        }
        # one by one first: what a batch leaves when rolled back slows down what follows
        return report(
            {
                "one by one": compare(peers, addresses, 1, SINGLES),
                f"batch of {BATCH}": compare(peers, addresses, BATCH, BATCHES),
            }
        )


def ensure_plain(database: str) -> str:
    """The database with helpdesk_mgmt alone; made at the first run."""
    name = f"{database}_plain"
    if exp_db_exist(name):
        return name
    made = subprocess.run(
        [sys.executable, "-m", "odoo", "--database", name, "--init", "helpdesk_mgmt"]
        + ["--no-http", "--stop-after-init", "--log-level", "error"],
        stderr=subprocess.PIPE,
        text=True,
    )
    if made.returncode:
        sys.exit(f"The database of plain tickets could not be made:\n{made.stderr}")
    return name


def tidy(database: str) -> None:
    """Remove what earlier runs rolled back, which would slow down one side or other."""
    with Registry(database).cursor() as cr:
        cr.rollback()
        cr._cnx.autocommit = True
        cr.execute("VACUUM ANALYZE helpdesk_ticket, mail_message, mail_followers")
        cr._cnx.autocommit = False


def prepare(env) -> None:
    """Stations that cover all but a few of the counties that tickets come from."""
    promises = [("res_model", "=", "helpdesk.ticket")]
    env["service.deadline.policy"].search(promises).active = False
    counties = some_counties(env)
    stations = env["service.station"].create(
        [
            {"name": f"Station {number}", "daily_capacity": 0 if number % 3 else 100000}
            for number in range(STATIONS)
        ]
    )
    env["service.coverage"].create(
        [
            {"station_id": stations[index % STATIONS].id, "region_id": county.id}
            for index, county in enumerate(counties)
            if index % 10
        ]
    )
    env.cr.flush()


def some_counties(env):
    counties = env["service.region"].search([("level", "=", "county")])
    return counties[:: len(counties) // COUNTIES]


def sample(env) -> list[str]:
    """Addresses as callers say them: with and without the province."""
    counties = some_counties(env)
    return [
        f"{county.complete_name if index % 2 else county.parent_id.name + county.name}"
        f"人民路{index}号"
        for index, county in enumerate(counties)
    ]


def plain_values(env):
    """What an agent files without our addon, in a team as there is one for each."""
    team = env["helpdesk.ticket.team"].create({"name": "Service"})
    env.cr.flush()

    def values(number: int, addresses: list[str]) -> dict:
        text = f"{FAULTS[number % len(FAULTS)]}: {addresses[number % len(addresses)]}"
        return {
            "name": text,
            "description": f"<p>{text}</p>",
            "partner_name": "王女士",
            "team_id": team.id,
        }

    return values


def repair_values(number: int, addresses: list[str]) -> dict:
    return {
        "is_repair": True,
        "fault": FAULTS[number % len(FAULTS)],
        "address": addresses[number % len(addresses)],
        "caller_phone": f"138{number:08}",
        "partner_name": "王女士",
    }


def compare(peers, addresses, size: int, rounds: int) -> dict[str, float]:
    """Seconds per ticket of each, in creations of ``size`` tickets: the lower
    quartile of all turns.

    The first turns, which fill caches on all sides, are not counted.
    """
    seconds = {name: [] for name in peers}
    for turn in range(rounds + 2):
        if turn % 20 == 0 or size > 1:
            gc.collect()
        for name, (env, values) in peers.items():
            numbers = range(turn * size, (turn + 1) * size)
            wanted = [values(number, addresses) for number in numbers]
            seconds[name].append(measure(env, wanted) / size)
    return {
        name: statistics.quantiles(found[2:], n=4)[0] for name, found in seconds.items()
    }


def measure(env, values: list[dict]) -> float:
    """Seconds of creating tickets, from an empty cache to before the commit."""
    env.cr.execute("SAVEPOINT turn")
    env.invalidate_all()
    gc.disable()
    start = time.perf_counter()
    env["helpdesk.ticket"].create(values)
    env.cr.flush()
    seconds = time.perf_counter() - start
    gc.enable()
    env.cr.execute("ROLLBACK TO SAVEPOINT turn")
    env.invalidate_all(flush=False)
    return seconds


def report(results: dict[str, dict[str, float]]) -> int:
    kept = True
    for what, seconds in results.items():
        ratio = seconds["repair"] / seconds["helpdesk_mgmt"]
        kept = kept and ratio <= LIMIT
        figures = ", ".join(f"{n} {s * 1000:.2f} ms" for n, s in seconds.items())
        print(f"{what}: {figures}; a repair ticket is {ratio:.2f} plain ones")
    print(f"At most {LIMIT} plain ones: {'yes' if kept else 'NO'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
