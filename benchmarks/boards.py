"""What managers look at, beside what helpdesk_mgmt shows them: 100,000 tickets each.

The peer is ``helpdesk_mgmt`` alone with 2,000 teams, in a database of its own beside
ours with 2,000 stations, in the same process; both are copies, filled alike, vacuumed
and thrown away. Each board is asked for as the web client does, from an empty cache;
both sides take turns, and of each the better quarter of its turns counts.
By station is measured twice: the cards of stations beside the dashboard, whose cards
are teams, and tickets in a column for each station beside tickets in a column for
each team. The sums above the peer's dashboard, which it asks for in a second request,
are left out. Exits with 0 if no board is slower than the peer's.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from client import View, typed
from databases import SOURCE, copies, environment, execute
from tickets import ensure_plain

from odoo.tools import SQL

TICKETS, PLACES, PEOPLE, CREW = 100_000, 2_000, 100, 3
ROUNDS = 24
OPEN = [("closed", "=", False)]
REPAIRS = [("is_repair", "=", True)]
HEAD_FIELDS = [
    "today_ticket_count",
    "daily_capacity",
    "load_text",
    "load_percent",
    "open_emergency_count",
    "oldest_open_date",
]


class Board(NamedTuple):
    """What one side does; ``ours`` and ``peer`` take an environment."""

    name: str
    ours: Callable
    peer: Callable


class Cost(NamedTuple):
    """What a board takes: seconds in the better quarter of turns, and queries."""

    seconds: float
    queries: int


def main() -> int:
    ours, plain = f"{SOURCE}_boards", f"{SOURCE}_plain_boards"
    with copies({ours: SOURCE, plain: ensure_plain(SOURCE)}):
        for name, fill in ((ours, fill_ours), (plain, fill_plain)):
            with environment(name) as env:
                fill(env)
                env.cr.commit()
            execute("VACUUM ANALYZE", database=name)
        with environment(plain) as theirs, environment(ours) as env:
            prepare(env, theirs)
            results = {board.name: compare(board, env, theirs) for board in BOARDS}
    return report(results)


# -- the same number of tickets on both sides


def fill_plain(env, tickets: int = TICKETS) -> None:
    teams = env["helpdesk.ticket.team"].create(
        [{"name": f"Team {number}"} for number in range(PLACES)]
    )
    insert(env, people(env), {"team_id": pick(teams.ids)}, tickets)


def fill_ours(env) -> None:
    counties = env["service.region"].search([("level", "=", "county")])
    workers = people(env)
    stations = make_stations(env, counties, workers)
    insert(
        env,
        workers,
        {
            "team_id": pick(stations.team_id.ids),
            "station_id": pick(stations.ids),
            "region_id": pick(counties.ids),
            "region_status": SQL("'resolved'"),
            "is_repair": SQL("TRUE"),
            "is_emergency": SQL("n %% 11 = 0"),
            "address": SQL("'人民路' || n || '号'"),
            "caller_phone": SQL("'138' || lpad(n::text, 8, '0')"),
            "routed_at": SQL("now() AT TIME ZONE 'UTC' - n * interval '1 minute'"),
        },
    )


def make_stations(env, counties, workers):
    """Stations with everything that a card shows."""
    stations = env["service.station"].create(
        [
            {
                "name": f"Station {number}",
                "code": f"S{number:04}",
                "phone": f"0743-{number:07}",
                "daily_capacity": 50,
                "region_id": counties[number % len(counties)].id,
                "user_ids": [workers[(number + n) % PEOPLE].id for n in range(CREW)],
            }
            for number in range(PLACES)
        ]
    )
    env["service.coverage"].create(
        [
            {"station_id": stations[number % PLACES].id, "region_id": county.id}
            for number, county in enumerate(counties)
        ]
    )
    return stations


def people(env):
    """As many as would work on so many tickets."""
    return (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            [
                {"name": f"Worker {number}", "login": f"worker{number}"}
                for number in range(PEOPLE)
            ]
        )
    )


def pick(ids) -> SQL:
    """One id after another, round and round."""
    return SQL("(%s::int[])[1 + n %% %s]", list(ids), len(ids))


def insert(env, workers, extra: dict[str, SQL], tickets: int = TICKETS) -> None:
    """Tickets by SQL: a fifth is closed, the others are spread over the open stages."""
    stages = env["helpdesk.ticket.stage"].search([("team_ids", "=", False)])
    closed = stages.filtered("closed")
    columns = {
        "number": SQL("'WX/' || n"),
        "name": SQL("'保险柜打不开 ' || n"),
        "description": SQL("'<p>保险柜打不开</p>'"),
        "stage_id": SQL(
            "CASE WHEN n %% 5 = 0 THEN %s ELSE %s END",
            pick(closed.ids),
            pick((stages - closed).ids),
        ),
        "unattended": SQL("n %% 3 = 0"),
        # one of the crew of the place has taken it
        "user_id": SQL(
            "CASE WHEN n %% 7 > 1 THEN (%s::int[])[1 + (n + n / %s %% %s) %% %s] END",
            workers.ids,
            PLACES,
            CREW,
            PEOPLE,
        ),
        "company_id": SQL("%s", env.company.id),
        "priority": SQL("(n %% 4)::text"),
        "sequence": SQL("10"),
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
            tickets,
        )
    )


# -- the boards

OUR_TICKETS = View("helpdesk.ticket", "service_repair.helpdesk_ticket_view_kanban")
OUR_BOARD = View("helpdesk.ticket", "service_repair.helpdesk_ticket_view_kanban_board")
OUR_LIST = View("helpdesk.ticket", "service_repair.helpdesk_ticket_view_list", "list")
STATIONS = View("service.station", "service_repair.service_station_view_kanban")
PEER_TICKETS = View("helpdesk.ticket", "helpdesk_mgmt.view_helpdesk_ticket_kanban")
PEER_LIST = View("helpdesk.ticket", "helpdesk_mgmt.ticket_view_tree", "list")
OUR_SEARCH = "service_repair.helpdesk_ticket_view_search"
PEER_SEARCH = "helpdesk_mgmt.helpdesk_ticket_view_search"
DASHBOARD = View("helpdesk.ticket.team", "helpdesk_mgmt.helpdesk_ticket_kanban_view")


def prepare(ours, plain) -> None:
    for view in (OUR_TICKETS, OUR_BOARD, OUR_LIST, STATIONS):
        view.prepare(ours)
    for view in (PEER_TICKETS, PEER_LIST, DASHBOARD):
        view.prepare(plain)


def station_board(env) -> None:
    """Tickets by station, then what the heads of open columns show."""
    ids = OUR_BOARD.columns(env, [*REPAIRS, *OPEN], "station_id")
    env["service.station"].browse(ids).read(HEAD_FIELDS)


def search(text: str) -> tuple[Callable, Callable]:
    """Text that is typed where one types first, among open tickets in a list."""
    domains = {}

    def ask(env, view: str, page: View, among: list):
        if env.cr.dbname not in domains:
            domains[env.cr.dbname] = typed(env, "helpdesk.ticket", view, text)
        page.page(env, [*among, *domains[env.cr.dbname]])

    ours = (OUR_SEARCH, OUR_LIST, [*REPAIRS, *OPEN])
    peer = (PEER_SEARCH, PEER_LIST, OPEN)
    return lambda env: ask(env, *ours), lambda env: ask(env, *peer)


BOARDS = [
    Board(
        "by stage",
        lambda env: OUR_TICKETS.columns(env, [*REPAIRS, *OPEN], "stage_id"),
        lambda env: PEER_TICKETS.columns(env, OPEN, "stage_id"),
    ),
    Board(
        "stations beside the dashboard",
        lambda env: STATIONS.page(env, []),
        lambda env: DASHBOARD.page(env, []),
    ),
    Board(
        "by station beside by team",
        station_board,
        lambda env: PEER_TICKETS.columns(env, OPEN, "team_id"),
    ),
    Board(
        "list",
        lambda env: OUR_LIST.page(env, [*REPAIRS, *OPEN]),
        lambda env: PEER_LIST.page(env, OPEN),
    ),
    Board("search for a number", *search("WX/77777")),
    Board("search for a word that all have", *search("打不开")),
]


def compare(board: Board, ours, plain) -> tuple[Cost, Cost]:
    """What our board and the peer's take; the first turns don't count."""
    sides = ((ours, board.ours), (plain, board.peer))
    turns = [[measure(env, ask) for env, ask in sides] for _ in range(ROUNDS + 2)]
    return tuple(
        Cost(statistics.quantiles(seconds, n=4)[0], queries[0])
        for seconds, queries in (
            zip(*found, strict=True) for found in zip(*turns[2:], strict=True)
        )
    )


def measure(env, ask: Callable) -> Cost:
    env.invalidate_all()
    gc.collect()
    queries = env.cr.sql_log_count
    gc.disable()
    start = time.perf_counter()
    ask(env)
    seconds = time.perf_counter() - start
    gc.enable()
    return Cost(seconds, env.cr.sql_log_count - queries)


def report(results: dict[str, tuple[Cost, Cost]]) -> int:
    for name, (ours, peer) in results.items():
        print(
            f"{name}: {ours.seconds * 1000:.1f} ms in {ours.queries} queries, "
            f"helpdesk_mgmt {peer.seconds * 1000:.1f} ms in {peer.queries}; "
            f"ratio {ours.seconds / peer.seconds:.2f}"
        )
    kept = all(ours.seconds <= peer.seconds for ours, peer in results.values())
    print(f"No board slower than the peer's: {'yes' if kept else 'NO'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
