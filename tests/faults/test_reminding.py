"""Customers are told once each, and offers go on once each, whoever dies meanwhile."""

import time

import pytest
from sweepers import PATIENCE_SECONDS, Sweepers

# At no time of day it is quiet, SMS are written down, and pushes have no keys.
PREPARE = """
env.company.write({
    'service_sms_gateway': 'loopback', 'service_quiet_from': 0,
    'service_quiet_until': 0, 'service_offer_minutes': 600,
})
env.cr.commit()
"""
# Visits that were just booked, each with its technician; all that is planned is due.
BOOK = """
from datetime import datetime, timedelta
count, first = {count}, {first}
tickets = env['helpdesk.ticket'].create([
    {{'is_repair': True, 'fault': 'reminded', 'partner_name': 'Chen',
      'partner_email': f'reminded{{number}}@example.com',
      'caller_phone': str(13700000000 + number)}}
    for number in range(first, first + count)
])
people = env['resource.resource'].create([
    {{'name': f'reminded {{number}}', 'calendar_id': False}} for number in range(count)
])
visits = env['service.visit'].create([{{'ticket_id': each.id}} for each in tickets])
start = datetime.now().replace(microsecond=0) + timedelta(days=3)
for visit, person in zip(visits, people):
    visit._decide({{'resource_id': person.id, 'start': start, 'state': 'accepted'}})
env.cr.flush()
env.cr.execute('''
    UPDATE service_visit_reminder SET next_at = now() AT TIME ZONE 'UTC'
     WHERE visit_id IN %s''', [tuple(visits.ids)])
env.cr.commit()
"""
# Small batches: the more often they commit, the more there is to come between. Then
# the queue of SMS, as its own cron does it: two of them may collide, and the later turn
# sends what is left.
REMIND = """
from psycopg2.errors import SerializationFailure
from odoo.addons.service_deadline.models import due_sweep
due_sweep.BATCH = 10
env['service.visit.reminder'].with_user(1)._sweep()
try:
    env['sms.sms'].with_user(1)._process_queue()
    env.cr.commit()
except SerializationFailure:
    env.cr.rollback()
"""
MINE = """
    service_visit_reminder reminder
      JOIN service_visit visit ON visit.id = reminder.visit_id
      JOIN helpdesk_ticket ticket ON ticket.id = visit.ticket_id
     WHERE ticket.fault = 'reminded'
"""
LEFT = f"""
    SELECT (SELECT count(*) FROM {MINE} AND reminder.next_at < now() AT TIME ZONE 'UTC')
         + (SELECT count(*) FROM sms_sms WHERE state = 'outgoing')
"""
# What met somebody else's entry is tried again later; here that is over.
PUT_OFF = f"""
    UPDATE service_visit_reminder SET next_at = planned_at
     WHERE id IN (SELECT reminder.id FROM {MINE} AND reminder.next_at IS NOT NULL)
       AND planned_at < now() AT TIME ZONE 'UTC' + interval '4 days'
       AND next_at > now() AT TIME ZONE 'UTC'
"""
STATES = f"SELECT reminder.state, count(*) FROM {MINE} GROUP BY 1"
MAILS = """
    SELECT DISTINCT mails, count(*) OVER () FROM (
        SELECT count(*) mails FROM mail_mail
         WHERE email_to LIKE '%reminded%@example.com%' GROUP BY email_to) each
"""
SMS = """
    SELECT DISTINCT sent, count(*) OVER () FROM (
        SELECT count(*) sent FROM service_sms_loopback
         WHERE number LIKE '+86137%' GROUP BY number) each
"""
KINDS = 3  # booked, the day before, two hours before


@pytest.mark.proof
def test_killed_sweeps_tell_each_customer_once(fork, query, often, tell):
    """Two sweep at once and new visits come in; both are killed again and again while
    they send. In the end each customer got each message once, by mail and by SMS."""
    start, wanted, count = time.monotonic(), often(2, 60), often(10, 40)
    assert fork(PREPARE).wait() == 0
    booking, booked = fork(BOOK.format(count=count, first=0)), count
    assert booking.wait() == 0
    table = "service_visit_reminder"
    sweepers = Sweepers(fork, query, REMIND, table, "mail_mail")
    while sweepers.with_rows < wanted:
        assert time.monotonic() - start < PATIENCE_SECONDS
        if booking.ended() and query(LEFT)[0][0] < 3 * count:
            assert booking.code == 0
            booking = fork(BOOK.format(count=count, first=booked))
            booked += count
        sweepers.look()
        time.sleep(0.02)
    assert booking.wait() == 0
    sweepers.finish()
    query(PUT_OFF)
    while query(LEFT) != [(0,)]:
        assert fork(REMIND).wait() == 0
    assert query(STATES) == [("sent", 2 * KINDS * booked)]
    assert query(MAILS) == [(KINDS, booked)]
    assert query(SMS) == [(KINDS, booked)]
    tell(
        f"reminding: {sweepers.kills} kills, {sweepers.with_rows} of them of a sweep "
        f"that held messages, {sweepers.while_telling} of these while it sent; "
        f"{booked} customers got {2 * KINDS * booked} mails and SMS, once each, "
        f"in {time.monotonic() - start:.0f} s"
    )


