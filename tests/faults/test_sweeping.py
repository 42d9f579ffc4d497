"""Deadlines that are due are told once each, whoever dies while telling them."""

import time

import pytest
from sweepers import PATIENCE_SECONDS, Sweepers

PREPARE = """
teams = env['helpdesk.ticket.team'].search([])
teams.user_id = env.ref('base.user_admin')
env.cr.commit()
"""
# Emergencies nobody took: each has two clocks, and each clock a breach and an
# escalation, all of them for the queue's leader.
FILE = """
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
# Small batches: the more often they commit, the more there is to come between.
SWEEP = """
from odoo.addons.service_deadline.models import service_deadline_sweep
service_deadline_sweep.BATCH = 20
env['service.deadline'].with_user(1)._sweep()
env.cr.commit()
"""
MINE = """
    service_deadline clock
      JOIN helpdesk_ticket ticket ON ticket.id = clock.res_id
     WHERE clock.res_model = 'helpdesk.ticket' AND ticket.fault = 'swept'
"""
CLOCKS = f"SELECT count(*) FROM {MINE}"
LEFT = f"{CLOCKS} AND clock.next_at < now() AT TIME ZONE 'UTC'"
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
# What met somebody else's entry is told a minute later; here the minute is over.
PUT_OFF = f"""
    UPDATE service_deadline SET next_at = due_at
     WHERE id IN (SELECT clock.id FROM {MINE} AND clock.next_at IS NOT NULL)
"""


@pytest.mark.proof
def test_killed_sweeps_tell_everything_once(fork, query, often, tell):
    """Two sweep at once and new clocks come in; both are killed again and again while
    they hold clocks. In the end each clock told each thing once, with one activity and
    one mail each."""
    start, wanted, count = time.monotonic(), often(2, 50), often(20, 60)
    assert fork(PREPARE).wait() == 0
    filing, filed = fork(FILE.format(count=count)), count
    assert filing.wait() == 0
    sweepers = Sweepers(
        fork, query, SWEEP, "service_deadline", "service_deadline_firing"
    )
    while sweepers.with_rows < wanted:
        assert time.monotonic() - start < PATIENCE_SECONDS
        if filing.ended() and query(LEFT)[0][0] < 3 * count:
            assert filing.code == 0
            filing, filed = fork(FILE.format(count=count)), filed + count
        sweepers.look()
        time.sleep(0.02)
    assert filing.wait() == 0
    sweepers.finish()
    query(PUT_OFF)
    while query(LEFT) != [(0,)]:
        assert fork(SWEEP).wait() == 0
    assert query(CLOCKS) == [(2 * filed,)]
    assert query(PER_CLOCK) == [("late", 2, 1)]
    assert query(PER_TICKET) == [(4, 4)]
    tell(
        f"sweeping: {sweepers.kills} kills, {sweepers.with_rows} of them of a sweep "
        f"that held clocks, {sweepers.while_telling} of these while it told; "
        f"{2 * filed} clocks told {4 * filed} things, once each, "
        f"in {time.monotonic() - start:.0f} s"
    )
