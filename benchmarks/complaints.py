"""What a complaint costs beside a plain helpdesk ticket.

A complaint here comes with all that makes it a case: who complains, whom it is about,
three clocks that start with it (acknowledgement, decision, a time bar), two promises
that become clocks and five exhibits, each hashed and entered in the chained timeline.
The peer is ``helpdesk_mgmt`` alone, in a database of its own beside ours, in the same
process; see ``tickets.py`` for how both are measured. Exits with 0 if complaints are
created at no less than half the rate of plain tickets, in a batch and one by one.
"""

import base64
import gc
import statistics
import sys
import time
from datetime import timedelta

from databases import SOURCE, environment, execute
from tickets import ensure_plain, plain_values

from odoo import fields

LIMIT = 2.0
BATCH, BATCHES = 100, 7
SINGLES = 120
CLOCKS, PROMISES, EXHIBITS = 3, 2, 5
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


def main() -> int:
    peer = ensure_plain(SOURCE)
    for name in (peer, SOURCE):
        # what earlier runs rolled back would slow down one side or the other
        execute("VACUUM ANALYZE", database=name)
    with environment(peer) as plain, environment(SOURCE) as ours:
        case = Case(ours)
        check(case)
        file_ticket = tickets(plain)
        return report(
            {
                "one by one": compare(plain, file_ticket, ours, case, 1, SINGLES),
                f"batch of {BATCH}": compare(
                    plain, file_ticket, ours, case, BATCH, BATCHES
                ),
            }
        )


def tickets(env):
    values = plain_values(env)

    def create(numbers) -> None:
        env["helpdesk.ticket"].create([values(number, ["昆山"]) for number in numbers])

    return create


class Case:
    """Creates complaints as an agent files them, with their proof and promises."""

    def __init__(self, env):
        self.env = env
        env.company.country_id = env.ref("base.cn")
        telecom = env["service.deadline.sector"].search([("code", "=", "telecom")])
        self.operator = env["consumer.respondent"].create(
            {
                "name": "云桥通信",
                "sector_id": telecom.id,
                "region_by_hand": True,
                "region_id": env["service.region"]._from_code(["330000"])["330000"].id,
            }
        )
        self.team = env["helpdesk.ticket.team"].create({"name": "投诉处理组"})
        # of the time bars one speaks here, so that there are three clocks as promised
        shown = ("COMPLAINT_ACKNOWLEDGE", "COMPLAINT_DECISION")
        policies = env["service.deadline.policy"].search([("code", "not in", shown)])
        bar = policies.filtered(lambda p: p.code == "CN_TEL_APPEAL_TIMEBAR_BILLING_5M")
        (policies - bar).active = False
        env.cr.flush()

    def __call__(self, numbers) -> None:
        env = self.env
        complainants = env["consumer.complainant"].create(
            [{"name": "林小雨", "phone": f"138{number:08}"} for number in numbers]
        )
        complaints = env["consumer.complaint"].create(
            [self._values(complainant) for complainant in complainants]
        )
        self._promise(complaints)
        env["consumer.exhibit"].create(
            [
                self._exhibit(complaint, n)
                for complaint in complaints
                for n in range(EXHIBITS)
            ]
        )

    def _values(self, complainant) -> dict:
        return {
            "name": "套餐只能升不能降",
            "description": "手机营业厅里没有降档的入口。",
            "complainant_id": complainant.id,
            "respondent_id": self.operator.id,
            "team_id": self.team.id,
            "harmed_on": "2026-03-02",
            "is_charge": True,
        }

    def _promise(self, complaints) -> None:
        due_at = fields.Datetime.now() + timedelta(hours=48)
        complaints._deadline_promises(
            [
                (
                    complaint,
                    {"promise": f"回电 {n}", "due_at": due_at, "promised_by": "客服"},
                )
                for complaint in complaints
                for n in range(PROMISES)
            ]
        )

    def _exhibit(self, complaint, number: int) -> dict:
        return {
            "complaint_id": complaint.id,
            "name": f"截图{number}.png",
            "content": base64.b64encode(PICTURE + b"%d-%d" % (complaint.id, number)),
        }


def check(case: Case) -> None:
    """That what is measured is what was promised."""
    env = case.env
    env.cr.execute("SAVEPOINT look")
    case([0])
    complaint = env["consumer.complaint"].search([], limit=1, order="id desc")
    promises = complaint.deadline_ids.filtered("is_promise")
    found = (
        len(complaint.deadline_ids - promises),
        len(promises),
        len(complaint.exhibit_ids),
    )
    if found != (CLOCKS, PROMISES, EXHIBITS):
        sys.exit(f"Clocks, promises and exhibits are {found}.")
    env.cr.flush()
    env.cr.execute("ROLLBACK TO SAVEPOINT look")
    env.invalidate_all(flush=False)


def compare(plain, file_ticket, ours, case, size: int, rounds: int) -> list[float]:
    """Seconds a record of both, the lower quartile of all turns but the first two."""
    turns = [
        (
            measure(plain, file_ticket, range(turn * size, (turn + 1) * size)) / size,
            measure(ours, case, range(turn * size, (turn + 1) * size)) / size,
        )
        for turn in range(rounds + 2)
    ]
    return [statistics.quantiles(side, n=4)[0] for side in zip(*turns[2:], strict=True)]


def measure(env, create, numbers) -> float:
    """Seconds of creating, from an empty cache to before the commit."""
    env.cr.execute("SAVEPOINT turn")
    env.invalidate_all()
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    create(numbers)
    env.cr.flush()
    seconds = time.perf_counter() - start
    gc.enable()
    env.cr.execute("ROLLBACK TO SAVEPOINT turn")
    env.invalidate_all(flush=False)
    return seconds


def report(results: dict[str, list[float]]) -> int:
    kept = True
    for what, (plain, ours) in results.items():
        kept = kept and ours / plain <= LIMIT
        print(
            f"{what}: helpdesk_mgmt {plain * 1000:.2f} ms, a complaint "
            f"{ours * 1000:.2f} ms; {ours / plain:.2f} plain tickets"
        )
    print(f"At most {LIMIT} plain tickets: {'yes' if kept else 'NO'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
