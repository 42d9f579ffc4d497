"""Uses of links that are written down: enough to tell, too few to fill a disk."""

from collections.abc import Iterable
from datetime import datetime, timedelta

READ = "read"
READS_APART = timedelta(minutes=10)
LOOKED_BACK = timedelta(hours=1)
MAX_AN_HOUR = 60


def is_worth_noting(
    action: str, at: datetime, earlier: Iterable[tuple[str, datetime]]
) -> bool:
    """Whether a use of a link goes into its log.

    Reading does unless it did within ten minutes: a page is opened again and again.
    Nothing does after sixty entries within the hour.

    :param earlier: (action, moment) of the link's uses of the last hour
    """
    lately = [use for use in earlier if use[1] > at - LOOKED_BACK]
    if len(lately) >= MAX_AN_HOUR:
        return False
    reads = (moment for done, moment in lately if done == READ)
    return action != READ or all(moment <= at - READS_APART for moment in reads)
