"""The planner's day with 200 visits, beside a plain Odoo calendar of the same events.

One database with both, the same 20 people and 200 appointments of a day. Asked is what
the web client's calendar asks a server for: the records of the day with the fields that
the view names, and for Odoo's the attendees' details too. Both start from an empty
cache and take turns; of each the better quarter of its turns counts. Exits with 0 if
the planner takes at most 1.5 times as long.
"""

import gc
import subprocess
import sys
import time
from datetime import datetime, timedelta

from databases import SOURCE, copies, environment
from lxml import etree
from visit_slots import better_quarter, make_calendar, make_people

LIMIT = 1.5
PEOPLE, VISITS = 20, 200
EACH = VISITS // PEOPLE
ROUNDS = 24


def main() -> int:
    name = f"{SOURCE}_planner"
    with copies({name: SOURCE}):
        subprocess.run(
            [sys.executable, "-m", "odoo", "--database", name, "--init", "calendar"]
            + ["--no-http", "--stop-after-init", "--log-level", "error"],
            check=True,
        )
        with environment(name) as env:
            fill(env)
            return report(compare(env))


def fill(env) -> None:
    """The same day on both sides: from 8:00 on one appointment an hour for each."""
    day = tomorrow()
    people = make_people(env, make_calendar(env))
    users = env["res.users"].with_context(no_reset_password=True)
    users = users.create(
        [{"name": each.name, "login": f"planned{each.id}"} for each in people]
    )
    region = people.service_station_id.region_id
    tickets = env["helpdesk.ticket"].create(
        [
            {
                "is_repair": True,
                "name": f"Repair {number}",
                "partner_name": f"Customer {number}",
                "region_by_hand": True,
                "region_id": region.id,
            }
            for number in range(VISITS)
        ]
    )
    visits = env["service.visit"].create(
        [{"ticket_id": each.id, "minutes": 30} for each in tickets]
    )
    for number, visit in enumerate(visits):
        start = day + timedelta(hours=number % EACH)
        visit.write({"resource_id": people[number // EACH].id, "start": start})
    env["calendar.event"].with_context(no_mail_to_attendees=True).create(
        [
            {
                "name": f"Repair {number}",
                "start": day + timedelta(hours=number % EACH),
                "stop": day + timedelta(hours=number % EACH, minutes=30),
                "user_id": users[number // EACH].id,
                "partner_ids": [(6, 0, users[number // EACH].partner_id.ids)],
            }
            for number in range(VISITS)
        ]
    )
    env.flush_all()
    env.cr.execute("ANALYZE")


def tomorrow() -> datetime:
    """8:25 in Shanghai: the first of the day leaves time for the way."""
    midnight = datetime.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=1, minutes=30)


def compare(env) -> dict[str, float]:
    planner = fields_of(
        env, "service.visit", "service_repair.service_visit_view_calendar"
    )
    plain = fields_of(env, "calendar.event", "calendar.view_calendar_event_calendar")
    times = {"planner": [], "calendar": []}
    for _round in range(ROUNDS):
        for side, ask in (
            ("planner", lambda: day_of(env, "service.visit", "end", planner)),
            ("calendar", lambda: plain_day(env, plain)),
        ):
            env.invalidate_all()
            gc.collect()
            begun = time.perf_counter()
            found = ask()
            times[side].append(time.perf_counter() - begun)
            assert len(found) == VISITS, (side, len(found))
    return {side: better_quarter(taken) for side, taken in times.items()}


def fields_of(env, model: str, view: str) -> list[str]:
    """What the client's calendar reads: fields of the view, its dates and colour."""
    arch = etree.fromstring(env[model].get_view(env.ref(view).id, "calendar")["arch"])
    named = [node.get("name") for node in arch.iter("field")]
    used = [arch.get(each) for each in ("date_start", "date_stop", "color", "all_day")]
    return list(dict.fromkeys(filter(None, ["display_name", *used, *named])))


def day_of(env, model: str, stop: str, fields: list[str]) -> list[dict]:
    first = tomorrow() - timedelta(hours=9)
    domain = [("start", "<=", first + timedelta(days=1)), (stop, ">=", first)]
    return env[model].search_read(domain, fields)


def plain_day(env, fields: list[str]) -> list[dict]:
    events = day_of(env, "calendar.event", "stop", fields)
    partners = {id_ for event in events for id_ in event["partner_ids"]}
    ids = [event["id"] for event in events]
    env["res.partner"].browse(partners).get_attendee_detail(ids)
    return events


def report(quarter: dict[str, float]) -> int:
    ratio = quarter["planner"] / quarter["calendar"]
    print(
        f"one day, {VISITS} visits of {PEOPLE} people: planner "
        f"{1000 * quarter['planner']:.1f} ms, Odoo's calendar "
        f"{1000 * quarter['calendar']:.1f} ms; {ratio:.2f} times "
        f"(at most {LIMIT}): {'yes' if ratio <= LIMIT else 'NO'}"
    )
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
