"""What managers look at, beside what helpdesk_mgmt shows them: 100,000 tickets each.

The peer is ``helpdesk_mgmt`` alone with 2,000 teams, in a database of its own beside
ours with 2,000 stations, in the same process. Each board is asked for as the web
client does, with the fields of its view, from an empty cache; both sides take turns.
By station is measured twice: the cards of stations beside the dashboard, whose cards
are teams, and tickets in a column for each station beside tickets in a column for
each team. Nothing is kept. Exits with 0 if no board is slower than the peer's.
"""

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree
from tickets import ensure_plain, environment

from odoo.tools import SQL, config

TICKETS, PLACES = 100_000, 2_000
ROUNDS = 9
PAGE = 40
OPEN = [("closed", "=", False)]
# The order of our kanban; the peer's names none.
ORDER = "is_emergency desc, priority desc, create_date desc"
SPECIFICATIONS: dict[tuple[str, str], dict] = {}


class Board(NamedTuple):
    """What one side does; ``ours`` and ``peer`` take an environment."""

    name: str
    ours: Callable
    peer: Callable


def main() -> int:
    database = config["db_name"][0] if config["db_name"] else os.environ["PGDATABASE"]
    with environment(ensure_plain(database)) as plain, environment(database) as ours:
        fill_plain(plain)
        fill_ours(ours)
        return report([(board.name, *compare(board, ours, plain)) for board in BOARDS])


# -- the same number of tickets on both sides


def fill_plain(env) -> None:
    teams = env["helpdesk.ticket.team"].create(
        [{"name": f"Team {number}"} for number in range(PLACES)]
    )
    insert(env, {"team_id": pick(teams.ids)})


def fill_ours(env) -> None:
    stations = env["service.station"].create(
        [
            {"name": f"Station {number}", "daily_capacity": 50}
            for number in range(PLACES)
        ]
    )
    counties = env["service.region"].search([("level", "=", "county")])
    insert(
        env,
        {
            "team_id": pick(stations.team_id.ids),
            "station_id": pick(stations.ids),
            "region_id": pick(counties.ids),
            "region_status": SQL("'resolved'"),
            "is_repair": SQL("TRUE"),
            "is_emergency": SQL("n %% 10 = 0"),
            "address": SQL("'人民路' || n || '号'"),
            "caller_phone": SQL("'138' || lpad(n::text, 8, '0')"),
            "routed_at": SQL("now() AT TIME ZONE 'UTC' - n * interval '1 minute'"),
        },
    )


def pick(ids) -> SQL:
    """One id after another, round and round."""
    return SQL("(%s::int[])[1 + n %% %s]", list(ids), len(ids))


def insert(env, extra: dict[str, SQL]) -> None:
    """Tickets by SQL: a fifth is closed, the others are spread over the open stages."""
    stages = env["helpdesk.ticket.stage"].search([("team_ids", "=", False)])
    closed, still_open = (
        stages.filtered("closed"),
        stages.filtered(lambda stage: not stage.closed),
    )
    columns = {
        "number": SQL("'WX/' || n"),
        "name": SQL("'保险柜打不开 ' || n"),
        "description": SQL("'<p>保险柜打不开</p>'"),
        "stage_id": SQL(
            "CASE WHEN n %% 5 = 0 THEN %s ELSE %s END",
            pick(closed.ids),
            pick(still_open.ids),
        ),
        "unattended": SQL("n %% 3 = 0"),
        "company_id": SQL("%s", env.company.id),
        "priority": SQL("(n %% 4)::text"),
        "active": SQL("TRUE"),
        "create_uid": SQL("%s", env.uid),
        "create_date": SQL("now() AT TIME ZONE 'UTC' - n * interval '1 minute'"),
        **extra,
    }
    env.flush_all()
    env.cr.execute(
        SQL(
            "INSERT INTO helpdesk_ticket (%s) SELECT %s FROM generate_series(1, %s) n",
            SQL(", ").join(map(SQL.identifier, columns)),
            SQL(", ").join(columns.values()),
            TICKETS,
        )
    )
    env.cr.execute("ANALYZE helpdesk_ticket")
    env.invalidate_all()


# -- what the web client asks for


