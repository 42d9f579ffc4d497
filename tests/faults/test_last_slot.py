"""Many ask for the last free times of a station over HTTP at the same moment."""

import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
import requests

from devtools import server

TECHNICIANS = 3
# A station of its own with three technicians, each of whom is free for one visit only
# on the first day that can be booked, and again a week later.
PREPARE = """
from datetime import timedelta
from odoo import fields
company = env.company
company.write({'service_lead_minutes': 0, 'service_cutoff_hour': 24.0})
region = env['service.region']._from_code(['433123'])['433123']
station = env['service.station'].create({
    'name': 'last slot', 'is_round_the_clock': True, 'region_id': region.id,
    'coverage_ids': [(0, 0, {'region_id': region.id})],
})
start = fields.Datetime.now().replace(hour=0, minute=0, second=0)
first, later = start + timedelta(days=2), start + timedelta(days=9)
people = env['resource.resource'].create([
    {'name': f'racer {number}', 'service_station_id': station.id,
     'calendar_id': False, 'tz': 'UTC'}
    for number in range(3)
])
for person in people:
    for begins, ends in (
        (start - timedelta(days=1), first + timedelta(hours=9, minutes=35)),
        (first + timedelta(hours=11), later),
        (later + timedelta(hours=12), later + timedelta(days=30)),
    ):
        env['resource.calendar.leaves'].create({
            'name': 'away', 'resource_id': person.id,
            'date_from': begins, 'date_to': ends,
        })
env.cr.commit()
"""
PREPARED = """
    SELECT (date_trunc('day', now() AT TIME ZONE 'UTC') + interval '2 days 10 hours')
"""
VISITS = """
    SELECT count(*), count(DISTINCT visit.resource_id), count(DISTINCT ticket.id)
      FROM service_visit visit JOIN helpdesk_ticket ticket ON ticket.id = ticket_id
     WHERE ticket.fault = 'last slot' AND visit.start = '{start}'
"""
TICKETS = "SELECT count(*) FROM helpdesk_ticket WHERE fault = 'last slot'"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SLOT = re.compile(r'name="start"[^>]*?value="(\d+)"')
PATIENCE_SECONDS = 240


class Client:
    """Somebody with a browser of her own, who filled everything in already."""

    def __init__(self, host, number):
        self.host, self.session = host, requests.Session()
        self.phone = f"138{number:08d}"

    def fill_in(self):
        page = self._get()
        self.form = {
            "csrf_token": TOKEN.search(page)[1],
            "press": f"{int(self.phone):032x}",
            "category": "other",
            "fault": "last slot",
            "address": "湖南省凤凰县沱江镇",
            "name": "race",
            "phone": self.phone,
        }
        self._post(step="place")
        return SLOT.findall(self._get("?step=time"))

    def ask(self, start):
        """(status, address that it led to, other times that were offered)"""
        answer = self._post(step="time", start=start)
        return (
            answer.status_code,
            answer.headers.get("Location", ""),
            SLOT.findall(answer.text),
        )

    def _get(self, query=""):
        return self.session.get(f"{self.host}/service/book{query}", timeout=120).text

    def _post(self, **more):
        return self.session.post(
            f"{self.host}/service/book",
            data={**self.form, **more},
            allow_redirects=False,
            timeout=PATIENCE_SECONDS,
        )


@pytest.mark.proof
def test_last_slot_goes_to_as_many_as_can_come(start, query, often, tell):
    """Three technicians are free once more: three get it, all others are offered
    another time, and nobody sees an error."""
    count = often(24, 200)
    prepared = start(PREPARE)
    assert prepared.wait() == 0, prepared.stderr.read()
    [(moment,)] = query(PREPARED)
    wanted = str((moment - datetime(1970, 1, 1)) // timedelta(minutes=1))
    with server.serving(dict(os.environ), "--max-cron-threads=0") as host:
        clients = [Client(host, number) for number in range(count)]
        with ThreadPoolExecutor(count) as pool:
            with_slot = list(pool.map(lambda each: wanted in each.fill_in(), clients))
            assert all(with_slot)
            gate = Barrier(count)

            def ask(client):
                gate.wait()
                return client.ask(wanted)

            begun = time.monotonic()
            answers = list(pool.map(ask, clients))
            seconds = time.monotonic() - begun
    booked = [each for each in answers if each[0] == 303]
    others = [each for each in answers if each[0] != 303]
    assert all("/service/t/" in where for _status, where, _slots in booked)
    assert {status for status, _where, _slots in others} == {200}
    assert all(slots and wanted not in slots for _status, _where, slots in others)
    assert query(VISITS.format(start=moment)) == [(TECHNICIANS,) * 3]
    assert query(TICKETS) == [(TECHNICIANS,)]
    assert len(booked) == TECHNICIANS
    tell(
        f"last slot: {count} asked at once, {len(booked)} got it, {len(others)} were "
        f"offered another time, nobody saw an error, in {seconds:.0f} s"
    )
