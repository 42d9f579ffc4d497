"""Lists, boards and search of complaints beside those of helpdesk_mgmt: 200,000 each.

As ``boards.py`` for tickets: the peer is ``helpdesk_mgmt`` alone with as many tickets,
both are copies, filled alike by SQL, vacuumed and thrown away, and each is asked as the
web client asks, in turns. Every open complaint has two clocks. Exits with 0 if nothing
is slower than the peer's.
"""

import json
import sys

from boards import (
    DASHBOARD,
    OPEN,
    PEER_LIST,
    PEER_SEARCH,
    PEER_TICKETS,
    Board,
    compare,
    fill_plain,
    people,
    pick,
    report,
)
from client import View, typed
from databases import SOURCE, copies, environment, execute
from tickets import ensure_plain

from odoo.tools import SQL

COMPLAINTS, RESPONDENTS = 200_000, 2_000
STATES = ("received", "acknowledged", "investigating", "answered", "escalated")
STILL_OPEN = [("state", "not in", ("draft", "closed", "withdrawn"))]
LATE_TODAY = [("deadline_next_at", "<", "today +1d")]
OUR_BOARD = View(
    "consumer.complaint", "consumer_complaints.consumer_complaint_view_kanban"
)
OUR_LIST = View(
    "consumer.complaint", "consumer_complaints.consumer_complaint_view_list", "list"
)
OUR_SEARCH = "consumer_complaints.consumer_complaint_view_search"


def main() -> int:
    ours, plain = f"{SOURCE}_complaints", f"{SOURCE}_plain_complaints"
    with copies({ours: SOURCE, plain: ensure_plain(SOURCE)}):
        for name, fill in ((ours, fill_ours), (plain, fill_theirs)):
            with environment(name) as env:
                fill(env)
                env.cr.commit()
            execute("VACUUM ANALYZE", database=name)
        with environment(plain) as theirs, environment(ours) as env:
            OUR_BOARD.prepare(env)
            OUR_LIST.prepare(env)
            for view in (PEER_TICKETS, PEER_LIST, DASHBOARD):
                view.prepare(theirs)
            results = {board.name: compare(board, env, theirs) for board in BOARDS}
    return report(results)


# -- the same number on both sides


def fill_theirs(env) -> None:
    fill_plain(env, COMPLAINTS)


def fill_ours(env) -> None:
    workers = people(env)
    respondents = env["consumer.respondent"].create(
        [{"name": f"云桥通信第{number}分公司"} for number in range(RESPONDENTS)]
    )
    sectors = env["service.deadline.sector"].search([])
    provinces = env["service.region"].search([("level", "=", "province")])
    teams = env["helpdesk.ticket.team"].create(
        [{"name": f"Team {number}"} for number in range(20)]
    )
    env.flush_all()
    insert(env, "consumer_complainant", complainants(env))
    ids = [
        id_ for (id_,) in env.execute_query(SQL("SELECT id FROM consumer_complainant"))
    ]
    columns = complaints(env, workers, respondents, sectors, provinces, teams, ids)
    insert(env, "consumer_complaint", columns)
    insert_clocks(env)


def complainants(env) -> dict[str, SQL]:
    return {
        "name": SQL("'林小雨' || n"),
        "phone": SQL("'138' || lpad(n::text, 8, '0')"),
        "company_id": SQL("%s", env.company.id),
    }


def complaints(env, workers, respondents, sectors, provinces, teams, ids) -> dict:
    """A fifth has ended, the others are spread over the open states."""
    natures = env["consumer.nature"].search([])
    return {
        "number": SQL("'TS/' || n"),
        "name": SQL("'套餐只能升不能降 ' || n"),
        "description": SQL("'手机营业厅里没有降档的入口'"),
        "company_id": SQL("%s", env.company.id),
        "team_id": pick(teams.ids),
        "user_id": SQL("CASE WHEN n %% 7 > 1 THEN %s END", pick(workers.ids)),
        "channel": SQL("'web'"),
        "lang": SQL("'zh_CN'"),
        "received_at": SQL("now() AT TIME ZONE 'UTC' - n * interval '1 minute'"),
        "priority": SQL("(n %% 3)::text"),
        "respondent_id": pick(respondents.ids),
        "respondent_region_id": pick(provinces.ids),
        "sector_id": pick(sectors.ids),
        "nature_id": pick(natures.ids),
        "complainant_id": pick(ids),
        "complainant_masked": SQL("'林**, 138****8000'"),
        "is_green": SQL("n %% 11 = 0"),
        "state": SQL(
            "CASE WHEN n %% 5 = 0 THEN 'closed' ELSE (%s::text[])[1 + n %% %s] END",
            list(STATES),
            len(STATES),
        ),
        "rung": SQL("CASE WHEN n %% 4 = 0 THEN 'manager' ELSE 'agent' END"),
        "active": SQL("TRUE"),
    }