def specification(env, model: str, view: str) -> dict:
    """The fields of a view, as the client asks for them; it keeps views, so do we."""
    key = (env.cr.dbname, view)
    if key not in SPECIFICATIONS:
        SPECIFICATIONS[key] = read_fields(env, model, view)
    return SPECIFICATIONS[key]


def read_fields(env, model: str, view: str) -> dict:
    arch = etree.fromstring(env[model].get_view(env.ref(view).id, "kanban")["arch"])
    fields = env[model]._fields
    names = {node.get("name") for node in arch.iter("field")}
    return {
        name: {"fields": {"display_name": {}}} if fields[name].relational else {}
        for name in names
        if name in fields
    }


def columns(view: str, group: str, domain: list, order: str | None = None) -> Callable:
    """A kanban of tickets in columns, in the order of its view."""

    def ask(env):
        tickets = env["helpdesk.ticket"]
        found = tickets.web_read_group(
            domain,
            [group],
            order=order,
            auto_unfold=True,
            unfold_read_specification=specification(env, tickets._name, view),
            unfold_read_default_limit=PAGE,
        )
        opened = [each for each in found["groups"] if "__records" in each]
        return [each[group][0] for each in opened if each[group]]

    return ask


def cards(model: str, view: str) -> Callable:
    """The first page of a kanban without columns."""

    def ask(env):
        spec = specification(env, model, view)
        return env[model].web_search_read([], spec, limit=PAGE)

    return ask


def station_board(env):
    """Tickets by station, then what the heads of open columns show."""
    view = "service_repair.helpdesk_ticket_view_kanban_board"
    ids = columns(view, "station_id", [("is_repair", "=", True), *OPEN], ORDER)(env)
    return (
        env["service.station"]
        .browse(ids)
        .read(
            [
                "today_ticket_count",
                "daily_capacity",
                "load_text",
                "load_percent",
                "open_emergency_count",
                "oldest_open_date",
            ]
        )
    )


def search(names: list[str], domain: list) -> Callable:
    """What is typed into the search field, then the first page of the list."""

    def ask(env):
        either = ["|"] * (len(names) - 1)
        either += [(name, "ilike", "WX/77777") for name in names]
        spec = {name: {} for name in ("number", "name", "priority", "create_date")}
        return env["helpdesk.ticket"].web_search_read(domain + either, spec, limit=80)

    return ask


OUR_VIEW = "service_repair.helpdesk_ticket_view_kanban"
PEER_VIEW = "helpdesk_mgmt.view_helpdesk_ticket_kanban"
REPAIRS = [("is_repair", "=", True)]
BOARDS = [
    Board(
        "by stage",
        columns(OUR_VIEW, "stage_id", [*REPAIRS, *OPEN], ORDER),
        columns(PEER_VIEW, "stage_id", OPEN),
    ),
    Board(
        "stations beside the dashboard",
        cards("service.station", "service_repair.service_station_view_kanban"),
        cards("helpdesk.ticket.team", "helpdesk_mgmt.helpdesk_ticket_kanban_view"),
    ),
    Board(
        "by station beside by team", station_board, columns(PEER_VIEW, "team_id", OPEN)
    ),
    Board(
        "search",
        search(["number", "name", "address"], [*REPAIRS, *OPEN]),
        search(["number", "name"], OPEN),
    ),
]


def compare(board: Board, ours, plain) -> tuple[float, float]:
    """Median seconds of our board and of the peer's; the first turns don't count."""
    seconds = {"ours": [], "peer": []}
    for _turn in range(ROUNDS + 1):
        seconds["ours"].append(measure(ours, board.ours))
        seconds["peer"].append(measure(plain, board.peer))
    return tuple(statistics.median(found[1:]) for found in seconds.values())


def measure(env, ask: Callable) -> float:
    env.invalidate_all()
    gc.collect()
    start = time.perf_counter()
    ask(env)
    return time.perf_counter() - start


def report(results: list[tuple[str, float, float]]) -> int:
    for name, ours, peer in results:
        print(
            f"{name}: {ours * 1000:.0f} ms, helpdesk_mgmt {peer * 1000:.0f} ms; "
            f"ratio {ours / peer:.2f}"
        )
    kept = all(ours <= peer for _name, ours, peer in results)
    print(f"No board slower than the peer's: {'yes' if kept else 'NO'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
