"""What clocks cost: sweeping them while many run, and starting them with a ticket.

A sweep of 1,000 due clocks is measured with 10,000 open ones and, in a second copy of
the same database, with 1,000,000. Both copies are vacuumed before. Then repair tickets
are created one by one, in turns with and without the policies that promise them
something; of each the better half of its turns counts. Exits with 0 if the large sweep
takes at most 1.3 times as long as the small one, and the clocks add at most 15 %.
"""

import gc
import os
import statistics
import sys
import time

from databases import copies, environment, execute

from odoo.tools import SQL, config

LARGER, ADDED = 1.3, 1.15
DUE = 1000
OPEN = {"small": 10_000, "large": 1_000_000}
ROUNDS, TURNS, SINGLES = 3, 12, 10
PROMISES = [("res_model", "=", "helpdesk.ticket")]
# clocks that run for a year to come, on tickets that need not exist
FILL = """
    INSERT INTO service_deadline
           (res_model, res_id, policy_id, start_event_id, started_at, term, calendar_id,
            calendar_revision, state, due_at, next_at, company_id)
    SELECT res_model, 1000000 + number, policy_id, NULL, started_at, term, calendar_id,
           calendar_revision, 'running',
           due_at + interval '30 days' + number * interval '20 seconds',
           due_at + interval '30 days' + number * interval '20 seconds', company_id
      FROM (SELECT * FROM service_deadline ORDER BY id LIMIT 1) one,
           generate_series(1, %s) AS number
"""
AGE = """
    UPDATE service_deadline_event SET at = at - interval '1 day';
    UPDATE service_deadline
       SET started_at = started_at - interval '1 day',
           due_at = due_at - interval '1 day', next_at = next_at - interval '1 day'
"""


def main() -> int:
    database = config["db_name"][0] if config["db_name"] else os.environ["PGDATABASE"]
    names = {size: f"{database}_{size}" for size in OPEN}
    with copies(dict.fromkeys(names.values(), database)):
        for size, count in OPEN.items():
            fill(names[size], count)
        kept = [compare_sweeps(names), compare_starts(names["small"])]
    return 0 if all(kept) else 1


def fill(database: str, count: int) -> None:
    """So many open clocks, and as many more as come due."""
    with environment(database) as env:
        env["helpdesk.ticket"].create([emergency() for _number in range(DUE // 2)])
        env.flush_all()
        env.cr.execute(AGE)
        env.cr.execute(SQL(FILL, count))
        env.cr.commit()
    execute("VACUUM ANALYZE {}", "service_deadline", database=database)


def emergency() -> dict:
    return {"is_repair": True, "is_emergency": True, "fault": "swept"}


def compare_sweeps(names: dict[str, str]) -> bool:
    """Sweep both in turns, each time undone; the best turn of each counts."""
    times = {size: [] for size in OPEN}
    for _round in range(ROUNDS):
        for size, database in names.items():
            times[size].append(sweep(database))
    small, large = (min(times[size]) for size in OPEN)
    ratio = large / small
    print(
        f"sweeping {DUE} due clocks: {small:.2f} s of {OPEN['small']:,} open, "
        f"{large:.2f} s of {OPEN['large']:,}; {ratio:.2f} times (at most {LARGER}): "
        f"{'yes' if ratio <= LARGER else 'NO'}"
    )
    return ratio <= LARGER


def sweep(database: str) -> float:
    with environment(database) as env:
        clocks = env["service.deadline"].sudo()
        expected = clocks._count_due()
        assert expected == DUE, f"{expected} clocks are due, not {DUE}"
        gc.collect()
        start = time.perf_counter()
        while clocks._sweep_batch():
            env.flush_all()
        return time.perf_counter() - start


def compare_starts(database: str) -> bool:
    """Tickets with and without promises in turns, each undone."""
    times = {True: [], False: []}
    with environment(database) as env:
        promises = env["service.deadline.policy"].search(PROMISES)
        for _turn in range(TURNS):
            for promised in times:
                promises.active = promised
                env.flush_all()
                times[promised] += [create_one(env) for _number in range(SINGLES)][1:]
    with_clocks, without = (better_half(times[promised]) for promised in times)
    ratio = with_clocks / without
    print(
        f"a ticket: {without * 1000:.2f} ms, with its clocks {with_clocks * 1000:.2f} "
        f"ms; {ratio:.3f} times (at most {ADDED}): {'yes' if ratio <= ADDED else 'NO'}"
    )
    return ratio <= ADDED


def create_one(env) -> float:
    """One ticket from an empty cache to where it would be committed, then undone."""
    env.invalidate_all()
    gc.collect()
    with env.cr.savepoint() as savepoint:
        start = time.perf_counter()
        env["helpdesk.ticket"].create(
            {
                "is_repair": True,
                "name": "密码锁打不开",
                "fault": "密码锁打不开",
                "partner_name": "陈",
                "address": "湖南省凤凰县人民路1号",
            }
        )
        env.cr.flush()
        taken = time.perf_counter() - start
        savepoint.rollback()
    env.cr.clear()
    return taken


def better_half(times: list[float]) -> float:
    return statistics.median(sorted(times)[: len(times) // 2])


if __name__ == "__main__":
    sys.exit(main())
