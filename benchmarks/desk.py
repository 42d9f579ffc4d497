"""What the hotline desk asks while a call is taken, in a small house and a large one.

Two copies of one database, with 1,000 customers and 1,000 tickets, and with 200,000 and
100,000; everything else is the same. Both take turns, so that a busy machine slows down
both, and of each the better quarter of its turns counts. A turn is one call: the number
is looked up, then what would become of the call, each from an empty cache.
Exits with 0 if the large house waits at most 1.5 times as long as the small one.
"""

import gc
import statistics
import sys
import time
from contextlib import ExitStack

from databases import SOURCE, copies, environment

LIMIT = 1.5
HOUSES = {"small": (1_000, 1_000), "large": (200_000, 100_000)}
CALLS, WARM = 240, 20
PRODUCTS = 20
STATIONS = 120
# One ticket in ten is still open, as many as come in a day or two.
OPEN_EVERY = 10

CUSTOMERS = """
    INSERT INTO res_partner (
        name, complete_name, phone, phone_sanitized, active, type)
    SELECT 'Customer ' || n, 'Customer ' || n, '138' || lpad(n::text, 8, '0'),
           '+86138' || lpad(n::text, 8, '0'), TRUE, 'contact'
      FROM generate_series(1, %(customers)s) n
 RETURNING id
"""
# Customers call more than once where there are fewer of them; places are spread over
# all towns, products over all, by steps that have no common factor with their number.
TICKETS = """
    INSERT INTO helpdesk_ticket (
        number, name, description, company_id, active, is_repair, priority, sequence,
        stage_id, team_id, station_id, routed_at, partner_id, caller_phone,
        caller_number, caller_phone_status, address, region_id, region_status,
        product_id, product_category_id, serial_number, serial_key, fault,
        create_date, write_date, create_uid, write_uid)
    SELECT 'B' || n, 'Lock does not open', '<p>Lock</p>', %(company)s, TRUE, TRUE, '1',
           10, CASE WHEN n %% %(open_every)s = 0 THEN %(open)s ELSE %(closed)s END,
           %(team)s, (%(stations)s::int[])[1 + n %% %(station_count)s],
           now() - n * interval '1 second',
           (%(partners)s::int[])[1 + n %% %(customers)s],
           '138' || lpad((1 + n %% %(customers)s)::text, 8, '0'),
           '+86138' || lpad((1 + n %% %(customers)s)::text, 8, '0'), 'mobile',
           'Main Street ' || n,
           (%(regions)s::int[])[1 + (n::bigint * 7919) %% %(region_count)s], 'resolved',
           (%(products)s::int[])[1 + n %% %(product_count)s], %(category)s,
           'S' || n, 'S' || n, 'Does not open',
           now() - n * interval '1 second', now(), 1, 1
      FROM generate_series(1, %(tickets)s) n
"""


def main() -> int:
    names = {house: f"{SOURCE}_desk_{house}" for house in HOUSES}
    with copies(dict.fromkeys(names.values(), SOURCE)), ExitStack() as opened:
        envs = {
            house: opened.enter_context(environment(name))
            for house, name in names.items()
        }
        calls = {house: fill(envs[house], *HOUSES[house]) for house in HOUSES}
        return report(compare(envs, calls))


def fill(env, customers: int, tickets: int) -> list[dict]:
    """Fill a house by plain SQL; return the calls that it takes then."""
    env.company.country_id = env.ref("base.cn")
    towns = env["service.region"].search([("level", "=", "town")], order="code")
    counties = env["service.region"].search([("level", "=", "county")], order="code")
    stations = make_stations(env, counties)
    category = env["product.category"].create({"name": "Locks"})
    products = env["product.product"].create(
        [{"name": f"Lock {n}", "categ_id": category.id} for n in range(PRODUCTS)]
    )
    stages = env["helpdesk.ticket.stage"].search([("team_ids", "=", False)])
    env.flush_all()
    env.cr.execute(CUSTOMERS, {"customers": customers})
    partners = [id_ for (id_,) in env.cr.fetchall()]
    facts = {
        "customers": customers,
        "tickets": tickets,
        "partners": partners,
        "company": env.company.id,
        "open": stages.filtered(lambda stage: not stage.closed)[0].id,
        "closed": stages.filtered("closed")[0].id,
        "open_every": OPEN_EVERY,
        "team": stations[0].team_id.id,
        "stations": stations.ids,
        "station_count": len(stations),
        "regions": towns.ids,
        "region_count": len(towns),
        "products": products.ids,
        "product_count": len(products),
        "category": category.id,
    }
    env.cr.execute(TICKETS, facts)
    env.cr.execute("ANALYZE res_partner, helpdesk_ticket")
    return [call(number, towns, products, customers) for number in range(CALLS)]


def make_stations(env, counties):
    stations = env["service.station"].create(
        [{"name": f"Station {n}", "daily_capacity": 10**6} for n in range(STATIONS)]
    )
    env["service.coverage"].create(
        [
            {"station_id": stations[n % STATIONS].id, "region_id": county.id}
            for n, county in enumerate(counties)
        ]
    )
    return stations


def call(number: int, towns, products, customers: int) -> dict:
    town = towns[(number * 131) % len(towns)]
    return {
        "caller_phone": f"138{1 + number * 37 % customers:08}",
        "address": town.complete_name,
        "product_id": products[number % len(products)].id,
        "serial_number": f"S{number * 41}",
        "fault": "打不开",
    }


def compare(envs, calls) -> dict[str, float]:
    """Seconds a call waits in each house: the lower quartile of all turns."""
    seconds = {house: [] for house in envs}
    for turn in range(CALLS):
        if turn % 20 == 0:
            gc.collect()
        for house, env in envs.items():
            seconds[house].append(measure(env, calls[house][turn]))
    return {
        house: statistics.quantiles(found[WARM:], n=4)[0]
        for house, found in seconds.items()
    }


def measure(env, values: dict) -> float:
    desk = env["service.desk"]
    env.invalidate_all()
    gc.disable()
    start = time.perf_counter()
    desk.look_up(values["caller_phone"])
    env.invalidate_all()
    desk.preview(values)
    seconds = time.perf_counter() - start
    gc.enable()
    return seconds


def report(seconds: dict[str, float]) -> int:
    for house, (customers, tickets) in HOUSES.items():
        print(
            f"{customers:,} customers, {tickets:,} tickets: "
            f"{seconds[house] * 1000:.1f} ms a call"
        )
    ratio = seconds["large"] / seconds["small"]
    kept = ratio <= LIMIT
    print(f"{ratio:.2f} times; at most {LIMIT}: {'yes' if kept else 'NO'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