# -- offers

PEOPLE = """
station = env['service.station'].create({
    'name': 'Offered', 'is_round_the_clock': True, 'coverage_ids': [],
})
users = env['res.users'].create([
    {'name': f'offered{number}', 'login': f'offered{number}',
     'notification_type': 'inbox'} for number in range(4)
])
env['resource.resource'].create([
    {'name': user.name, 'user_id': user.id, 'calendar_id': False,
     'service_station_id': station.id} for user in users
])
env.cr.commit()
"""
# A visit a day, each offered to the best of them.
OFFER = """
from datetime import datetime, timedelta
from odoo.service.model import retrying
count, first = {count}, {first}

def offer():
    station = env['service.station'].search([('name', '=', 'Offered')])
    tickets = env['helpdesk.ticket'].create([
        {{'is_repair': True, 'fault': 'offered', 'station_id': station.id,
          'station_by_hand': True}} for number in range(count)
    ])
    visits = env['service.visit'].create([{{'ticket_id': each.id}} for each in tickets])
    start = datetime.now().replace(microsecond=0) + timedelta(days=3 + first)
    for number, visit in enumerate(visits):
        visit._decide({{'start': start + timedelta(days=number)}})
    visits._dispatch()

retrying(offer, env)  # as a request does whose people are planned by a sweep
"""
GO_ON = """
from odoo.addons.service_deadline.models import due_sweep
due_sweep.BATCH = 3
env['service.visit.offer'].with_user(1)._sweep()
env.cr.commit()
"""
OFFERS = """
    service_visit_offer offer
      JOIN service_visit visit ON visit.id = offer.visit_id
      JOIN helpdesk_ticket ticket ON ticket.id = visit.ticket_id
     WHERE ticket.fault = 'offered'
"""
# Nobody answers, up to the third who is asked.
LAPSE = f"""
    UPDATE service_visit_offer SET next_at = now() AT TIME ZONE 'UTC'
     WHERE id IN (
        SELECT offer.id FROM {OFFERS} AND offer.state = 'waiting' AND
               (SELECT count(*) FROM service_visit_offer each
                 WHERE each.visit_id = visit.id) < 3)
"""
TO_GO_ON = f"SELECT count(*) FROM {OFFERS} AND offer.next_at < now() AT TIME ZONE 'UTC'"
PER_VISIT = """
    SELECT DISTINCT visit.state,
           (SELECT string_agg(state, ' ' ORDER BY id) FROM service_visit_offer
             WHERE visit_id = visit.id),
           (SELECT count(DISTINCT resource_id) FROM service_visit_offer
             WHERE visit_id = visit.id),
           (SELECT count(*) FROM mail_message
             WHERE model = 'service.visit' AND res_id = visit.id
               AND message_type = 'user_notification')
      FROM service_visit visit JOIN helpdesk_ticket ticket
           ON ticket.id = visit.ticket_id
     WHERE ticket.fault = 'offered'
"""


@pytest.mark.proof
def test_killed_sweeps_move_each_offer_on_once(fork, query, often, tell):
    """Offers that nobody answers lapse once and go to one other technician each, and
    each who is asked is told once."""
    start, wanted, count = time.monotonic(), often(1, 40), often(4, 15)
    assert fork(PREPARE).wait() == 0
    assert fork(PEOPLE).wait() == 0
    offering, offered = fork(OFFER.format(count=count, first=0)), count
    assert offering.wait() == 0
    table = "service_visit_offer"
    query(LAPSE)
    sweepers = Sweepers(fork, query, GO_ON, table, table)
    while sweepers.with_rows < wanted:
        assert time.monotonic() - start < PATIENCE_SECONDS
        if not query(TO_GO_ON)[0][0]:
            query(LAPSE)
        if offering.ended() and not query(TO_GO_ON)[0][0]:
            assert offering.code == 0
            offering = fork(OFFER.format(count=count, first=offered))
            offered += count
        sweepers.look()
        time.sleep(0.02)
    assert offering.wait() == 0
    sweepers.finish()
    for _each in range(3):
        query(LAPSE)
        while query(TO_GO_ON) != [(0,)]:
            assert fork(GO_ON).wait() == 0
    assert query(PER_VISIT) == [("offered", "lapsed lapsed waiting", 3, 3)]
    tell(
        f"offers: {sweepers.kills} kills, {sweepers.with_rows} of them of a sweep that "
        f"held offers, {sweepers.while_telling} of these while it moved them on; "
        f"{offered} visits went on to two more technicians, once each, "
        f"in {time.monotonic() - start:.0f} s"
    )
