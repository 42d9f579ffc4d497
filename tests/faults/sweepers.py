"""Sweeps that are killed at random moments, two at a time."""

import random
import time

# From the start of a sweep up to where it has committed some batches.
LONGEST_SECONDS = 10
PATIENCE_SECONDS = 1800
# Whether a process holds rows of one table, and whether it wrote into another,
# uncommitted.
HOLDS = """
    SELECT count(*) > 0, count(*) FILTER (WHERE mode = 'RowExclusiveLock') > 0
      FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE application_name = 'fork-{pid}'
       AND (relation = '{held}'::regclass AND mode = 'RowShareLock'
         OR relation = '{told}'::regclass AND mode = 'RowExclusiveLock')
"""


class Sweepers:
    """Two that sweep at once, each killed at random moments and started again.

    :param script: what each of them does
    :param held: the table whose rows a sweep takes
    :param told: the table into which it writes that it did them
    """

    def __init__(self, fork, query, script, held, told):
        self.fork, self.query, self.script = fork, query, script
        self.held, self.told = held, told
        self.moments = random.Random(20260925)
        self.kills = self.with_rows = self.while_telling = 0
        self.running = [self._start() for _each in range(2)]

    def _start(self):
        lives = self.moments.uniform(0, LONGEST_SECONDS)
        return self.fork(self.script), time.monotonic() + lives

    def look(self):
        """Kill those whose time is up; start new ones for these and what ended."""
        for place, (process, dies_at) in enumerate(self.running):
            if process.ended():
                assert process.code == 0
                self.running[place] = self._start()
            elif time.monotonic() > dies_at:
                self._kill(process)
                self.running[place] = self._start()

    def _kill(self, process):
        process.stop()
        question = HOLDS.format(pid=process.pid, held=self.held, told=self.told)
        holds, told = self.query(question)[0]
        process.kill()
        self.kills += 1
        self.with_rows += holds
        self.while_telling += told

    def finish(self):
        for process, _dies_at in self.running:
            assert process.wait() == 0
