"""What a contractor's dispatcher may do with a ticket at the contractor's station."""

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
