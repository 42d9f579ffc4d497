"""What a contractor's dispatcher may do with tickets and visits at the contractor's
station."""

from datetime import date, timedelta
from typing import NamedTuple

#: How long a closed ticket, with its customer's number and address, stays in sight.
CLOSED_SHOWN_DAYS = 30


class Order(NamedTuple):
    """What is asked: ids; `technician` None leaves the ticket with whom it is."""

    technician: int | None
    people: frozenset[int]


class State(NamedTuple):
    """Where a ticket is: `waiting` until somebody began, and with whom (an id)."""

    closed: bool
    waiting: bool
    technician: int | None


def judge(state: State, order: Order) -> str:
    """Say what an order to begin a ticket, or to give it to a technician, comes to.

    :return: "accepted" (it begins, perhaps with a technician), "assigned" (it was
        begun and changes hands), or why nothing happens: "closed", "technician" (who
        does not work at the station), "already"
    """
    if state.closed:
        return "closed"
    if order.technician is not None and order.technician not in order.people:
        return "technician"
    if state.waiting:
        return "accepted"
    if order.technician in (None, state.technician):
        return "already"
    return "assigned"


class VisitOrder(NamedTuple):
    """What is asked of a visit: ids as for `Order`."""

    technician: int
    people: frozenset[int]


def judge_visit(timed: bool, order: VisitOrder) -> str | None:
    """Why a visit can't be given to a technician, whatever his plan is; else None.

    :param timed: whether it has a time, or begins at once as an emergency
    :return: "technician" (who does not work at the station), "no_time", None
    """
    if order.technician not in order.people:
        return "technician"
    return None if timed else "no_time"


def shown_day(written, today: date) -> date:
    """The day of which visits are shown: as an address says, else today.

    Not longer ago than closed tickets stay in sight, nor beyond a year.
    """
    try:
        day = date.fromisoformat(written)
    except (TypeError, ValueError):
        return today
    earliest = today - timedelta(days=CLOSED_SHOWN_DAYS)
    return min(max(day, earliest), today + timedelta(days=365))
