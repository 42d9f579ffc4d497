"""What a customer may still do after a visit: rate it, and have it done again for free.

Moments are UTC without zone.
"""

from datetime import datetime, timedelta

STARS = (1, 2, 3, 4, 5)
# So many stars or fewer are unhappy, as Odoo's ratings have it.
UNHAPPY = 2
WORDS_LENGTH = 1000
# A rating may be thought over for so long, then it stays.
CHANGEABLE = timedelta(days=1)
# Nobody was there who could say how it was.
UNSEEN = ("customer_absent",)


def judge_rating(
    stars: int | None,
    words: str,
    rated: tuple[int, str] | None,
    rated_at: datetime | None,
    now: datetime,
) -> str:
    """What comes of a rating that is sent.

    :param rated: stars and words of the rating that is there, None for none
    :param rated_at: when it was given first
    :return: "rated", "changed", "already" when it says the same, or why it is not
        taken: "stars" (none chosen), "kept" (too late to change it)
    """
    if stars not in STARS:
        return "stars"
    if rated is None:
        return "rated"
    if rated == (stars, words):
        return "already"
    return "changed" if now - rated_at < CHANGEABLE else "kept"


def under_warranty(finished: datetime | None, now: datetime, days: int) -> bool:
    """Whether a repair done at a moment is still seen to free of charge.

    The last day counts in full hours, not to midnight: what began `days` × 24 hours ago
    is over.
    """
    return bool(finished) and now - finished < timedelta(days=days)
