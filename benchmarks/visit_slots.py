"""Free slots of a station's fortnight, beside OCA's ``resource_booking``.

One database with both: 20 people with the same working hours and 500 appointments in
the fortnight, here as visits of technicians, there as bookings of combinations of one
resource each. Both are asked from an empty cache when one more can begin; both take
turns, and of each the better quarter of its turns counts. Ours also leaves time for the
way and counts special days, theirs does not. Exits with 0 if ours is at least ten times
as fast, and if every start that ours offers lies in time that theirs has free too.
"""

import gc
import statistics
import subprocess
import sys
import time
from datetime import datetime, timedelta

from databases import SOURCE, copies, environment

TIMES_AS_FAST = 10
PEOPLE, VISITS, DAYS = 20, 500, 14
ROUNDS = 12
# Local hours at which somebody's appointments of a day begin.
HOURS = (9, 12, 15)
ZONE_HOURS = 8  # Asia/Shanghai is ahead of UTC by so many


def main() -> int:
    name = f"{SOURCE}_slots"
    with copies({name: SOURCE}):
        install_peer(name)
        with environment(name) as env:
            ours, theirs = prepare(env)
            return report(*compare(env, ours, theirs))


def install_peer(name: str) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "odoo", "--database", name, "--init", "resource_booking"]
        + ["--no-http", "--stop-after-init", "--log-level", "error"],
        stderr=subprocess.PIPE,
        text=True,
    )
    if made.returncode:
        sys.exit(f"resource_booking could not be installed:\n{made.stderr}")


def prepare(env):
    """The same people and appointments on both sides; one more that wants a slot."""
    company = env.company
    company.write({"service_lead_minutes": 0, "service_cutoff_hour": 24})
    calendar = make_calendar(env)
    people = make_people(env, calendar)
    starts = appointments()
    visit = prepare_ours(env, people, starts)
    booking = prepare_theirs(env, calendar, people, starts)
    env.flush_all()
    env.cr.execute("ANALYZE")
    return visit, booking


def make_calendar(env):
    lines = [
        (0, 0, {"name": "Day", "dayofweek": str(day), "hour_from": 8, "hour_to": 18})
        for day in range(7)
    ]
    return env["resource.calendar"].create(
        {"name": "Every day", "tz": "Asia/Shanghai", "attendance_ids": lines}
    )


def make_people(env, calendar):
    region = env["service.region"].search([("level", "=", "county")], limit=1)
    station = env["service.station"].create(
        {
            "name": "Station",
            "region_id": region.id,
            "calendar_id": calendar.id,
            "coverage_ids": [(0, 0, {"region_id": region.id})],
        }
    )
    return env["resource.resource"].create(
        [
            {
                "name": f"Technician {number}",
                "service_station_id": station.id,
                "calendar_id": calendar.id,
                "tz": "Asia/Shanghai",
            }
            for number in range(PEOPLE)
        ]
    )


def appointments() -> list[tuple[int, datetime]]:
    """(number of the person, start in UTC) of each appointment, from tomorrow on."""
    midnight = datetime.now().replace(hour=0, minute=0, second=0, microsecond=0)
    first = midnight + timedelta(days=1) - timedelta(hours=ZONE_HOURS)
    every = [
        (person, first + timedelta(days=day, hours=hour))
        for day in range(DAYS)
        for person in range(PEOPLE)
        for hour in HOURS
    ]
    step = len(every) / VISITS
    return [every[int(number * step)] for number in range(VISITS)]


def prepare_ours(env, people, starts):
    station = people.service_station_id
    tickets = env["helpdesk.ticket"].create(
        [
            {
                "is_repair": True,
                "name": f"Repair {number}",
                "region_by_hand": True,
                "region_id": station.region_id.id,
            }
            for number in range(len(starts) + 1)
        ]
    )
    visits = env["service.visit"].create(
        [{"ticket_id": each.id, "station_id": station.id} for each in tickets]
    )
    for visit, (person, start) in zip(visits, starts, strict=False):
        visit.write({"resource_id": people[person].id, "start": start})
    return visits[-1]


def prepare_theirs(env, calendar, people, starts):
    combinations = env["resource.booking.combination"].create(
        [{"resource_ids": [(6, 0, person.ids)]} for person in people]
    )
    kind = env["resource.booking.type"].create(
        {
            "name": "Visit",
            "duration": 1,
            "slot_duration": 0.5,
            "modifications_deadline": 0,
            "resource_calendar_id": calendar.id,
            "combination_rel_ids": [
                (0, 0, {"combination_id": each.id}) for each in combinations
            ],
        }
    )
    partner = env["res.partner"].create({"name": "Customer"})
    bookings = env["resource.booking"].with_context(
        mail_notrack=True, no_mail_to_attendees=True, dont_notify=True
    )
    values = {"type_id": kind.id, "partner_ids": [(6, 0, partner.ids)]}
    for person, start in starts:
        bookings.create(
            {
                **values,
                "start": start,
                "duration": 1,
                "combination_auto_assign": False,
                "combination_id": combinations[person].id,
            }
        )
    return bookings.create({**values, "combination_auto_assign": True})


def compare(env, visit, booking):
    """Seconds of each side in the better quarter of its turns, and what they found."""
    times = {"ours": [], "theirs": []}
    found = {}
    for _round in range(ROUNDS):
        for side, ask in (
            ("ours", lambda: visit.station_id._free_slots(visit)),
            ("theirs", lambda: ask_theirs(env, booking)),
        ):
            env.invalidate_all()
            gc.collect()
            begun = time.perf_counter()
            found[side] = ask()
            times[side].append(time.perf_counter() - begun)
    quarter = {side: better_quarter(taken) for side, taken in times.items()}
    return quarter, found


def ask_theirs(env, booking):
    booking = booking.with_context(tz="Asia/Shanghai")
    now = datetime.now().astimezone()
    return booking._get_available_slots(now, now + timedelta(days=DAYS + 1))


def better_quarter(taken: list[float]) -> float:
    return statistics.mean(sorted(taken)[: max(len(taken) // 4, 1)])


def report(quarter, found) -> int:
    ratio = quarter["theirs"] / quarter["ours"]
    theirs = {
        int(start.timestamp()) // 60
        for day in found["theirs"].values()
        for start in day
    }
    ours = {slot.start for slot in found["ours"]}
    strange = {start for start in ours if not near(start, theirs)}
    kept = ratio >= TIMES_AS_FAST and not strange and ours
    print(
        f"{PEOPLE} people, {VISITS} appointments, {DAYS} days: "
        f"{len(ours)} starts in {1000 * quarter['ours']:.1f} ms; resource_booking "
        f"{len(theirs)} starts in {1000 * quarter['theirs']:.1f} ms"
    )
    print(
        f"{ratio:.1f} times as fast (at least {TIMES_AS_FAST}); "
        f"{len(strange)} starts that resource_booking does not have: "
        f"{'yes' if kept else 'NO'}"
    )
    return 0 if kept else 1


def near(start: int, others: set[int]) -> bool:
    """Whether the peer, whose grid begins when somebody is free, has one beside it."""
    return any(start + minutes in others for minutes in range(-29, 30))


if __name__ == "__main__":
    sys.exit(main())
