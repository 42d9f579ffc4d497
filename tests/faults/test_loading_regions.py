"""The divisions are loaded whole or not at all, whatever happens meanwhile."""

import random
import subprocess

import pytest

SPOIL = """
    UPDATE service_region SET name = 'spoilt' WHERE code = '433123';
    DELETE FROM ir_config_parameter WHERE key = 'service_region.dataset_checksum';
"""
NAME = "SELECT name FROM service_region WHERE code = '433123'"
COUNTS = """
    SELECT (SELECT count(*) FROM service_region),
           (SELECT count(DISTINCT code) FROM service_region),
           (SELECT count(*) FROM service_region_name WHERE is_official),
           (SELECT count(*) FROM service_region WHERE parent_path IS NULL)
"""
LOAD = "env['service.region']._load_dataset()\nenv.cr.commit()\n"
# From before Odoo has started up to when the work is usually done.
LONGEST_SECONDS = 9


@pytest.mark.proof
def test_a_killed_load_leaves_all_as_it_was_or_as_it_shall_be(start, query, often):
    """After a kill at any moment the next load finds a whole tree and mends it."""
    before = query(COUNTS)
    moments = random.Random(20251107)
    for _ in range(often(1, 12)):
        query(SPOIL)
        process = start(LOAD)
        try:
            process.wait(timeout=moments.uniform(1, LONGEST_SECONDS))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert query(NAME) in ([("spoilt",)], [("凤凰县",)])
        assert query(COUNTS)[0][0] == before[0][0]
    last = start(LOAD)
    assert last.wait() == 0, last.stderr.read()
    assert query(NAME) == [("凤凰县",)]
    assert query("SELECT 1 FROM service_region WHERE name = 'spoilt'") == []


@pytest.mark.proof
def test_two_servers_may_load_at_once(start, query, often):
    """Nothing comes twice when two servers are upgraded at the same moment."""
    query(SPOIL)
    start(LOAD).wait()
    before = query(COUNTS)
    for _ in range(often(1, 5)):
        query(SPOIL)
        outcome = [process.wait() for process in (start(LOAD), start(LOAD))]
        assert 0 in outcome
        assert query(NAME) == [("凤凰县",)]
        after = query(COUNTS)
        assert after[0][0] == after[0][1] == before[0][0]
        assert after[0][3] == 0
