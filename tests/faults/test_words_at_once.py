"""Customers whose words reach two servers at the same moment."""

import pytest

PREPARE = """
from datetime import timedelta
from odoo import fields
tickets = env['helpdesk.ticket'].create([
    {{'is_repair': True, 'fault': 'closed for good', 'caller_phone': '13800138000'}}
    for _number in range({count})
])
done = tickets[0].team_id._get_applicable_stages().filtered('closed')[:1]
tickets.stage_id = done
tickets.closed_date = fields.Datetime.now() - timedelta(days=400)
env.cr.commit()
"""
SAY = """
from odoo.service.model import retrying
for ticket in env['helpdesk.ticket'].search([('fault', '=', 'closed for good')]):
    link = ticket._create_link()
    env.cr.commit()
    retrying(lambda: link.sudo()._say('still broken', [], '{press}' * 32), env)
    env.cr.commit()
"""
FOLLOW_UPS = """
    SELECT count(*), count(continued_by_id), count(DISTINCT continued_by_id),
           (SELECT count(*) FROM helpdesk_ticket WHERE fault = 'still broken'),
           (SELECT count(*) FROM mail_message
             WHERE model = 'helpdesk.ticket' AND body = '<p>still broken</p>'
               AND res_id IN (SELECT continued_by_id FROM helpdesk_ticket))
      FROM helpdesk_ticket WHERE fault = 'closed for good'
"""


@pytest.mark.proof
def test_two_words_on_one_closed_ticket_make_one_follow_up(start, query, often):
    """Whichever is first files it, the other one's words join it: both are there."""
    count = often(3, 40)
    prepared = start(PREPARE.format(count=count))
    assert prepared.wait() == 0, prepared.stderr.read()
    servers = [start(SAY.format(press=press)) for press in "ab"]
    for server in servers:
        assert server.wait() == 0, server.stderr.read()
    assert query(FOLLOW_UPS) == [(count, count, count, count, 2 * count)]