def insert(env, table: str, columns: dict[str, SQL]) -> None:
    log = {
        "create_uid": SQL("%s", env.uid),
        "create_date": SQL("now() AT TIME ZONE 'UTC' - n * interval '1 minute'"),
    }
    columns = {**columns, **log}
    env.cr.execute(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM generate_series(1, %s) n",
            SQL.identifier(table),
            SQL(", ").join(map(SQL.identifier, columns)),
            SQL(", ").join(columns.values()),
            COMPLAINTS,
        )
    )


def insert_clocks(env) -> None:
    """Two clocks for each open complaint: few are late, most have days left."""
    policies = env["service.deadline.policy"].search([], limit=2)
    calendar = env.company.resource_calendar_id
    terms = [json.dumps(list(policy._term())) for policy in policies]
    env.cr.execute(
        SQL(
            """INSERT INTO service_deadline (res_model, res_id, company_id, policy_id,
                       started_at, due_at, next_at, state, calendar_id, term,
                       calendar_revision)
               SELECT 'consumer.complaint', complaint.id, company_id, policy.id,
                      received_at, late.due, late.due, 'running', %s, policy.term, 0
                 FROM consumer_complaint complaint,
                      unnest(%s, %s::jsonb[]) policy(id, term),
                      LATERAL (SELECT now() AT TIME ZONE 'UTC' + interval '1 hour'
                               * (complaint.id %% 900 - 5)) late(due)
                WHERE state != 'closed'""",
            calendar.id,
            policies.ids,
            terms,
        )
    )


# -- what is asked


def search(text: str, peers_text: str):
    """Text that is typed where one types first, among what is open, in a list."""
    domains = {}

    def ask(env, text: str, view: str, page: View, among: list):
        if env.cr.dbname not in domains:
            domains[env.cr.dbname] = typed(env, page.model, view, text)
        page.page(env, [*among, *domains[env.cr.dbname]])

    ours = (text, OUR_SEARCH, OUR_LIST, STILL_OPEN)
    peer = (peers_text, PEER_SEARCH, PEER_LIST, OPEN)
    return lambda env: ask(env, *ours), lambda env: ask(env, *peer)


BOARDS = [
    Board(
        "by state",
        lambda env: OUR_BOARD.columns(env, STILL_OPEN, "state"),
        lambda env: PEER_TICKETS.columns(env, OPEN, "stage_id"),
    ),
    Board(
        "by rung beside by stage",
        lambda env: OUR_BOARD.columns(env, STILL_OPEN, "rung"),
        lambda env: PEER_TICKETS.columns(env, OPEN, "stage_id"),
    ),
    Board(
        "by respondent beside by team",
        lambda env: OUR_BOARD.columns(env, STILL_OPEN, "respondent_id"),
        lambda env: PEER_TICKETS.columns(env, OPEN, "team_id"),
    ),
    Board(
        "list",
        lambda env: OUR_LIST.page(env, STILL_OPEN),
        lambda env: PEER_LIST.page(env, OPEN),
    ),
    Board(
        "list of what is late today beside a list",
        lambda env: OUR_LIST.page(env, [*STILL_OPEN, *LATE_TODAY]),
        lambda env: PEER_LIST.page(env, OPEN),
    ),
    Board("search for a number", *search("77777", "77777")),
    Board("search for a word that all have", *search("套餐", "打不开")),
]


if __name__ == "__main__":
    sys.exit(main())
