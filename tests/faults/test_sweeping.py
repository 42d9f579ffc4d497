"""Deadlines that are due are told once each, whoever dies while telling them."""

import random
import subprocess

import pytest

# Emergencies nobody took: each has two clocks, and each clock a breach and an
# escalation, all of them for the queue's leader.
FILE = """
leader = env.ref('base.user_admin')
env['helpdesk.ticket.team'].search([]).user_id = leader
tickets = env['helpdesk.ticket'].create([
    {{'is_repair': True, 'is_emergency': True, 'fault': 'swept', 'user_id': False}}
    for _number in range({count})
])
tickets.team_id = env['helpdesk.ticket.team'].search([], limit=1)
tickets.user_id = False
env.flush_all()
env.cr.execute('''
    UPDATE service_deadline_event SET at = at - interval '1 day'
     WHERE res_model = 'helpdesk.ticket' AND res_id IN %s''', [tuple(tickets.ids)])
env.cr.execute('''
    UPDATE service_deadline
       SET started_at = started_at - interval '1 day',
           due_at = due_at - interval '1 day', next_at = next_at - interval '1 day'
     WHERE res_model = 'helpdesk.ticket' AND res_id IN %s''', [tuple(tickets.ids)])
env.cr.commit()
"""
SWEEP = "env['service.deadline'].with_user(1)._sweep()\nenv.cr.commit()\n"
MINE = """
    service_deadline clock
      JOIN helpdesk_ticket ticket ON ticket.id = clock.res_id
     WHERE clock.res_model = 'helpdesk.ticket' AND ticket.fault = 'swept'
"""
FIRED = f"""
    SELECT count(*) FROM service_deadline_firing
     WHERE deadline_id IN (SELECT clock.id FROM {MINE})
"""
LEFT = f"SELECT count(*) FROM {MINE} AND clock.next_at < now() AT TIME ZONE 'UTC'"
PER_CLOCK = f"""
    SELECT DISTINCT clock.state,
           (SELECT count(*) FROM service_deadline_firing firing
             WHERE firing.deadline_id = clock.id),
           (SELECT count(DISTINCT step_id) FROM service_deadline_firing firing
             WHERE firing.deadline_id = clock.id)
      FROM {MINE}
"""
PER_TICKET = """
    SELECT DISTINCT
           (SELECT count(*) FROM mail_activity
             WHERE res_model = 'helpdesk.ticket' AND res_id = ticket.id),
           (SELECT count(*) FROM mail_message
             WHERE model = 'helpdesk.ticket' AND res_id = ticket.id
               AND message_type = 'user_notification')
      FROM helpdesk_ticket ticket WHERE ticket.fault = 'swept'
"""
# What a sweeping process is given before it counts as hanging.
PATIENCE_SECONDS = 120


def run(process):
    assert process.wait() == 0, process.stderr.read()


def kill_while_it_works(process, query, after):
    """Kill a sweeping process once so many more alarms were committed, by it or by the
    other; True if it was still running."""
    wanted = query(FIRED)[0][0] + after
    for _look in range(PATIENCE_SECONDS * 20):
        try:
            process.wait(timeout=0.05)
            return False
        except subprocess.TimeoutExpired:
            if query(FIRED)[0][0] >= wanted:
                process.kill()
                process.wait()
                return True
    raise AssertionError("the sweep hangs")


@pytest.mark.proof
def test_killed_sweeps_tell_everything_once(start, query, often):
    """Two sweep at once and new clocks come in; one of them is killed again and again.
    In the end each clock told each thing once, with one activity and one mail each."""
    moments = random.Random(20260925)
    kills, wanted = 0, often(1, 50)
    while kills < wanted:
        run(start(FILE.format(count=often(40, 60))))
        victim, other = start(SWEEP), start(SWEEP)
        more = start(FILE.format(count=10))
        kills += kill_while_it_works(victim, query, moments.randrange(1, 60))
        run(other)
        run(more)
    while query(LEFT) != [(0,)]:
        run(start(SWEEP))
    assert query(PER_CLOCK) == [("late", 2, 1)]
    assert query(PER_TICKET) == [(4, 4)]
