"""Servers that file tickets at the same time keep out of each other's way."""

import pytest

FILE = """
for number in range({count}):
    env['helpdesk.ticket'].create({{
        'is_repair': True, 'fault': 'race', 'address': '湘西州凤凰县沱江镇',
    }})
    env.cr.commit()
"""
NUMBERS = """
    SELECT count(*), count(DISTINCT number), count(*) FILTER (WHERE number = '/')
      FROM helpdesk_ticket WHERE fault = 'race'
"""


@pytest.mark.proof
def test_two_servers_give_no_number_twice(start, query, often):
    """Every ticket is there and has a number of its own."""
    count = often(10, 300)
    servers = [start(FILE.format(count=count)) for _ in range(2)]
    for server in servers:
        assert server.wait() == 0, server.stderr.read()
    assert query(NUMBERS) == [(2 * count, 2 * count, 0)]
