"""Where a clock stands, replayed from the record of events.

Nothing is kept between two replays, so a clock closed while it was on hold, or one
whose record is corrected later, has its true verdict.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from .types import Moment, Standing, Triggers


def replay(
    started_at: datetime, moments: Iterable[Moment], triggers: Triggers
) -> Standing:
    """Return the state of a clock after what happened to its record.

    - The order in which ``moments`` are handed in does not matter, only when they
      happened; an event handed in twice counts once.
    - What happened before the clock started does not concern it.
    - A pause while paused and a resume while running change nothing: the first of
      several counts.
    - A pause and a resume at the same moment leave things as they were.
    - The first event that meets or cancels ends the clock, and a pause with it; what
      comes after is not looked at. Met and cancelled at the same moment is met.
    - Pauses without length are left out.
    """
    happened = defaultdict(set)
    for moment in moments:
        if moment.at >= started_at:
            happened[moment.at].add(moment.event)
    run = _Run()
    for at in sorted(happened):
        events = happened[at]
        if events & triggers.meet:
            return run.ended("met", at)
        if events & triggers.cancel:
            return run.ended("cancelled", at)
        run.switch(at, bool(events & triggers.pause), bool(events & triggers.resume))
    return run.standing()


class _Run:
    """The pauses of a clock so far; ``since`` is the start of one still open."""

    def __init__(self):
        self.since: datetime | None = None
        self.pauses: list[tuple[datetime, datetime | None]] = []

    def switch(self, at: datetime, pause: bool, resume: bool) -> None:
        if pause and not resume and self.since is None:
            self.since = at
        elif resume and not pause and self.since is not None:
            self._close(at)

    def _close(self, at: datetime) -> None:
        if self.since is not None and self.since < at:
            self.pauses.append((self.since, at))
        self.since = None

    def ended(self, state: str, at: datetime) -> Standing:
        self._close(at)
        return Standing(state, tuple(self.pauses), at)

    def standing(self) -> Standing:
        if self.since is None:
            return Standing("running", tuple(self.pauses))
        return Standing("paused", (*self.pauses, (self.since, None)))
